package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code /metrics} says once the sample wire, and a record that is none, have gone through the whole pipeline. */
class MetricsIT {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (\\S+) ");
    private static final Pattern DOCUMENTED = Pattern.compile("(?m)^\\| `([a-z0-9_*]+)` \\|");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][a-zA-Z0-9_:]*)(\\{[^}]*})? (\\S+)$");

    private static final Path DASHBOARD = Path.of("../../deploy/grafana/hearsay.json");

    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;

    @BeforeAll
    static void feed() throws Exception {
        pipeline = RunningPipeline.start(directory.resolve("data"));
        CommandRun fed = pipeline.kafka("feed", "--sample");
        assertThat(fed.exitCode()).as(fed.err()).isZero();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                pipeline.cluster().properties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(pipeline.topics().articles().name(), "no article".getBytes()))
                    .get();
        }
        pipeline.awaitSettled();
        // what the database holds is looked up every five seconds, the lag every two, what Kafka measures every ten
        Awaitility.await("all figures are those of the end")
                .atMost(Duration.ofMinutes(1))
                .until(() -> value("hearsay_stories") == 72
                        && value("hearsay_lag_records") == 0
                        && scrape().contains("kafka_stream_task_dropped_records_total{")
                        && scrape().contains("kafka_stream_record_cache_hit_ratio_avg{")
                        && value("kafka_stream_topic_records_consumed_total") > 0);
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    void everyExposedMetricIsDocumentedAndEveryDocumentedOneIsExposed() throws Exception {
        Set<String> documented = names(DOCUMENTED, Files.readString(Path.of("../../docs/metrics.md")));
        Set<String> families = documented.stream()
                .filter(name -> name.endsWith("*"))
                .map(name -> name.substring(0, name.length() - 1))
                .collect(Collectors.toCollection(TreeSet::new));
        documented.removeIf(name -> name.endsWith("*"));
        Set<String> exposed = names(TYPE, scrape());
        Set<String> ofKafka = exposed.stream()
                .filter(name -> name.startsWith("kafka_"))
                .collect(Collectors.toCollection(TreeSet::new));
        exposed.removeAll(ofKafka);

        assertThat(exposed).containsExactlyInAnyOrderElementsOf(documented);
        assertThat(ofKafka).allMatch(name -> families.stream().anyMatch(name::startsWith));
        assertThat(families).allMatch(family -> ofKafka.stream().anyMatch(name -> name.startsWith(family)));
    }

    @Test
    void storiesAndClaimsAreCountedByOutletAndStatus() throws Exception {
        assertThat(value("hearsay_stories", "status=\"usable\"")).isEqualTo(69);
        assertThat(value("hearsay_stories_written_total", "outlet=\"Sundara News\"", "status=\"usable\""))
                .isEqualTo(5);
        assertThat(value("hearsay_claims_written_total", "speaker=\"unnamed\""))
                .isBetween(1.0, value("hearsay_claims_written_total", "speaker=\"named\"") - 1);
        for (String cause : Set.of("revised", "withheld", "killed")) {
            String label = "cause=\"" + cause + "\"";
            assertThat(value("hearsay_retractions_written_total", label))
                    .as("what the sink took back (%s) is what the database says", cause)
                    .isPositive()
                    .isEqualTo(value("hearsay_retractions", label));
        }
        assertThat(value("hearsay_unresolved_speaker_ratio"))
                .isEqualTo(value("hearsay_rows", "of=\"unnamedClaims\"") / value("hearsay_rows", "of=\"claims\""));
    }

    @Test
    void delayIsAHistogramOfEveryRowOfCounts() throws Exception {
        double rows = value("hearsay_story_to_count_seconds_count");
        assertThat(rows).isGreaterThanOrEqualTo(value("hearsay_rows", "of=\"actors\""));
        assertThat(value("hearsay_story_to_count_seconds_bucket", "le=\"+Inf\""))
                .isEqualTo(rows);
        assertThat(value("hearsay_story_to_count_seconds_bucket", "le=\"300.0\""))
                .isEqualTo(rows);
        assertThat(value("hearsay_story_to_count_seconds_bucket", "le=\"0.05\""))
                .isLessThan(rows);
        assertThat(value("hearsay_sink_commit_records_sum")).isEqualTo(value("hearsay_sink_records_total"));
        assertThat(value("hearsay_sink_commit_seconds_count")).isEqualTo(value("hearsay_sink_commit_records_count"));
    }

    @Test
    void aRecordThatIsNoArticleIsOneDeadLetterOfItsStage() throws Exception {
        assertThat(value("hearsay_dead_letters_total", "stage=\"extract\"")).isEqualTo(1);
        assertThat(value("hearsay_dead_letters_total", "stage=\"count\"")).isZero();
        assertThat(value("hearsay_dead_letters_total", "stage=\"write\"")).isZero();
    }

    @Test
    void everyQueryOfTheGrafanaDashboardAsksForMetricsThatAreExposed() throws Exception {
        JsonNode dashboard = new ObjectMapper().readTree(Files.readString(DASHBOARD));
        Set<String> exposed = names(SAMPLE, scrape());
        List<String> queries = dashboard.findValuesAsText("expr");

        assertThat(queries).hasSizeGreaterThan(25);
        for (String query : queries) {
            assertThat(PromQl.metrics(query)).as(query).isNotEmpty().isSubsetOf(exposed);
        }
        assertThat(dashboard.get("uid").asText()).isEqualTo("hearsay");
        assertThat(dashboard.findValuesAsText("uid")).containsOnly("hearsay", "prometheus");
        assertThat(Files.readString(Path.of("../../deploy/grafana/datasources.yml")))
                .contains("uid: prometheus\n");
    }

    @Test
    void seriesAreFew() throws Exception {
        assertThat(scrape().lines().filter(line -> !line.startsWith("#")).count())
                .isLessThan(2_000);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The sum of all samples of this name with these labels. */
    private static double value(String name, String... labels) throws Exception {
        return SAMPLE.matcher(scrape())
                .results()
                .filter(sample -> sample.group(1).equals(name))
                .filter(sample -> labels.length == 0
                        || Set.of(labels).stream()
                                .allMatch(label -> labelsOf(sample).contains(label)))
                .mapToDouble(sample -> Double.parseDouble(sample.group(3)))
                .sum();
    }

    private static String labelsOf(MatchResult sample) {
        return sample.group(2) == null ? "" : sample.group(2);
    }

    private static String scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pipeline.webPort() + "/metrics"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }
}

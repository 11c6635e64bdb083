package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.kafka.TopicReader;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.store.ClaimFilter;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A day in the life of one pipeline; the order matters, because each test leaves something behind. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OperationsIT {
    @TempDir
    private static Path directory;

    private static RunningPipeline pipeline;

    @BeforeAll
    static void start() {
        pipeline = RunningPipeline.start(directory.resolve("data"));
    }

    @AfterAll
    static void stop() {
        if (pipeline != null) {
            pipeline.close();
        }
    }

    @Test
    @Order(1)
    void feedingTheSampleGivesItsGoldCountsByEveryCommand() {
        CommandRun fed = pipeline.kafka("feed", "--sample");
        assertThat(fed.err()).isEmpty();
        assertThat(fed.exitCode()).isZero();
        assertThat(fed.out()).contains("88 read, 88 accepted, 0 refused", "All acknowledged by Kafka");
        pipeline.awaitSettled();

        List<String> gold = SampleGold.rows("counts.tsv").get(0);
        CommandRun top = pipeline.data("top", "--limit", "1", "--format", "csv");
        assertThat(top.out())
                .isEqualTo("id,name,type,statements,reports,outlets,articles,direct,indirect,mixed,nonResponses\n"
                        + String.join(",", gold) + "\n");
        CommandRun one = pipeline.data("counts", gold.get(1), "--format", "csv");
        assertThat(one.out()).isEqualTo(top.out());
        CommandRun byOutlet = pipeline.data("counts", gold.get(1), "--by", "outlet", "--format", "json");
        assertThat(byOutlet.out().lines().filter(line -> line.startsWith("{"))).hasSize(Integer.parseInt(gold.get(5)));
        assertThat(pipeline.data("counts", gold.get(1), "--by", "hour").exitCode())
                .isZero();
        assertThat(pipeline.data("counts", "", "--by", "hour").exitCode()).isZero();

        CommandRun claims = pipeline.data("claims", "--limit", "0", "--format", "json");
        assertThat(claims.out().lines().filter(line -> line.startsWith("{")).count())
                .isEqualTo(SampleGold.totals().get("claims"));
    }

    @Test
    @Order(2)
    void feedingItAgainChangesNoCountAndExtractsNothing() {
        String before = pipeline.data("counts", "--format", "json").out();
        long claimsRecords = records(pipeline.topics().claims().name());
        assertThat(pipeline.kafka("feed", "--sample").exitCode()).isZero();
        pipeline.awaitSettled();
        assertThat(pipeline.data("counts", "--format", "json").out()).isEqualTo(before);
        assertThat(records(pipeline.topics().claims().name())).isEqualTo(claimsRecords);
    }

    @Test
    @Order(3)
    void reconcileFindsNoDifferenceShallowOrDeep() {
        CommandRun shallow = pipeline.both("reconcile");
        assertThat(shallow.err()).endsWith("0 differ.\n");
        assertThat(shallow.exitCode()).isZero();
        CommandRun deep = pipeline.both("reconcile", "--deep", "--format", "json");
        assertThat(deep.err()).endsWith("0 differ.\n");
        assertThat(deep.out()).isEqualTo("[]\n");
        assertThat(deep.exitCode()).isZero();
    }

    @Test
    @Order(4)
    void reconcileListsACountThatIsWrong() throws SQLException {
        Path file = directory.resolve("data/hearsay.db");
        execute(file, "UPDATE actor_counts SET statements = statements + 1 WHERE actor_id = 'amara nkembe'");
        try {
            CommandRun found = pipeline.both("reconcile", "--format", "csv");
            assertThat(found.exitCode()).isEqualTo(1);
            assertThat(found.out().lines().skip(1)).singleElement().satisfies(line -> assertThat(line)
                    .startsWith("settled,actor-counts,amara nkembe,,"));
            assertThat(found.err()).endsWith(" 1 differ.\n");
        } finally {
            execute(file, "UPDATE actor_counts SET statements = statements - 1 WHERE actor_id = 'amara nkembe'");
        }
    }

    @Test
    @Order(5)
    void anAliasMovesTheCountsOfThePastAndGivesThemBack() {
        String before = pipeline.data("counts", "--format", "json").out();
        long together = statements("Amara Nkembe") + statements("Helena Varrick");
        assertThat(pipeline.kafka("alias", "set", "Helena Varrick", "Amara Nkembe")
                        .exitCode())
                .isZero();
        pipeline.awaitSettled();
        assertThat(statements("Amara Nkembe")).isEqualTo(together);
        assertThat(pipeline.both("reconcile").exitCode()).isZero();
        assertThat(pipeline.kafka("alias", "remove", "Helena Varrick").exitCode())
                .isZero();
        pipeline.awaitSettled();
        assertThat(pipeline.data("counts", "--format", "json").out()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void everyBadInputIsRefusedOrADeadLetterAndTheOthersAreCounted() throws Exception {
        long stories = pipeline.queries().totals().usableStories();
        Path wire = directory.resolve("bad.jsonl");
        List<String> lines = new ArrayList<>();
        lines.add(story("good-1", "\"body_text\":\"“It works,” Dorrit Amblecote said.\""));
        lines.add("{\"uri\": \"urn:x:cut-off\", \"body_te");
        lines.add("not json at all");
        lines.add("{\"provider\":\"Bad\",\"pubstatus\":\"usable\",\"body_text\":\"A story without uri.\"}");
        lines.add("{\"uri\":\"urn:x:no-body\",\"provider\":\"Bad\",\"pubstatus\":\"usable\"}");
        lines.add(story("huge", "\"body_text\":\"" + "word ".repeat(2_000_000) + "\""));
        lines.add(story("odd-status", "\"pubstatus\":\"sideways\",\"body_text\":\"“No,” Dorrit Amblecote said.\""));
        lines.add(story("odd-language", "\"language\":\"xx-klingon\",\"body_text\":\"“No,” Dorrit Amblecote said.\""));
        lines.add(story(
                "future",
                "\"versioncreated\":\"2999-01-01T00:00:00Z\",\"body_text\":\"“Later,” Dorrit Amblecote said.\""));
        lines.add(story("nul", "\"body_text\":\"“A\\u0000B and \\ud800 go on,” Dorrit Amblecote said.\""));
        lines.add(story("good-2", "\"body_text\":\"“It still works,” Dorrit Amblecote said.\""));
        Files.write(wire, lines);
        // a byte that is no UTF-8 in the middle of a story
        byte[] broken = story("broken-utf8", "\"body_text\":\"“Caf# is open,” Dorrit Amblecote said.\"")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < broken.length; i++) {
            broken[i] = broken[i] == '#' ? (byte) 0xE9 : broken[i];
        }
        Path latin = directory.resolve("latin.jsonl");
        Files.write(latin, broken);

        CommandRun fed = pipeline.kafka("feed", wire.toString(), latin.toString());
        assertThat(fed.exitCode()).isEqualTo(1);
        assertThat(fed.out())
                .contains(
                        "12 read, 7 accepted, 5 refused",
                        "bad.jsonl:2: no JSON: column 34",
                        "bad.jsonl:3: no JSON: column 1",
                        "bad.jsonl:4: it has no uri",
                        "bad.jsonl:5: it has no body",
                        "bad.jsonl:6: its text has 10,000,001 characters; the limit is 500,000",
                        "bad.jsonl:7: unknown status 'sideways': withheld",
                        "bad.jsonl:9: version time 2999-01-01T00:00:00Z is before 1800 or more than a day ahead",
                        "bad.jsonl:10: U+0000 or lone surrogates in its text: each is U+FFFD now",
                        "latin.jsonl:1: 1 broken byte sequences (no UTF-8): each is U+FFFD now");

        byte[] key = "Bad:x".getBytes(StandardCharsets.UTF_8);
        produce(key, "no avro".getBytes(StandardCharsets.UTF_8));
        produce(key, new byte[] {0, 0x7f, 0, 0, 1, 2, 3});
        produce(key, null);
        // a null key is no fault of the article: it is told by its story id
        produce(null, article("Bad:urn%3Ax%3Ano-key", "“I have no key,” Dorrit Amblecote said."));
        pipeline.awaitSettled();

        CommandRun letters = pipeline.kafka("dead-letters", "list", "--format", "csv");
        assertThat(letters.out().lines().skip(1).map(line -> line.replaceAll("^.*,hearsay-extraction,", "")))
                .containsExactly(
                        "the value begins with byte 110 where the framing has 0: it was not written with a registry serializer",
                        "schema id 2130706433 is unknown to the catalog",
                        "\"the record has no value: an article is taken back by a cancel, not by a tombstone\"");
        // the odd status is withheld; the odd language counts as a story, although it is not read
        assertThat(pipeline.queries().totals().usableStories()).isEqualTo(stories + 7);
        assertThat(statements("Dorrit Amblecote")).isEqualTo(6);
        assertThat(pipeline.both("reconcile").exitCode()).isZero();
    }

    @Test
    @Order(7)
    void aDeadLetterThatFailsAgainBecomesAnotherOne() {
        CommandRun replayed = pipeline.kafka("dead-letters", "replay", "--all");
        assertThat(replayed.err()).isEmpty();
        assertThat(replayed.out()).startsWith("Sent 3 dead letters to hearsay.articles again.");
        pipeline.awaitSettled();
        assertThat(pipeline.kafka("dead-letters", "list", "--format", "csv")
                        .out()
                        .lines()
                        .skip(1))
                .hasSize(6);
    }

    @Test
    @Order(8)
    void healthSaysThatEveryPartIsReady() throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String path : List.of("/health/live", "/health/ready")) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + pipeline.webPort() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        }
    }

    @Test
    @Order(9)
    void followTellsWhatIsSaidAndWhatIsTakenBackAndWhy() throws Exception {
        CompletableFuture<CommandRun> following = new CompletableFuture<>();
        Thread follower = new Thread(
                () -> following.complete(pipeline.data("claims", "--follow", "--actor", "Ilse Quarrington")));
        follower.start();
        // it must have begun to follow: what comes before is not told
        Thread.sleep(1_000);
        Path wire = directory.resolve("follow.jsonl");
        Files.write(
                wire,
                List.of(
                        story("follow", "\"body_text\":\"“Ships sail tonight,” Ilse Quarrington said.\""),
                        story("other", "\"body_text\":\"“No comment needed,” Dorrit Amblecote said.\"")));
        assertThat(pipeline.kafka("feed", wire.toString()).exitCode()).isZero();
        pipeline.awaitSettled();
        Files.write(wire, List.of(story("follow", "\"pubstatus\":\"canceled\"")));
        assertThat(pipeline.kafka("feed", wire.toString()).exitCode()).isZero();
        pipeline.awaitSettled();
        Thread.sleep(1_000);
        follower.interrupt();
        assertThat(following.get(20, TimeUnit.SECONDS).out().lines().map(line -> line.substring(10)))
                .containsExactly(
                        "+ Ilse Quarrington: “Ships sail tonight,”  (Bad)",
                        "- Ilse Quarrington: taken back, the story was killed  (Bad:urn%3Ax%3Afollow)");
    }

    @Test
    @Order(10)
    void purgeLeavesNoWordOfAStoryInTheDatabase() {
        String story = pipeline.queries()
                .claims(ClaimFilter.ALL.ofActor("dorrit amblecote"), Optional.empty(), 1)
                .rows()
                .get(0)
                .storyId();
        assertThat(pipeline.kafka("purge", story, "--yes").exitCode()).isZero();
        pipeline.awaitSettled();
        assertThat(pipeline.data("claims", "--story", story, "--format", "json").out())
                .isEqualTo("[]\n");
        assertThat(pipeline.both("reconcile", "--deep").exitCode()).isZero();
    }

    @Test
    @Order(11)
    void afterAResetTheCountsAreBuiltAgainFromTheArticles() throws IOException {
        String before = pipeline.data("counts", "--format", "json").out();
        Path data = directory.resolve("data");
        assertThat(CommandRun.of("reset", "--yes", "--data", data.toString()).err())
                .contains("is in use by another process");
        pipeline.close();
        CommandRun reset = CommandRun.of("reset", "--yes", "--data", data.toString());
        assertThat(reset.err()).isEmpty();
        assertThat(reset.exitCode()).isZero();
        try (Database database = Database.open(DatabaseSettings.sqlite(data.resolve("hearsay.db")))) {
            assertThat(new Queries(database).totals().claims()).isZero();
        }
        pipeline = RunningPipeline.start(data);
        pipeline.awaitSettled();
        assertThat(pipeline.data("counts", "--format", "json").out()).isEqualTo(before);
    }

    private static String story(String id, String fields) {
        String status = fields.contains("pubstatus") ? "" : "\"pubstatus\":\"usable\",";
        String version = fields.contains("versioncreated") ? "" : "\"versioncreated\":\"2026-11-20T10:00:00Z\",";
        String language = fields.contains("language") ? "" : "\"language\":\"en\",";
        return "{\"uri\":\"urn:x:" + id + "\",\"provider\":\"Bad\",\"version\":\"1\"," + status + version + language
                + fields + "}";
    }

    private static byte[] article(String storyId, String text) {
        Article article = Article.newBuilder()
                .setStoryId(storyId)
                .setProvider("Bad")
                .setDocumentId("urn:x:no-key")
                .setStatus(ArticleStatus.USABLE)
                .setOutlet("Bad")
                .setLanguage("en")
                .setText(text)
                .build();
        return pipeline.topics()
                .articles()
                .valueSerde()
                .serializer()
                .serialize(pipeline.topics().articles().name(), article);
    }

    private static void produce(byte[] key, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                pipeline.cluster().properties(Map.of()), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(pipeline.topics().articles().name(), key, value))
                    .get();
        }
    }

    private static long records(String topic) {
        long[] count = {0};
        TopicReader.readAll(pipeline.cluster(), topic, found -> count[0]++);
        return count[0];
    }

    private static long statements(String actor) {
        return pipeline.queries()
                .actor(NormalizedName.of(actor))
                .map(total -> total.measures().statements())
                .orElse(0L);
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            // SQLite counts the rows of the totals that its triggers change, too
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}

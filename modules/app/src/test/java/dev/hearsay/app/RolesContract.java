package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearsay.app.demo.SampleWire;
import dev.hearsay.store.DatabaseSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles as processes of their own, on a Kafka and a database that are already there. */
abstract class RolesContract {
    private static final int TERMINATED_BY_SIGNAL = 143;

    @TempDir
    Path directory;

    /** Where Kafka is. */
    abstract String bootstrap();

    /** The database of this test, which is empty. */
    abstract DatabaseSettings database();

    @Test
    void rolesApartGiveTheGoldCountsAndTakeOverFromOneThatIsKilled() throws Exception {
        Installation installation = Installation.create(directory, bootstrap(), database());
        int processing = freePort();
        int health = freePort();
        int web = freePort();
        try (HearsayProcess first = installation.process("first");
                HearsayProcess second = installation.process("second", "--metrics-port", "" + processing);
                HearsayProcess sink = installation.sink("--metrics-port", "" + health);
                HearsayProcess http = installation.web(web)) {
            first.awaitOutput("Processing hearsay.articles");
            second.awaitOutput("Processing hearsay.articles");
            sink.awaitOutput("Writing to");
            List<String> wire = wire();
            installation.feed(Files.write(directory.resolve("first.jsonl"), wire.subList(0, wire.size() / 2)));
            first.kill();
            installation.feed(
                    Files.write(directory.resolve("second.jsonl"), wire.subList(wire.size() / 2, wire.size())));
            installation.awaitSettled(Duration.ofSeconds(90));

            // Without types: how well they are told is for the extractor's tests.
            List<String> gold = SampleGold.rows("counts.tsv").stream()
                    .filter(row -> !row.get(3).equals("0"))
                    .map(row -> withoutType(String.join(",", row)))
                    .toList();
            assertThat(CommandRun.of(installation.withDatabase("top", "--limit", "1000", "--format", "csv"))
                            .out()
                            .lines()
                            .skip(1)
                            .map(RolesContract::withoutType))
                    .containsExactlyInAnyOrderElementsOf(gold);
            CommandRun reconciled = CommandRun.of(installation.withDatabase("reconcile", "--bootstrap", bootstrap()));
            assertThat(reconciled.err()).endsWith(" 0 differ.\n");
            http.awaitOutput("HTTP on");
            for (int port : List.of(processing, health, web)) {
                assertThat(get(port, "/health/ready").statusCode()).isEqualTo(200);
            }
            // a lag is asked for every few seconds only
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(get(processing, "/metrics").body())
                            .contains(
                                    "hearsay_lag_records{stage=\"extract\"} 0.0",
                                    "hearsay_lag_records{stage=\"count\"} 0.0",
                                    "hearsay_dead_letters_total{stage=\"extract\"} 0.0",
                                    "kafka_stream_thread_process_total{"));
            await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                            get(health, "/metrics").body())
                    .contains("hearsay_lag_records{stage=\"write\"} 0.0", "hearsay_story_to_count_seconds_bucket{"));
            assertThat(get(web, "/metrics").body()).contains("hearsay_stories{status=\"usable\"} 69.0");
            for (HearsayProcess role : List.of(second, sink, http)) {
                assertThat(role.terminate()).isEqualTo(TERMINATED_BY_SIGNAL);
                assertThat(role.err()).isEmpty();
            }
        }
    }

    private static String withoutType(String row) {
        return row.replaceFirst(",[A-Z]+,", ",");
    }

    private static List<String> wire() throws IOException {
        try (InputStream in = SampleWire.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}

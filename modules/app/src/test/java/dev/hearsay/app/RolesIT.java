package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RolesIT {
    private static final String TERMINATED_BY_SIGNAL = "143";

    @TempDir
    private static Path directory;

    @Test
    void rolesApartGiveTheGoldCountsAndTakeOverFromOneThatIsKilled() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.anyPort())) {
            String bootstrap = broker.bootstrapServers();
            assertThat(CommandRun.of("topics", "init", "--partitions", "2", "--bootstrap", bootstrap)
                            .exitCode())
                    .isZero();
            int health = freePort();
            int web = freePort();
            try (HearsayProcess first = process("first", bootstrap);
                    HearsayProcess second = process("second", bootstrap);
                    HearsayProcess sink = HearsayProcess.start(
                            directory,
                            "sink",
                            "--data",
                            "store",
                            "--bootstrap",
                            bootstrap,
                            "--health-port",
                            "" + health);
                    HearsayProcess http =
                            HearsayProcess.start(directory, "web", "--data", "store", "--web-port", "" + web)) {
                first.awaitOutput("Processing hearsay.articles");
                second.awaitOutput("Processing hearsay.articles");
                sink.awaitOutput("Writing to");
                List<String> wire = wire();
                Path half = Files.write(directory.resolve("half.jsonl"), wire.subList(0, wire.size() / 2));
                Path rest = Files.write(directory.resolve("rest.jsonl"), wire.subList(wire.size() / 2, wire.size()));
                feed(half, bootstrap);
                first.kill();
                feed(rest, bootstrap);
                awaitSettled(bootstrap);

                assertThat(stories()).isEqualTo(SampleGold.totals().get("stories.usable"));
                assertThat(CommandRun.of("reconcile", "--deep", "--data", store(), "--bootstrap", bootstrap))
                        .satisfies(run -> assertThat(run.out() + run.err()).endsWith(" 0 differ.\n"));
                http.awaitOutput("HTTP on");
                assertThat(status(health, "/health/ready")).isEqualTo(200);
                assertThat(status(web, "/health/ready")).isEqualTo(200);
                for (HearsayProcess role : List.of(second, sink, http)) {
                    assertThat(role.terminate()).hasToString(TERMINATED_BY_SIGNAL);
                    assertThat(role.err()).isEmpty();
                }
            }
        }
    }

    private static HearsayProcess process(String data, String bootstrap) {
        return HearsayProcess.start(directory, "process", "--data", data, "--bootstrap", bootstrap, "--threads", "1");
    }

    private static void feed(Path file, String bootstrap) {
        assertThat(CommandRun.of("feed", file.toString(), "--bootstrap", bootstrap)
                        .exitCode())
                .isZero();
    }

    private static List<String> wire() throws IOException {
        try (var in = dev.hearsay.app.demo.SampleWire.open()) {
            return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    private static String store() {
        return directory.resolve("store").toString();
    }

    private static long stories() {
        try (Database database = Database.open(DatabaseSettings.sqlite(Path.of(store(), "hearsay.db")))) {
            return new Queries(database).totals().usableStories();
        }
    }

    private static void awaitSettled(String bootstrap) {
        Cluster cluster = new Cluster(bootstrap, new TreeMap<>());
        try (Admin admin = Admin.create(cluster.properties());
                Database database = Database.open(DatabaseSettings.sqlite(directory.resolve("store/hearsay.db")))) {
            PipelineLag lag = new PipelineLag(
                    admin,
                    Topics.of(Topics.DEFAULT_PREFIX, 2, BundledSchemaCatalog.load()),
                    Applications.of(Topics.DEFAULT_PREFIX),
                    new Queries(database));
            Awaitility.await("everything is counted")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(lag::settled);
        }
    }

    private static int status(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }
}

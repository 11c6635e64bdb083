package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.demo.SampleWire;
import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The roles as processes of their own, on a Kafka and a database that are already there. */
abstract class RolesContract {
    private static final int TERMINATED_BY_SIGNAL = 143;
    private static final int PARTITIONS = 2;

    @TempDir
    Path directory;

    /** Where Kafka is. */
    abstract String bootstrap();

    /** The database of this test, which is empty. */
    abstract DatabaseSettings database();

    @Test
    void rolesApartGiveTheGoldCountsAndTakeOverFromOneThatIsKilled() throws Exception {
        CommandRun init = run("topics", "init", "--partitions", "" + PARTITIONS, "--bootstrap", bootstrap());
        assertThat(init.exitCode()).as(init.err()).isZero();
        int health = freePort();
        int web = freePort();
        try (HearsayProcess first = process("first");
                HearsayProcess second = process("second");
                HearsayProcess sink = HearsayProcess.start(
                        directory,
                        withDatabase(
                                "sink", "--bootstrap", bootstrap(), "--health-port", "" + health, "--data", "sink"));
                HearsayProcess http =
                        HearsayProcess.start(directory, withDatabase("web", "--web-port", "" + web, "--data", "web"))) {
            first.awaitOutput("Processing hearsay.articles");
            second.awaitOutput("Processing hearsay.articles");
            sink.awaitOutput("Writing to");
            List<String> wire = wire();
            feed("first.jsonl", wire.subList(0, wire.size() / 2));
            first.kill();
            feed("second.jsonl", wire.subList(wire.size() / 2, wire.size()));
            awaitSettled();

            // Without types: how well they are told is for the extractor's tests.
            List<String> gold = SampleGold.rows("counts.tsv").stream()
                    .filter(row -> !row.get(3).equals("0"))
                    .map(row -> withoutType(String.join(",", row)))
                    .toList();
            assertThat(run(withDatabase("top", "--limit", "1000", "--format", "csv"))
                            .out()
                            .lines()
                            .skip(1)
                            .map(RolesContract::withoutType))
                    .containsExactlyInAnyOrderElementsOf(gold);
            CommandRun reconciled = run(withDatabase("reconcile", "--bootstrap", bootstrap()));
            assertThat(reconciled.err()).endsWith(" 0 differ.\n");
            http.awaitOutput("HTTP on");
            assertThat(status(health)).isEqualTo(200);
            assertThat(status(web)).isEqualTo(200);
            for (HearsayProcess role : List.of(second, sink, http)) {
                assertThat(role.terminate()).isEqualTo(TERMINATED_BY_SIGNAL);
                assertThat(role.err()).isEmpty();
            }
        }
    }

    private static String withoutType(String row) {
        return row.replaceFirst(",[A-Z]+,", ",");
    }

    private HearsayProcess process(String data) {
        return HearsayProcess.start(directory, "process", "--data", data, "--bootstrap", bootstrap(), "--threads", "1");
    }

    private void feed(String name, List<String> lines) throws IOException {
        Path file = Files.write(directory.resolve(name), lines);
        CommandRun fed = run("feed", file.toString(), "--bootstrap", bootstrap());
        assertThat(fed.exitCode()).as(fed.err()).isZero();
    }

    private static CommandRun run(String... arguments) {
        return CommandRun.of(arguments);
    }

    private String[] withDatabase(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--database", database().url()));
        database().user().ifPresent(user -> all.addAll(List.of("--database-user", user)));
        database().password().ifPresent(password -> all.addAll(List.of("--database-password", password)));
        return all.toArray(String[]::new);
    }

    private static List<String> wire() throws IOException {
        try (InputStream in = SampleWire.open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void awaitSettled() {
        Cluster cluster = new Cluster(bootstrap(), new TreeMap<>());
        try (Admin admin = Admin.create(cluster.properties());
                Database database = Database.open(database())) {
            PipelineLag lag = new PipelineLag(
                    admin,
                    Topics.of(Topics.DEFAULT_PREFIX, PARTITIONS, BundledSchemaCatalog.load()),
                    Applications.of(Topics.DEFAULT_PREFIX),
                    new Queries(database));
            Awaitility.await("everything is counted")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .until(lag::settled);
        }
    }

    private static int status(int port) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
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

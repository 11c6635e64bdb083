package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;

/**
 * The roles as processes of their own, on a Kafka and a database that are already there.
 *
 * @param directory holds what they keep and what they print
 */
record Installation(Path directory, String bootstrap, DatabaseSettings database) {
    private static final int PARTITIONS = 2;

    /** Creates the topics. */
    static Installation create(Path directory, String bootstrap, DatabaseSettings database) {
        CommandRun init = CommandRun.of("topics", "init", "--partitions", "" + PARTITIONS, "--bootstrap", bootstrap);
        assertThat(init.exitCode()).as(init.err()).isZero();
        return new Installation(directory, bootstrap, database);
    }

    /** Starts {@code process} with a data directory of this name. */
    HearsayProcess process(String data, String... more) {
        return HearsayProcess.start(
                directory, and(more, "process", "--data", data, "--bootstrap", bootstrap, "--threads", "1"));
    }

    HearsayProcess sink(String... more) {
        return HearsayProcess.start(
                directory, withDatabase(and(more, "sink", "--bootstrap", bootstrap, "--data", "sink")));
    }

    HearsayProcess web(int port) {
        return HearsayProcess.start(directory, withDatabase("web", "--web-port", "" + port, "--data", "web"));
    }

    void feed(Path file) {
        CommandRun fed = CommandRun.of("feed", file.toString(), "--bootstrap", bootstrap);
        assertThat(fed.exitCode()).as(fed.err()).isZero();
    }

    /** Arguments that name the database too. */
    String[] withDatabase(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.addAll(List.of("--database", database.url()));
        database.user().ifPresent(user -> all.addAll(List.of("--database-user", user)));
        database.password().ifPresent(password -> all.addAll(List.of("--database-password", password)));
        return all.toArray(String[]::new);
    }

    private static String[] and(String[] more, String... first) {
        List<String> all = new ArrayList<>(Arrays.asList(first));
        all.addAll(Arrays.asList(more));
        return all.toArray(String[]::new);
    }

    void awaitSettled(Duration patience) {
        Cluster cluster = new Cluster(bootstrap, new TreeMap<>());
        try (Admin admin = Admin.create(cluster.properties());
                Database opened = Database.open(database)) {
            PipelineLag lag = new PipelineLag(
                    admin,
                    Topics.of(Topics.DEFAULT_PREFIX, PARTITIONS, BundledSchemaCatalog.load()),
                    Applications.of(Topics.DEFAULT_PREFIX),
                    new Queries(opened));
            Awaitility.await("everything is counted")
                    .atMost(patience)
                    .pollInterval(Duration.ofMillis(200))
                    .until(lag::settled);
        }
    }
}

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.reset.ClusterReset;
import dev.hearsay.app.roles.BrokerRole;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.Reset;
import dev.hearsay.store.Subscriptions;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay reset}. */
@Command(
        name = "reset",
        description = {
            "Throw away everything that is derived: output topics, state and database. Articles, aliases and dead",
            "letters stay, and the next start builds the rest from them again. Subscriptions stay, too, and get",
            "everything again. The pipeline must not be running.",
            "",
            "Without --bootstrap it resets a data directory of hearsay up; with it, a cluster and the database",
            "that --database names (remove the data directories of process, too)."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay reset --data data",
            "  hearsay reset --all --yes",
            "  hearsay reset --bootstrap kafka:9092 --database jdbc:postgresql://db/hearsay --database-user hearsay"
        })
public final class ResetCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Terminal terminal;

    @Option(
            names = "--bootstrap",
            descriptionKey = "bootstrap",
            paramLabel = "HOST:PORT",
            description = "A Kafka cluster, instead of the broker in the data directory.")
    private @Nullable String bootstrap;

    @Mixin
    private DataOptions data;

    @Mixin
    private TopicOptions topics;

    @Option(names = "--all", description = "Throw away the articles, aliases, dead letters and subscriptions, too.")
    private boolean all;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    ResetCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (bootstrap == null) {
            directory();
        } else {
            cluster(new Cluster(bootstrap, topics.kafka()));
        }
        return 0;
    }

    private void directory() {
        if (!Files.isDirectory(data.data().resolve("broker"))) {
            throw Failure.usage(data.data() + " is no data directory of hearsay up: name one with --data.");
        }
        Confirmation.ask(yes, "Throw away " + (all ? "everything" : "everything derived") + " in " + data.data() + "?");
        try (DataDirectory directory = DataDirectory.hold(data.data())) {
            if (all) {
                DataDirectory.delete(directory.broker());
            } else {
                try (BrokerRole broker = BrokerRole.start(directory.broker(), 0, failure -> {})) {
                    topics(broker.cluster(topics.kafka()), true);
                }
            }
            DataDirectory.delete(directory.streams());
            database();
        }
    }

    private void cluster(Cluster cluster) {
        Confirmation.ask(
                yes, "Throw away " + (all ? "everything" : "everything derived") + " at " + cluster.bootstrap() + "?");
        topics(cluster, false);
        database();
    }

    private void topics(Cluster cluster, boolean alone) {
        try (Admin admin = cluster.connect(PATIENCE)) {
            Topics wanted = topics.topics(Topics.DEFAULT_PARTITIONS);
            String articles = wanted.articles().name();
            Map<String, Integer> found = KafkaOptions.partitions(admin, Set.of(articles));
            Topics asTheyAre = topics.topics(found.getOrDefault(articles, Topics.DEFAULT_PARTITIONS));
            int deleted = new ClusterReset(admin, asTheyAre, topics.applications()).run(all, alone);
            terminal.println("Deleted " + deleted + " topics and created Hearsay's anew.");
        }
    }

    private void database() {
        try (Database database = Pipeline.database(data.settings())) {
            if (all) {
                subscriptions(database);
            }
            Reset.run(database);
            terminal.println("Emptied the database " + data.settings() + ".");
        } catch (DatabaseException e) {
            throw Failure.cannotRun("The database cannot be emptied: " + e.getMessage() + ".", e);
        }
    }

    private static void subscriptions(Database database) {
        try (Subscriptions subscriptions = new Subscriptions(database)) {
            subscriptions.all().forEach(row -> subscriptions.remove(row.id()));
        }
    }
}

package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.EarlierRun;
import dev.hearsay.contracts.SchemaCatalog;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.SinkSettings;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * All roles in one process: broker, processing, sink, web, in one data directory. What does not wait for each other starts
 * side by side.
 */
public final class Pipeline {
    private static final long READY_POLL_MILLIS = 20;

    private final Cluster cluster;
    private final Topics topics;
    private final Database database;
    private final SinkRole sink;
    private final List<Readiness> parts;
    private final WebServer web;

    private Pipeline(
            Cluster cluster, Topics topics, Database database, SinkRole sink, List<Readiness> parts, WebServer web) {
        this.cluster = cluster;
        this.topics = topics;
        this.database = database;
        this.sink = sink;
        this.parts = parts;
        this.web = web;
    }

    /**
     * What to start.
     *
     * @param kafkaPort 0 takes a free one
     * @param web how HTTP listens
     * @param partitions of topics that are not there yet
     * @param threads of each topology
     * @param database absent for the SQLite database in the data directory
     * @param kafka the operator's settings for Kafka's clients
     */
    public record Settings(
            int kafkaPort,
            WebSettings web,
            String prefix,
            SchemaCatalog catalog,
            int partitions,
            int threads,
            Optional<DatabaseSettings> database,
            SortedMap<String, String> kafka) {
        /** Copies the settings. */
        public Settings {
            kafka = new TreeMap<>(kafka);
        }
    }

    /**
     * Starts everything; {@code lifetime} closes it, and is told of the failure of a part.
     *
     * @throws Failure when a part cannot start
     */
    public static Pipeline start(DataDirectory data, Settings settings, Lifetime lifetime) {
        Awaited broker = new Awaited("broker");
        Awaited processing = new Awaited("process");
        Awaited sinking = new Awaited("sink");
        List<Readiness> parts = List.of(broker, processing, sinking);
        Metrics metrics = new Metrics();
        CompletableFuture<Database> opening = beside(() -> lifetime.closing(
                database(settings.database().orElseGet(() -> DatabaseSettings.sqlite(data.database())))));
        CompletableFuture<WebServer> answering =
                beside(() -> lifetime.closing(HttpRoles.web(settings.web(), opening.join(), metrics, parts)));
        CompletableFuture<Extraction> reading = beside(Extraction::open);

        Cluster cluster;
        try {
            cluster = broker.is(lifetime.closing(BrokerRole.start(data.broker(), settings.kafkaPort(), lifetime::fail)))
                    .cluster(settings.kafka());
        } catch (Failure e) {
            // what starts beside it must be there to be closed, and write nothing into the directory after that
            answering.handle((role, failure) -> role).join();
            throw e;
        }
        Topics topics = prepare(cluster, settings);

        CompletableFuture<ProcessRole> starting = beside(() -> processing.is(lifetime.closing(ProcessRole.start(
                topics, streams(cluster, settings, data.streams()), reading.join(), metrics, lifetime::fail))));
        Database database = opened(opening);
        SinkSettings sinkSettings = SinkSettings.of(cluster.properties(Map.of()))
                .inGroup(Applications.of(settings.prefix()).sink());
        SinkRole sink =
                sinking.is(lifetime.closing(SinkRole.start(database, topics, sinkSettings, metrics, lifetime::fail)));
        lifetime.closing(LagWatch.ofProcessing(cluster, topics, Applications.of(settings.prefix()), metrics));
        lifetime.closing(LagWatch.ofSink(cluster, topics, database, metrics));
        opened(starting);
        return new Pipeline(cluster, topics, database, sink, parts, opened(answering));
    }

    /**
     * Opens the database.
     *
     * @throws Failure when it cannot be reached or written
     */
    public static Database database(DatabaseSettings settings) {
        try {
            return Database.open(settings);
        } catch (DatabaseException e) {
            String message = String.valueOf(e.getMessage());
            throw Failure.cannotRun(Character.toUpperCase(message.charAt(0)) + message.substring(1) + ".", e);
        }
    }

    /** Makes the broker ready for the roles: its topics, and nothing of an earlier run to wait for. */
    private static Topics prepare(Cluster cluster, Settings settings) {
        try (Admin admin = cluster.connect(Duration.ofSeconds(20))) {
            EarlierRun.end(admin, Applications.of(settings.prefix()));
            Topics wanted = Topics.of(settings.prefix(), settings.partitions(), settings.catalog());
            int partitions = TopicAdmin.create(admin, wanted, (short) 1).stream()
                    .filter(created -> created.topic().equals(wanted.articles().name()))
                    .mapToInt(TopicAdmin.Created::partitions)
                    .findFirst()
                    .orElse(settings.partitions());
            return Topics.of(settings.prefix(), partitions, settings.catalog());
        } catch (KafkaException e) {
            throw Failure.cannotRun("The topics cannot be made ready: " + ProcessingFaults.reason(e) + ".", e);
        }
    }

    private static StreamsSettings streams(Cluster cluster, Settings settings, Path state) {
        return StreamsSettings.of(cluster.bootstrap(), state)
                .withApplicationPrefix(Applications.of(settings.prefix()).prefix())
                .withThreads(settings.threads())
                .withKafka(cluster.settings());
    }

    private static <T> CompletableFuture<T> beside(Supplier<T> work) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(work.get());
                    } catch (RuntimeException | Error e) {
                        future.completeExceptionally(e);
                    }
                },
                "start");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    private static <T> T opened(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    /** Waits until every part is ready, and says whether it is; not if {@code lifetime} is over before. */
    public boolean awaitReady(Lifetime lifetime) {
        while (parts.stream().anyMatch(part -> part.obstacle().isPresent())) {
            if (lifetime.await(READY_POLL_MILLIS)) {
                return false;
            }
        }
        return true;
    }

    /** Where its broker is. */
    public Cluster cluster() {
        return cluster;
    }

    /** Its topics, as they are. */
    public Topics topics() {
        return topics;
    }

    /** What its sink writes. */
    public Database database() {
        return database;
    }

    /** What writes it. */
    public SinkRole sink() {
        return sink;
    }

    /** Its dashboard, API and health. */
    public WebServer web() {
        return web;
    }
}

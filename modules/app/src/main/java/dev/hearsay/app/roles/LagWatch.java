package dev.hearsay.app.roles;

import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.Queries;
import dev.hearsay.store.SinkPosition;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.metrics.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every few seconds how much is still to come at the stages of this process, so that a scrape need not wait for
 * Kafka. While Kafka or the database does not answer, the lag is not known.
 */
public final class LagWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LagWatch.class);
    private static final long PERIOD_MILLIS = 2_000;

    private final Admin admin;
    private final Function<Admin, Map<Stage, Long>> measure;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "lag");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Map<Stage, Long> lag = Map.of();

    private LagWatch(Admin admin, Function<Admin, Map<Stage, Long>> measure) {
        this.admin = admin;
        this.measure = measure;
    }

    /** Watches what {@code process} does. */
    public static LagWatch ofProcessing(Cluster cluster, Topics topics, Applications applications, Metrics metrics) {
        return start(
                cluster,
                metrics,
                admin -> {
                    PipelineLag.Lag now = PipelineLag.ofProcessing(admin, topics, applications)
                            .lag();
                    return Map.of(Stage.EXTRACT, now.extraction(), Stage.COUNT, now.counting());
                },
                Stage.EXTRACT,
                Stage.COUNT);
    }

    /** Watches what {@code sink} does. */
    public static LagWatch ofSink(Cluster cluster, Topics topics, Database database, Metrics metrics) {
        Queries queries = new Queries(database);
        return start(
                cluster,
                metrics,
                admin -> Map.of(Stage.WRITE, SinkPosition.behind(queries, admin, topics)),
                Stage.WRITE);
    }

    private static LagWatch start(
            Cluster cluster, Metrics metrics, Function<Admin, Map<Stage, Long>> measure, Stage... stages) {
        Admin admin = Admin.create(cluster.properties(
                Map.of("client.id", "hearsay-lag", "request.timeout.ms", 5_000, "default.api.timeout.ms", 5_000)));
        LagWatch watch = new LagWatch(admin, measure);
        for (Stage stage : stages) {
            metrics.lag(stage, () -> watch.of(stage));
        }
        watch.clock.scheduleWithFixedDelay(watch::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    private double of(Stage stage) {
        Long known = lag.get(stage);
        return known == null ? Double.NaN : known;
    }

    private void look() {
        try {
            lag = measure.apply(admin);
        } catch (KafkaException | DatabaseException e) {
            lag = Map.of();
            LOG.debug("the lag is not known now", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        admin.close(Duration.ofSeconds(1));
    }
}

package dev.hearsay.web.metrics;

import dev.hearsay.store.SinkCommit;
import dev.hearsay.store.SinkMetrics;
import dev.hearsay.store.Totals;
import dev.hearsay.web.api.Readers;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.stream.ClaimFeed;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What one process measures, in the Prometheus format at {@code /metrics}. Whoever wires a process hands it the parts that
 * run there: sinks report commits, and {@link #registry} takes the meters of Kafka's clients.
 */
public final class Metrics implements SinkCommit.Listener {
    private static final String COUNTS_TOPIC = "actor-counts";
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1),
        Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1)
    };
    private static final long TOTALS_KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Timer storyToCount = Timer.builder("hearsay.story.to.count")
            .description("From a story's acceptance to the commit of the counts that it changed")
            .serviceLevelObjectives(LATENCIES)
            .register(registry);
    private final Timer commit = Timer.builder("hearsay.sink.commit")
            .description("Transactions of the sink")
            .serviceLevelObjectives(LATENCIES)
            .register(registry);

    /** Measures of this process's JVM to begin with. */
    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Takes more meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /** Tells how this sink is doing, too. */
    public void sink(Supplier<SinkMetrics> sink) {
        gauge("hearsay.sink.lag", "Records that the sink has not written yet", sink, SinkMetrics::lag);
        gauge("hearsay.sink.partitions", "Partitions that the sink holds", sink, SinkMetrics::partitions);
        gauge("hearsay.sink.records", "Records written since the start", sink, SinkMetrics::records);
        gauge("hearsay.sink.dead.letters", "Records given up since the start", sink, SinkMetrics::deadLetters);
        gauge("hearsay.sink.rebuilds", "Topics read anew since the start", sink, SinkMetrics::rebuilds);
        gauge(
                "hearsay.sink.database.failures",
                "Failed attempts to reach the database",
                sink,
                SinkMetrics::databaseFailures);
    }

    private void gauge(
            String name, String description, Supplier<SinkMetrics> sink, ToDoubleFunction<SinkMetrics> value) {
        Gauge.builder(name, sink, s -> value.applyAsDouble(s.get()))
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    @Override
    public void committed(SinkCommit done) {
        commit.record(Duration.ofMillis(done.millis()));
        long now = System.currentTimeMillis();
        done.accepted().forEach((topic, range) -> {
            if (topic.endsWith(COUNTS_TOPIC)) {
                storyToCount.record(Duration.ofMillis(Math.max(0, now - range.oldest())));
            }
        });
    }

    /** Adds the answer, and the meters of the database, of the stream and of readiness. */
    public void mount(RoutesConfig routes, Readers readers, ClaimFeed feed, List<Readiness> parts) {
        Database database = new Database(readers, registry);
        Gauge.builder("hearsay.stream.subscribers", feed, ClaimFeed::subscribers)
                .description("Clients of the claim stream")
                .register(registry);
        for (Readiness part : parts) {
            Gauge.builder("hearsay.ready", part, p -> p.obstacle().isEmpty() ? 1 : 0)
                    .tag("part", part.part())
                    .description("1 if the part is ready for work")
                    .register(registry);
        }
        routes.get("/metrics", context -> {
            database.look();
            context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
        });
    }

    /** What the database holds, read at most every few seconds. */
    private static final class Database {
        private final Readers readers;
        private final MultiGauge stories;
        private final MultiGauge retractions;
        private final MultiGauge sums;
        private long looked = System.nanoTime() - TOTALS_KEPT_NANOS - 1;

        Database(Readers readers, MeterRegistry registry) {
            this.readers = readers;
            stories = MultiGauge.builder("hearsay.stories")
                    .description("Stories by status")
                    .register(registry);
            retractions = MultiGauge.builder("hearsay.retractions")
                    .description("Claims taken back so far, by cause")
                    .register(registry);
            sums = MultiGauge.builder("hearsay.rows")
                    .description("Everything added up, by what is counted")
                    .register(registry);
        }

        synchronized void look() {
            if (System.nanoTime() - looked < TOTALS_KEPT_NANOS) {
                return;
            }
            Totals totals = readers.queries().totals();
            looked = System.nanoTime();
            stories.register(rows("status", totals.stories()), true);
            retractions.register(rows("cause", totals.retractions()), true);
            sums.register(
                    rows(
                            "of",
                            Map.of(
                                    "actors", totals.actors(),
                                    "statements", totals.statements(),
                                    "reports", totals.reports(),
                                    "nonResponses", totals.nonResponses(),
                                    "claims", totals.claims(),
                                    "unnamedClaims", totals.unnamedClaims(),
                                    "mentions", totals.mentions(),
                                    "outlets", totals.outlets())),
                    true);
        }

        private static <K> List<MultiGauge.Row<?>> rows(String tag, Map<K, Long> values) {
            return values.entrySet().stream()
                    .<MultiGauge.Row<?>>map(
                            entry -> MultiGauge.Row.of(Tags.of(tag, name(entry.getKey())), entry.getValue()))
                    .toList();
        }

        private static String name(Object key) {
            return key instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : key.toString();
        }
    }
}

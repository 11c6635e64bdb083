package dev.hearsay.web.metrics;

import dev.hearsay.store.SinkCommit;
import dev.hearsay.store.SinkMetrics;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/** Counts what one sink writes, and how long it takes. Told by the sink's thread only. */
final class SinkMeters implements SinkCommit.Listener {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(200), Duration.ofMillis(300),
        Duration.ofMillis(500), Duration.ofMillis(750), Duration.ofSeconds(1), Duration.ofSeconds(2),
        Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5)
    };
    private static final Duration[] BATCHES = {
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15)
    };

    private final MeterRegistry registry;
    private final Supplier<SinkMetrics> sink;
    private final OutletLabels outlets = new OutletLabels();
    private final Timer storyToCount;
    private final Timer commit;
    private final DistributionSummary batch;

    SinkMeters(MeterRegistry registry, Supplier<SinkMetrics> sink) {
        this.registry = registry;
        this.sink = sink;
        storyToCount = Timer.builder("hearsay.story.to.count")
                .description("From a story's acceptance to the commit of a row of counts that it changed")
                .serviceLevelObjectives(LATENCIES)
                .register(registry);
        commit = Timer.builder("hearsay.sink.commit")
                .description("Transactions of the sink")
                .serviceLevelObjectives(BATCHES)
                .register(registry);
        batch = DistributionSummary.builder("hearsay.sink.commit.records")
                .description("Records of each transaction of the sink")
                .register(registry);
        Gauge.builder("hearsay.sink.partitions", sink, s -> s.get().partitions())
                .description("Partitions that the sink holds")
                .strongReference(true)
                .register(registry);
        counter("hearsay.sink.records", "Records written", SinkMetrics::records);
        counter("hearsay.sink.rebuilds", "Topics read anew", SinkMetrics::rebuilds);
        counter(
                "hearsay.sink.database.failures",
                "Failed attempts to reach the database",
                SinkMetrics::databaseFailures);
        FunctionCounter.builder("hearsay.dead.letters", this, meters -> meters.sink
                        .get()
                        .deadLetters())
                .tag("stage", Stage.WRITE.label())
                .description("Records that could not be processed and went to the dead letters")
                .register(registry);
    }

    private void counter(String name, String description, ToDoubleFunction<SinkMetrics> value) {
        FunctionCounter.builder(name, this, meters -> value.applyAsDouble(meters.sink.get()))
                .description(description)
                .register(registry);
    }

    @Override
    public void committed(SinkCommit done) {
        commit.record(Duration.ofMillis(done.millis()));
        batch.record(done.records().values().stream().mapToInt(n -> n).sum());
        long now = System.currentTimeMillis();
        done.counted().forEach(accepted -> storyToCount.record(Duration.ofMillis(Math.max(0, now - accepted))));
        done.moved().forEach(this::count);
    }

    private void count(SinkCommit.Move move, int records) {
        Tags tags = Tags.of(
                "outlet", outlets.of(move.outlet()), "status", lower(move.status()), "cause", lower(move.cause()));
        switch (move.subject()) {
            case STORY -> registry.counter("hearsay.stories.written", tags).increment(records);
            case CLAIM ->
                registry.counter("hearsay.claims.written", tags.and("speaker", "named"))
                        .increment(records);
            case UNNAMED_CLAIM ->
                registry.counter("hearsay.claims.written", tags.and("speaker", "unnamed"))
                        .increment(records);
            case RETRACTION ->
                registry.counter("hearsay.retractions.written", tags).increment(records);
        }
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}

package dev.hearsay.web.metrics;

import dev.hearsay.store.Queries;
import dev.hearsay.store.SinkCommit;
import dev.hearsay.store.SinkMetrics;
import dev.hearsay.web.health.Readiness;
import io.javalin.config.RoutesConfig;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * What one process measures, in the Prometheus format at {@code /metrics}. Whoever wires a process hands it the parts that
 * run there; each part brings its own measures, and no others are told. {@code docs/metrics.md} lists all of them.
 */
public final class Metrics {
    private static final String STAGE = "stage";

    /** Kafka measures each store, operator and connection too: thousands of time series that few look at. */
    private static final List<String> OF_KAFKA = List.of(
            "kafka.stream.alive.",
            "kafka.stream.client.",
            "kafka.stream.failed.",
            "kafka.stream.thread.",
            "kafka.stream.task.",
            "kafka.stream.state.updater.",
            "kafka.stream.topic.",
            "kafka.stream.record.cache.",
            "kafka.consumer.coordinator.",
            "kafka.consumer.fetch.manager.");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final List<Runnable> beforeScrapes = new CopyOnWriteArrayList<>();

    /** Measures of this process's JVM to begin with. */
    public Metrics() {
        registry.config()
                .meterFilter(MeterFilter.deny(id ->
                        id.getName().startsWith("kafka.") && OF_KAFKA.stream().noneMatch(id.getName()::startsWith)));
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Takes more meters. */
    public MeterRegistry registry() {
        return registry;
    }

    /**
     * Tells how a sink is doing.
     *
     * @return to be told of its commits; whoever holds it keeps its counters alive
     */
    public SinkCommit.Listener sink(Supplier<SinkMetrics> sink) {
        return new SinkMeters(registry, sink);
    }

    /**
     * Tells how many records of a stage's input are still to come, in the whole installation.
     *
     * @param lag NaN while that is not known
     */
    public void lag(Stage stage, DoubleSupplier lag) {
        Gauge.builder("hearsay.lag", lag, DoubleSupplier::getAsDouble)
                .baseUnit("records")
                .tag(STAGE, stage.label())
                .description("Records that a stage has not processed yet, in the whole installation")
                .strongReference(true)
                .register(registry);
    }

    /** Tells how many records a stage has given up in this process; {@code of} is not kept alive. */
    public <T> void deadLetters(Stage stage, T of, ToDoubleFunction<T> count) {
        FunctionCounter.builder("hearsay.dead.letters", of, count)
                .tag(STAGE, stage.label())
                .description("Records that could not be processed and went to the dead letters")
                .register(registry);
    }

    /** Tells what the database holds. */
    public void database(Queries queries) {
        beforeScrapes.add(new DatabaseMeters(registry, queries)::look);
    }

    /** Tells how many clients follow the claim stream. */
    public void subscribers(IntSupplier count) {
        Gauge.builder("hearsay.stream.subscribers", count, IntSupplier::getAsInt)
                .description("Clients of the claim stream")
                .strongReference(true)
                .register(registry);
    }

    /** Tells of each part whether it is ready. */
    public void parts(List<Readiness> parts) {
        for (Readiness part : parts) {
            Gauge.builder("hearsay.ready", part, p -> p.obstacle().isEmpty() ? 1 : 0)
                    .tag("part", part.part())
                    .description("1 if the part is ready for work")
                    .strongReference(true)
                    .register(registry);
        }
    }

    /** Adds the answer. */
    public void mount(RoutesConfig routes) {
        routes.get("/metrics", context -> {
            beforeScrapes.forEach(Runnable::run);
            context.contentType("text/plain; version=0.0.4; charset=utf-8").result(registry.scrape());
        });
    }
}

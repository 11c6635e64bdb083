package dev.hearsay.app.roles;

import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.metrics.Stage;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/** What Kafka Streams measures of each topology, and the dead letters that it sends. */
final class StreamsMeasures implements AutoCloseable {
    /** Threads and partitions come and go, and their measures with them. */
    private static final Duration LOOKED_UP = Duration.ofSeconds(10);

    private final Metrics metrics;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "streams-measures");
        thread.setDaemon(true);
        return thread;
    });
    private final List<KafkaStreamsMetrics> bound = new ArrayList<>();

    StreamsMeasures(Metrics metrics) {
        this.metrics = metrics;
    }

    void of(Stage stage, KafkaStreams streams) {
        metrics.deadLetters(stage, streams, each -> DeadLetterOutput.count(each.metrics()));
        KafkaStreamsMetrics measures = new KafkaStreamsMetrics(streams, Tags.empty(), clock, LOOKED_UP);
        measures.bindTo(metrics.registry());
        bound.add(measures);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        bound.forEach(KafkaStreamsMetrics::close);
    }
}

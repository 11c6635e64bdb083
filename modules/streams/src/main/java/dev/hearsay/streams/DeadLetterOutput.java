package dev.hearsay.streams;

import dev.hearsay.streams.DeadLetters.Origin;
import java.util.Map;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.common.metrics.Sensor.RecordingLevel;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/** Where a processor sends what it gives up; counted among the metrics of Kafka Streams. */
public final class DeadLetterOutput {
    private static final String SCOPE = "dead-letters";
    private static final String OPERATION = "sent";

    private final ProcessorContext<byte[], byte[]> context;
    private final Sensor sent;

    /** That of the processor whose context this is. */
    public DeadLetterOutput(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        // One for each thread: it is kept by its name, so that all processors of a thread count together.
        this.sent =
                context.metrics().addRateTotalSensor(SCOPE, context.applicationId(), OPERATION, RecordingLevel.INFO);
    }

    /**
     * Gives up a record.
     *
     * @param cause one sentence
     * @param sink name of the sink of dead letters
     */
    public void send(String cause, @Nullable Throwable failure, Origin origin, String sink) {
        sent.record();
        context.forward(DeadLetters.of(context.applicationId(), cause, failure, origin), sink);
    }

    /**
     * How many records the threads of an application have given up, of its metrics. One that was given up in a transaction
     * that did not come about is counted twice; those of a thread that ended are not counted any more.
     */
    public static double count(Map<MetricName, ? extends Metric> metrics) {
        return metrics.entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("stream-" + SCOPE + "-metrics")
                        && metric.getKey().name().equals(OPERATION + "-total"))
                .mapToDouble(metric -> ((Number) metric.getValue().metricValue()).doubleValue())
                .sum();
    }
}

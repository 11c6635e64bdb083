package dev.hearsay.streams;

import dev.hearsay.streams.DeadLetters.Origin;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Producers in other languages hash keys differently: a record that stands in a partition where Java's would not put it
 * goes back to its topic, under its right key, before anything is made of it.
 */
public final class Rerouting {
    /** Marks a record that was sent on: it is never sent on twice. */
    private static final String HEADER = "hearsay.rerouted";

    private Rerouting() {}

    /** The record to send on; nothing if it was sent on before. */
    public static Optional<Record<byte[], byte[]>> of(Record<byte[], byte[]> record, byte[] key, Origin origin) {
        if (record.headers().lastHeader(HEADER) != null) {
            return Optional.empty();
        }
        Headers headers = new RecordHeaders(record.headers());
        headers.add(HEADER, (origin.partition() + "@" + origin.offset()).getBytes(StandardCharsets.UTF_8));
        return Optional.of(new Record<>(key, record.value(), record.timestamp(), headers));
    }

    /** Why a record that was sent on before is given up. */
    public static String failure(String what, Origin origin, int partitions) {
        return what + " does not belong to partition " + origin.partition() + " and was sent on before: does "
                + origin.topic() + " have " + partitions + " partitions?";
    }
}

package dev.hearsay.streams;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.DeadLetterHeaders;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Makes dead letters: the original key, bytes and headers, and why the record was given up. */
public final class DeadLetters {
    private static final int ROOM_FOR_HEADERS = 128 * 1024;
    private static final int MAX_KEY = 1024 * 1024;
    private static final int MAX_VALUE = ArticleLimits.MAX_RECORD_BYTES - MAX_KEY - ROOM_FOR_HEADERS;

    private DeadLetters() {}

    /** A record and where it stood. */
    public record Origin(
            String topic,
            int partition,
            long offset,
            long timestamp,
            byte @Nullable [] key,
            byte @Nullable [] value,
            Headers headers) {
        /**
         * Where the record that is being processed stood.
         *
         * @param topic what to say where the record never was on a topic
         */
        public static Origin of(Record<byte[], byte[]> record, Optional<RecordMetadata> at, String topic) {
            return new Origin(
                    at.map(RecordMetadata::topic).orElse(topic),
                    at.map(RecordMetadata::partition).orElse(-1),
                    at.map(RecordMetadata::offset).orElse(-1L),
                    record.timestamp(),
                    record.key(),
                    record.value(),
                    record.headers());
        }
    }

    /**
     * The dead letter of a record. One that would not fit into a record with its cause (possible only for what was written
     * compressed) is cut, and its cause says so: a dead letter must never be what stops the pipeline.
     *
     * @param application id of the application that gave it up
     * @param cause one sentence
     */
    @SuppressWarnings("NullAway") // keys and values of Kafka records may be null
    public static Record<byte[], byte[]> of(
            String application, String cause, @Nullable Throwable failure, Origin origin) {
        byte[] key = origin.key();
        byte[] value = origin.value();
        String why = cause;
        if (key != null && key.length > MAX_KEY) {
            why += " (the key of " + key.length + " bytes is left out here)";
            key = null;
        }
        if (value != null && value.length > MAX_VALUE) {
            why += " (the value of " + value.length + " bytes is cut here)";
            value = Arrays.copyOf(value, MAX_VALUE);
        }
        Headers headers = new RecordHeaders();
        int room = ROOM_FOR_HEADERS / 2;
        for (var header : origin.headers()) {
            room -= header.key().length() * 3 + (header.value() == null ? 0 : header.value().length);
            if (room >= 0) {
                headers.add(header);
            }
        }
        new DeadLetterHeaders(
                        why,
                        application,
                        origin.topic(),
                        origin.partition(),
                        origin.offset(),
                        origin.timestamp(),
                        failure == null ? "" : DeadLetterHeaders.stackTraceOf(failure))
                .writeTo(headers);
        return new Record<>(key, value, Math.max(0, origin.timestamp()), headers);
    }
}

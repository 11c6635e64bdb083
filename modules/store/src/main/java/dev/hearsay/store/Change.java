package dev.hearsay.store;

import dev.hearsay.contracts.ChangeHeaders;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an output topic, decoded.
 *
 * @param value the new value of its key, or null if the key is gone
 * @param headers what moved it; claims and entities have them
 */
record Change(
        Output output,
        ConsumerRecord<byte[], byte[]> source,
        String key,
        @Nullable SpecificRecord value,
        Optional<ChangeHeaders> headers) {

    /** The value as its topic's type; only where there is one. */
    <T> T as(Class<T> type) {
        if (value == null) {
            throw new IllegalStateException("a tombstone has no value");
        }
        return type.cast(value);
    }
}

package dev.hearsay.contracts;

import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * A public topic as one value: its name, its shape and how its keys (plain UTF-8) and values are written.
 *
 * @param <V> type of the values
 * @param config topic settings by their Kafka names
 */
public record Topic<V>(String name, int partitions, Map<String, String> config, Serde<V> valueSerde) {
    /** Copies the settings. */
    public Topic {
        config = Map.copyOf(config);
    }

    /** How keys are written: plain UTF-8. */
    public Serde<String> keySerde() {
        return Serdes.String();
    }

    /** Whether the topic keeps the latest value of each key. */
    public boolean compacted() {
        return config.getOrDefault("cleanup.policy", "delete").contains("compact");
    }
}

package dev.hearsay.store;

import java.time.Duration;
import java.util.Map;

/**
 * How the sink runs.
 *
 * @param kafka settings of the Kafka clients by their Kafka names, {@code bootstrap.servers} among them
 * @param group consumer group; sinks of one group share the partitions
 * @param batch most records of one transaction
 * @param tombstoneRetention a partition that no sink touched for longer is read anew; the topics'
 *     {@code delete.retention.ms}
 * @param topicCheck how often the sink looks whether a topic was deleted and created again
 */
public record SinkSettings(
        Map<String, Object> kafka, String group, int batch, Duration tombstoneRetention, Duration topicCheck) {

    /** Consumer group unless configured. */
    public static final String DEFAULT_GROUP = "hearsay-sink";

    private static final int DEFAULT_BATCH = 5_000;
    private static final Duration DEFAULT_TOMBSTONE_RETENTION = Duration.ofDays(30);
    private static final Duration DEFAULT_TOPIC_CHECK = Duration.ofSeconds(5);

    /** Copies the Kafka settings. */
    public SinkSettings {
        kafka = Map.copyOf(kafka);
    }

    /** The defaults with these Kafka settings. */
    public static SinkSettings of(Map<String, Object> kafka) {
        return new SinkSettings(kafka, DEFAULT_GROUP, DEFAULT_BATCH, DEFAULT_TOMBSTONE_RETENTION, DEFAULT_TOPIC_CHECK);
    }

    /** The same in another group. */
    public SinkSettings inGroup(String newGroup) {
        return new SinkSettings(kafka, newGroup, batch, tombstoneRetention, topicCheck);
    }
}

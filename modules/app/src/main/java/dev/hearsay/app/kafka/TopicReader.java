package dev.hearsay.app.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from its beginning to the end that it has now, as bytes. Records of aborted transactions do not show. */
public final class TopicReader {
    private TopicReader() {}

    /** Hands every record to {@code reader}, in the order of each partition. */
    public static void readAll(Cluster cluster, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (Follower follower = follow(cluster, topic)) {
            follower.read(reader);
        }
    }

    /** A reader that stands before the first record. */
    public static Follower follow(Cluster cluster, String topic) {
        return new Follower(cluster, topic);
    }

    /** Reads on from where it stands to the end of the moment. Not thread-safe. */
    public static final class Follower implements AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer;
        private final List<TopicPartition> partitions = new ArrayList<>();

        private Follower(Cluster cluster, String topic) {
            Map<String, Object> settings = cluster.properties(Map.of(
                    "client.id", "hearsay-reader",
                    "isolation.level", "read_committed",
                    "enable.auto.commit", false,
                    "auto.offset.reset", "earliest",
                    "fetch.max.bytes", 64 * 1024 * 1024));
            consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
            try {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
            } catch (RuntimeException e) {
                consumer.close();
                throw e;
            }
        }

        /** Hands every record up to the end of the moment to {@code reader}, in the order of each partition. */
        public void read(Consumer<ConsumerRecord<byte[], byte[]>> reader) {
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(500)).forEach(reader);
            }
        }

        @Override
        public void close() {
            consumer.close();
        }
    }
}

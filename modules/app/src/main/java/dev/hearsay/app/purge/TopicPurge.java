package dev.hearsay.app.purge;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Takes records out of a topic that Kafka can only shorten at its beginning: in each partition, the records before the
 * last one to go that are to stay are appended again, with their key, value, headers and timestamp, and everything up to
 * that last one is deleted. First the copies are acknowledged, then the originals go: a crash between the two leaves
 * records twice, never none. Twice is harmless where the reader recognizes repetitions, as extraction does.
 */
public final class TopicPurge {
    private static final int MOST_IN_FLIGHT = 2_000;

    private final Cluster cluster;
    private final Admin admin;

    /**
     * What was done.
     *
     * @param removed records that are gone
     * @param copied records that were appended again
     * @param partitions partitions in which something was removed
     */
    public record Outcome(long removed, long copied, int partitions) {}

    /** Purges on that cluster. */
    public TopicPurge(Cluster cluster, Admin admin) {
        this.cluster = cluster;
        this.admin = admin;
    }

    /**
     * Removes the records that match and were there when the purge began.
     *
     * @throws Failure when Kafka refuses; running it again is safe
     */
    public Outcome remove(String topic, Predicate<ConsumerRecord<byte[], byte[]>> goes) {
        Map<TopicPartition, Long> last = new TreeMap<>(TopicPurge::compare);
        long[] removed = {0};
        scan(topic, Map.of(), found -> {
            if (goes.test(found)) {
                last.put(new TopicPartition(found.topic(), found.partition()), found.offset());
                removed[0]++;
            }
        });
        if (last.isEmpty()) {
            return new Outcome(0, 0, 0);
        }
        long copied = copy(topic, last, goes);
        delete(last);
        return new Outcome(removed[0], copied, last.size());
    }

    private long copy(String topic, Map<TopicPartition, Long> last, Predicate<ConsumerRecord<byte[], byte[]>> goes) {
        long[] copied = {0};
        Deque<Future<RecordMetadata>> sent = new ArrayDeque<>();
        Map<String, Object> settings = cluster.properties(
                Map.of("client.id", "hearsay-purge", "acks", "all", "max.request.size", 10 << 20, "linger.ms", 20));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            scan(topic, last, found -> {
                if (!goes.test(found)) {
                    sent.add(producer.send(new ProducerRecord<>(
                            topic,
                            found.partition(),
                            found.timestamp() < 0 ? null : found.timestamp(),
                            found.key(),
                            found.value(),
                            found.headers())));
                    copied[0]++;
                    while (sent.size() > MOST_IN_FLIGHT) {
                        acknowledged(sent.remove());
                    }
                }
            });
            producer.flush();
            sent.forEach(TopicPurge::acknowledged);
        }
        return copied[0];
    }

    /** Reads each partition up to the given offset (inclusive), or up to its present end where none is given. */
    private void scan(
            String topic,
            Map<TopicPartition, Long> upTo,
            java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<String, Object> settings = cluster.properties(Map.of(
                "client.id", "hearsay-purge",
                "isolation.level", "read_committed",
                "enable.auto.commit", false,
                "auto.offset.reset", "earliest",
                "fetch.max.bytes", 64 << 20));
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = new ArrayList<>(upTo.keySet());
            if (partitions.isEmpty()) {
                consumer.partitionsFor(topic)
                        .forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
            }
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = new TreeMap<>(TopicPurge::compare);
            consumer.endOffsets(partitions)
                    .forEach((partition, end) ->
                            ends.put(partition, upTo.isEmpty() ? end : Math.min(end, upTo.get(partition) + 1)));
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> found : consumer.poll(Duration.ofMillis(500))) {
                    if (found.offset() < ends.get(new TopicPartition(found.topic(), found.partition()))) {
                        reader.accept(found);
                    }
                }
            }
        }
    }

    private void delete(Map<TopicPartition, Long> last) {
        Map<TopicPartition, RecordsToDelete> before = new TreeMap<>(TopicPurge::compare);
        last.forEach((partition, offset) -> before.put(partition, RecordsToDelete.beforeOffset(offset + 1)));
        acknowledged(admin.deleteRecords(before).all());
    }

    private static <T> T acknowledged(Future<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw Failure.cannotRun(
                    "Kafka refused a step of the purge (" + e.getCause().getMessage()
                            + "): nothing is lost; run it again.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.cannotRun("The purge was interrupted: nothing is lost; run it again.", e);
        }
    }

    private static int compare(TopicPartition a, TopicPartition b) {
        int byTopic = a.topic().compareTo(b.topic());
        return byTopic != 0 ? byTopic : Integer.compare(a.partition(), b.partition());
    }
}

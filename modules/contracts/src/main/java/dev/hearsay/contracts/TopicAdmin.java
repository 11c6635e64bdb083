package dev.hearsay.contracts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the public topics on a cluster. */
public final class TopicAdmin {
    private static final Duration PROPAGATION = Duration.ofSeconds(30);

    private TopicAdmin() {}

    /** What became of a topic. */
    public enum Outcome {
        /** It was not there. */
        CREATED,
        /** It was there, with the partitions that were asked for. */
        PRESENT,
        /** It was there with another number of partitions, which stands. */
        OTHER_PARTITIONS
    }

    /** A topic, what became of it and how many partitions it has now. */
    public record Created(String topic, Outcome outcome, int partitions) {}

    /**
     * Creates those topics that are missing and leaves the others as they are; returns when the brokers know them all.
     *
     * @param replicationFactor replicas of each partition, or -1 for the broker's default
     * @return one for each topic, in the order of {@link Topics#all}
     * @throws KafkaException if the cluster refuses or cannot be reached
     */
    public static List<Created> create(Admin admin, Topics topics, short replicationFactor) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic<?> topic : topics.all()) {
            wanted.add(new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.config()));
        }
        CreateTopicsResult result = admin.createTopics(wanted);
        Set<String> made = new HashSet<>();
        for (NewTopic topic : wanted) {
            if (succeeded(result.values().get(topic.name()))) {
                made.add(topic.name());
            }
        }
        Map<String, TopicDescription> found =
                described(admin, wanted.stream().map(NewTopic::name).toList());
        awaitLeaders(admin, found);
        return wanted.stream()
                .map(topic -> {
                    int partitions = found.get(topic.name()).partitions().size();
                    Outcome outcome = made.contains(topic.name())
                            ? Outcome.CREATED
                            : partitions == topic.numPartitions() ? Outcome.PRESENT : Outcome.OTHER_PARTITIONS;
                    return new Created(topic.name(), outcome, partitions);
                })
                .toList();
    }

    /** The controller knows a new topic a moment before the brokers do: asks until they have heard of it. */
    private static Map<String, TopicDescription> described(Admin admin, List<String> names) {
        long deadline = System.nanoTime() + PROPAGATION.toNanos();
        while (true) {
            try {
                return get(admin.describeTopics(names).allTopicNames());
            } catch (UnknownTopicOrPartitionException e) {
                if (System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    /**
     * Brokers know of a partition a moment before they lead it. An idempotent producer that writes in that moment may have
     * its first batch refused and its second accepted; the first is then out of order until it is given up.
     */
    private static void awaitLeaders(Admin admin, Map<String, TopicDescription> found) {
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        found.forEach((name, description) -> description
                .partitions()
                .forEach(partition ->
                        partitions.put(new TopicPartition(name, partition.partition()), OffsetSpec.earliest())));
        get(admin.listOffsets(partitions).all()); // only leaders answer, and the client asks until they do
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static boolean succeeded(KafkaFuture<Void> future) {
        try {
            get(future);
            return true;
        } catch (TopicExistsException e) {
            return false;
        }
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static KafkaException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new KafkaException("interrupted while topics were created", e);
    }
}

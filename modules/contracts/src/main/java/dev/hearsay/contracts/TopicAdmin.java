package dev.hearsay.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the public topics on a cluster. */
public final class TopicAdmin {
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
     * Creates those topics that are missing and leaves the others as they are.
     *
     * @param replicationFactor replicas of each partition, or -1 for the broker's default
     * @throws KafkaException if the cluster refuses or cannot be reached
     */
    public static List<Created> create(Admin admin, Topics topics, short replicationFactor) {
        List<NewTopic> wanted = new ArrayList<>();
        for (Topic<?> topic : topics.all()) {
            wanted.add(new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(topic.config()));
        }
        CreateTopicsResult result = admin.createTopics(wanted);
        List<Created> created = new ArrayList<>();
        List<String> present = new ArrayList<>();
        for (NewTopic topic : wanted) {
            if (succeeded(result.values().get(topic.name()))) {
                created.add(new Created(topic.name(), Outcome.CREATED, topic.numPartitions()));
            } else {
                present.add(topic.name());
            }
        }
        Map<String, TopicDescription> found = get(admin.describeTopics(present).allTopicNames());
        for (NewTopic topic : wanted) {
            TopicDescription description = found.get(topic.name());
            if (description != null) {
                int partitions = description.partitions().size();
                created.add(new Created(
                        topic.name(),
                        partitions == topic.numPartitions() ? Outcome.PRESENT : Outcome.OTHER_PARTITIONS,
                        partitions));
            }
        }
        return created;
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
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while topics were created", e);
        }
    }
}

package dev.hearsay.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Tells under which id a topic exists: a topic that is created again has another. */
interface TopicIds extends AutoCloseable {
    /** Id and number of partitions. */
    record Identity(Uuid id, int partitions) {}

    /** Those of these topics that exist. */
    Map<String, Identity> of(Collection<String> topics);

    @Override
    default void close() {}

    /** Asks the cluster. */
    static TopicIds from(Admin admin) {
        return new TopicIds() {
            @Override
            public Map<String, Identity> of(Collection<String> topics) {
                Map<String, Identity> found = new HashMap<>();
                for (Map.Entry<String, KafkaFuture<TopicDescription>> entry :
                        admin.describeTopics(topics).topicNameValues().entrySet()) {
                    try {
                        TopicDescription description = entry.getValue().get();
                        found.put(
                                entry.getKey(),
                                new Identity(
                                        description.topicId(),
                                        description.partitions().size()));
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                            throw e.getCause() instanceof RuntimeException failure
                                    ? failure
                                    : new KafkaException(e.getCause());
                        }
                    } catch (InterruptedException e) {
                        throw new InterruptException(e);
                    }
                }
                return found;
            }

            @Override
            public void close() {
                admin.close();
            }
        };
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.Topics;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Compares the database with the logs that feed it. */
public final class SinkPosition {
    private SinkPosition() {}

    /**
     * How many offsets of the topics that it keeps the database has not seen: 0 when it holds everything that was committed to
     * them. Markers of transactions count as offsets.
     *
     * @throws KafkaException if the cluster cannot be asked
     */
    public static long behind(Queries queries, Admin admin, Topics topics) {
        Map<TopicPartition, Long> ends = ends(admin, topics);
        Map<TopicPartition, Long> read = queries.sinkOffsets();
        long behind = 0;
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            behind += Math.max(0, end.getValue() - Math.max(0, read.getOrDefault(end.getKey(), 0L)));
        }
        return behind;
    }

    /** The end of each partition of the topics that the database keeps, as far as transactions are decided. */
    public static Map<TopicPartition, Long> ends(Admin admin, Topics topics) {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            for (TopicDescription description : admin.describeTopics(Arrays.stream(Output.values())
                            .map(output -> output.topic(topics).name())
                            .toList())
                    .allTopicNames()
                    .get()
                    .values()) {
                description
                        .partitions()
                        .forEach(partition -> wanted.put(
                                new TopicPartition(description.name(), partition.partition()), OffsetSpec.latest()));
            }
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> entry : admin.listOffsets(
                            wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                    .all()
                    .get()
                    .entrySet()) {
                ends.put(entry.getKey(), entry.getValue().offset());
            }
            return ends;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

package dev.hearsay.app.kafka;

import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Queries;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * How much of what was accepted is not in the database yet: the ends of the logs, less what each stage says that it has
 * done. Offsets also count the markers of transactions, so a lag is an upper bound; zero is exact.
 */
public final class PipelineLag {
    private final Admin admin;
    private final Topics topics;
    private final Applications applications;
    private final Supplier<Map<TopicPartition, Long>> written;

    /** The lag of an installation, as seen by these. */
    public PipelineLag(Admin admin, Topics topics, Applications applications, Queries queries) {
        this(admin, topics, applications, queries::sinkOffsets);
    }

    /** @param written how far the database is */
    private PipelineLag(
            Admin admin, Topics topics, Applications applications, Supplier<Map<TopicPartition, Long>> written) {
        this.admin = admin;
        this.topics = topics;
        this.applications = applications;
        this.written = written;
    }

    /** The lag of processing alone, as seen where there is no database: that of the sink has no meaning. */
    public static PipelineLag ofProcessing(Admin admin, Topics topics, Applications applications) {
        return new PipelineLag(admin, topics, applications, Map::of);
    }

    /** Offsets of each stage that are still to come. */
    public record Lag(long extraction, long counting, long sink) {
        /** Whether nothing is. */
        public boolean none() {
            return extraction + counting + sink == 0;
        }
    }

    /**
     * Whether everything accepted so far is in the database and nothing moves: every stage has read its logs to their ends,
     * and these ends stood still meanwhile. A stage commits what it has read together with what it wrote, so then nothing
     * is under way between the stages.
     */
    public boolean settled() {
        Map<TopicPartition, Long> before = ends();
        if (!lag(before).none()) {
            return false;
        }
        return ends().equals(before);
    }

    /** The lag now. */
    public Lag lag() {
        return lag(ends());
    }

    private Lag lag(Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> extracted = committed(applications.extraction());
        Map<TopicPartition, Long> counted = committed(applications.counting());
        Map<TopicPartition, Long> sunk = written.get();
        long extraction = 0;
        long counting = 0;
        long sink = 0;
        Set<String> outputs = new HashSet<>();
        topics.outputs().forEach(topic -> outputs.add(topic.name()));
        Set<String> countingInputs = countingInputs();
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            TopicPartition partition = end.getKey();
            if (partition.topic().equals(topics.articles().name())) {
                extraction += left(end, extracted);
            }
            if (countingInputs.contains(partition.topic())
                    || partition.topic().startsWith(applications.counting() + "-")) {
                counting += left(end, counted);
            }
            if (outputs.contains(partition.topic())) {
                sink += left(end, sunk);
            }
        }
        return new Lag(extraction, counting, sink);
    }

    private Set<String> countingInputs() {
        return Set.of(
                topics.claims().name(),
                topics.entities().name(),
                topics.aliases().name());
    }

    private static long left(Map.Entry<TopicPartition, Long> end, Map<TopicPartition, Long> done) {
        return Math.max(0, end.getValue() - Math.max(0, done.getOrDefault(end.getKey(), 0L)));
    }

    /** Where the logs end that any stage reads. */
    private Map<TopicPartition, Long> ends() {
        try {
            Set<String> names = new HashSet<>();
            topics.all().forEach(topic -> names.add(topic.name()));
            names.remove(topics.deadLetters().name());
            for (String name : admin.listTopics().names().get()) {
                if (name.startsWith(applications.counting() + "-") && name.endsWith("-repartition")) {
                    names.add(name);
                }
            }
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            admin.describeTopics(names).allTopicNames().get().values().forEach(topic -> topic.partitions()
                    .forEach(p -> wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest())));
            Map<TopicPartition, Long> ends = new HashMap<>();
            for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end : admin.listOffsets(
                            wanted, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                    .all()
                    .get()
                    .entrySet()) {
                ends.put(end.getKey(), end.getValue().offset());
            }
            return ends;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while the logs' ends were asked for", e);
        }
    }

    private Map<TopicPartition, Long> committed(String group) {
        try {
            Map<TopicPartition, Long> committed = new HashMap<>();
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            offsets.forEach((partition, offset) -> {
                if (offset != null) {
                    committed.put(partition, offset.offset());
                }
            });
            return committed;
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while committed offsets were asked for", e);
        }
    }
}

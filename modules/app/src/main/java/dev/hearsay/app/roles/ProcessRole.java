package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.Topics;
import dev.hearsay.streams.RocksDbMemory;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.counting.CountingTopology;
import dev.hearsay.streams.extraction.ExtractionTopology;
import dev.hearsay.streams.extraction.StoryExtractor;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.metrics.Stage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Both topologies: articles to entities and claims, these to counts. */
public final class ProcessRole implements Role {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessRole.class);
    private static final long STATE_MEMORY_BYTES = 128L * 1024 * 1024;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final RocksDbMemory memory;
    private final List<KafkaStreams> streams;
    private final StreamsMeasures measures;

    private ProcessRole(RocksDbMemory memory, List<KafkaStreams> streams, StreamsMeasures measures) {
        this.memory = memory;
        this.streams = List.copyOf(streams);
        this.measures = measures;
    }

    /**
     * Starts both; they share the memory of their state stores.
     *
     * @param metrics take what Kafka Streams measures
     * @param onFault told when one of them cannot go on, or fails again and again
     */
    public static ProcessRole start(
            Topics topics,
            StreamsSettings settings,
            StoryExtractor extractor,
            Metrics metrics,
            Consumer<Failure> onFault) {
        RocksDbMemory memory = RocksDbMemory.of(STATE_MEMORY_BYTES);
        StreamsSettings shared = settings.withMemory(memory);
        List<KafkaStreams> streams = new ArrayList<>();
        StreamsMeasures measures = new StreamsMeasures(metrics);
        ProcessRole role;
        try {
            streams.add(streams(
                    "extraction", ExtractionTopology.build(topics, extractor, shared), shared.extraction(), onFault));
            streams.add(streams("counting", CountingTopology.build(topics, shared), shared.counting(), onFault));
            streams.forEach(KafkaStreams::start);
            measures.of(Stage.EXTRACT, streams.get(0));
            measures.of(Stage.COUNT, streams.get(1));
            role = new ProcessRole(memory, streams, measures);
        } catch (RuntimeException e) {
            new ProcessRole(memory, streams, measures).close();
            if (e instanceof StreamsException) {
                throw Failure.cannotRun("Processing cannot start: " + ProcessingFaults.reason(e) + ".", e);
            }
            throw e;
        }
        return role;
    }

    private static KafkaStreams streams(
            String name, Topology topology, Properties properties, Consumer<Failure> onFault) {
        KafkaStreams streams = new KafkaStreams(topology, properties);
        ProcessingFaults faults = new ProcessingFaults(name, onFault);
        streams.setUncaughtExceptionHandler(faults);
        streams.setStateListener((now, before) -> {
            LOG.info("{} is {} (was {})", name, now, before);
            if (now == KafkaStreams.State.ERROR) {
                faults.stopped();
            }
        });
        return streams;
    }

    @Override
    public String part() {
        return "process";
    }

    @Override
    public Optional<String> obstacle() {
        for (int i = 0; i < streams.size(); i++) {
            KafkaStreams.State state = streams.get(i).state();
            if (state != KafkaStreams.State.RUNNING) {
                String name = i == 0 ? "extraction" : "counting";
                return Optional.of(
                        state == KafkaStreams.State.REBALANCING
                                ? name + " is taking over its partitions"
                                : name + " is " + state);
            }
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        measures.close();
        // Side by side: each waits for its last transaction.
        streams.parallelStream().forEach(each -> {
            // The others, or the next start, need not wait until Kafka misses this one.
            if (!each.close(CloseOptions.timeout(CLOSE_TIMEOUT)
                    .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP))) {
                LOG.warn("A topology did not stop within {}.", CLOSE_TIMEOUT);
            }
        });
        memory.close();
    }
}

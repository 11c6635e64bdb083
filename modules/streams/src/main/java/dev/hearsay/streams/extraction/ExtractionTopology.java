package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.Topics;
import dev.hearsay.streams.AcceptanceTimestamps;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.extraction.StoryProcessor.Output;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * The first topology: {@code articles} in; {@code stories}, {@code entities} and {@code claims} out.
 *
 * <p>One processor does it all, because a version, its extraction and the difference to what was published before are one
 * step on one key. A record that belongs to another partition goes back to {@code articles}, one that cannot be processed
 * to {@code dead-letters}. The names of its operators and stores are a contract: they name what lies on disk.
 */
public final class ExtractionTopology {
    private ExtractionTopology() {}

    /** Builds it; pure. */
    public static Topology build(Topics topics, StoryExtractor extractor, StreamsSettings settings) {
        Properties properties = settings.extraction();
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        KStream<byte[], byte[]> published = builder.stream(
                        topics.articles().name(),
                        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                                .withTimestampExtractor(new AcceptanceTimestamps())
                                .withName("articles"))
                .process(new Supplier(topics, extractor, settings), Named.as("story-gate"));
        send(published, Output.REROUTED, topics.articles().name());
        send(published, Output.STORIES, topics.stories().name());
        send(published, Output.ENTITIES, topics.entities().name());
        send(published, Output.CLAIMS, topics.claims().name());
        send(published, Output.DEAD_LETTERS, topics.deadLetters().name());
        return builder.build(properties);
    }

    private static void send(KStream<byte[], byte[]> published, Output output, String topic) {
        published.to(
                topic, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(output.sink()));
    }

    private record Supplier(Topics topics, StoryExtractor extractor, StreamsSettings settings)
            implements ProcessorSupplier<byte[], byte[], byte[], byte[]> {
        @Override
        public Processor<byte[], byte[], byte[], byte[]> get() {
            return new StoryProcessor(topics, extractor);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            // In a fixed order, for the sake of the description of the topology.
            return new LinkedHashSet<>(List.of(
                    settings.store(StoryProcessor.STORIES, Serdes.String()),
                    settings.store(StoryProcessor.WAITING, Serdes.Bytes())));
        }
    }
}

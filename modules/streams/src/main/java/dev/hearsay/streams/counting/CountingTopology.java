package dev.hearsay.streams.counting;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.streams.AcceptanceTimestamps;
import dev.hearsay.streams.StreamsSettings;
import java.util.Properties;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

/**
 * The second topology: {@code claims}, {@code entities} and {@code aliases} in; {@code statements} and all counts out.
 *
 * <p>Gates know what is live and which actor a name stands for; they send evidence to the ledger of that actor, which keeps
 * statements and counts. One repartition lies between them, and one before the gates for aliases only, which go to every
 * partition. The names of its operators and stores are a contract: they name what lies on disk and in Kafka.
 */
public final class CountingTopology {
    static final String BY_ACTOR = "by-actor";
    private static final String ALIASES = "aliases-everywhere";

    private final Topics topics;
    private final StreamsSettings settings;
    private final UnaryOperator<Tally> posting;

    private CountingTopology(Topics topics, StreamsSettings settings, UnaryOperator<Tally> posting) {
        this.topics = topics;
        this.settings = settings;
        this.posting = posting;
    }

    /** Builds it; pure. */
    public static Topology build(Topics topics, StreamsSettings settings) {
        return build(topics, settings, difference -> difference);
    }

    /** With a fault in its books, for the tests that must find it. */
    static Topology build(Topics topics, StreamsSettings settings, UnaryOperator<Tally> posting) {
        return new CountingTopology(topics, settings, posting).build();
    }

    private Topology build() {
        Properties properties = settings.counting();
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.addStateStore(Stores.keyValueStoreBuilder(
                Stores.inMemoryKeyValueStore(Gate.ALIASES), Serdes.Bytes(), Serdes.ByteArray()));
        builder.addStateStore(settings.store(Gate.KNOWN, Serdes.Bytes()));
        builder.addStateStore(settings.store(Ledger.EVIDENCE, Serdes.Bytes()));
        builder.addStateStore(settings.store(Ledger.STATEMENTS, Serdes.Bytes()));
        builder.addStateStore(
                settings.store(Ledger.ACTOR_COUNTS, Serdes.Bytes()).withCachingEnabled());
        builder.addStateStore(
                settings.store(Ledger.MENTION_COUNTS, Serdes.Bytes()).withCachingEnabled());
        ledger(evidence(builder));
        return builder.build(properties);
    }

    private KStream<byte[], byte[]> evidence(StreamsBuilder builder) {
        KStream<byte[], byte[]> read = source(builder, topics.aliases(), "aliases")
                .process(() -> new AliasReader(topics), Named.as("alias-reader"));
        send(read, topics.aliases(), AliasReader.REROUTED_SINK);
        send(read, topics.deadLetters(), AliasReader.DEAD_LETTERS_SINK);
        // The first node behind a repartition has no name that one could forward to: this one lets everything through.
        KStream<byte[], byte[]> aliases = read.filter((name, actor) -> true, Named.as(AliasReader.EVERYWHERE))
                .repartition(repartitioned(ALIASES).withStreamPartitioner(new Broadcast()));

        KStream<byte[], byte[]> ofClaims = source(builder, topics.claims(), "claims")
                .process(() -> new ClaimGate(topics.claims()), Named.as("claim-gate"), Gate.ALIASES, Gate.KNOWN);
        send(ofClaims, topics.deadLetters(), ClaimGate.DEAD_LETTERS_SINK);
        KStream<byte[], byte[]> ofEntities = source(builder, topics.entities(), "entities")
                .process(() -> new EntityGate(topics.entities()), Named.as("entity-gate"), Gate.ALIASES, Gate.KNOWN);
        send(ofEntities, topics.deadLetters(), EntityGate.DEAD_LETTERS_SINK);
        KStream<byte[], byte[]> moved =
                aliases.process(AliasGate::new, Named.as("alias-gate"), Gate.ALIASES, Gate.KNOWN);
        return ofClaims.merge(ofEntities, Named.as(ClaimGate.OUTPUT))
                .merge(moved, Named.as(AliasGate.OUTPUT))
                .repartition(repartitioned(BY_ACTOR));
    }

    private void ledger(KStream<byte[], byte[]> evidence) {
        KStream<byte[], byte[]> counted = evidence.process(
                () -> new Ledger(topics, posting),
                Named.as("ledger"),
                Ledger.EVIDENCE,
                Ledger.STATEMENTS,
                Ledger.ACTOR_COUNTS,
                Ledger.MENTION_COUNTS);
        send(counted, topics.statements(), Ledger.STATEMENTS_SINK);
        send(counted, topics.actorCounts(), CountTable.ACTORS.sink());
        send(counted, topics.actorCountsHourly(), CountTable.ACTOR_HOURS.sink());
        send(counted, topics.actorCountsByOutlet(), CountTable.ACTOR_OUTLETS.sink());
        send(counted, topics.mentionCounts(), CountTable.ENTITIES.sink());
        send(counted, topics.mentionCountsHourly(), CountTable.ENTITY_HOURS.sink());
        send(counted, topics.deadLetters(), Ledger.DEAD_LETTERS_SINK);
    }

    private static KStream<byte[], byte[]> source(StreamsBuilder builder, Topic<?> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
                        .withTimestampExtractor(new AcceptanceTimestamps())
                        .withName(name));
    }

    private Repartitioned<byte[], byte[]> repartitioned(String name) {
        return Repartitioned.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(name)
                .withNumberOfPartitions(topics.claims().partitions());
    }

    private static void send(KStream<byte[], byte[]> records, Topic<?> topic, String sink) {
        records.to(
                topic.name(),
                Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(sink));
    }
}

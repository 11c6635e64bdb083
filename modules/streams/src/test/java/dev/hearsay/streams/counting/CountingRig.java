package dev.hearsay.streams.counting;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.streams.LineExtractor;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.Wire;
import dev.hearsay.streams.extraction.ExtractionRig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** Both topologies on test drivers, one behind the other: articles and aliases in, counts out. */
public final class CountingRig implements AutoCloseable {
    private final ExtractionRig extraction;
    private final Topics topics;
    private final TopologyTestDriver driver;
    private final TestInputTopic<String, byte[]> claims;
    private final TestInputTopic<String, byte[]> entities;
    private final TestInputTopic<String, byte[]> aliases;
    private final List<Table<?>> tables = new ArrayList<>();
    private final Table<Statement> statements;
    private final Table<ActorCounts> actors;
    private final Table<ActorCounts> hours;
    private final Table<ActorCounts> outlets;
    private final Table<MentionCounts> mentions;
    private final Table<MentionCounts> mentionHours;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<String, byte[]> rerouted;
    private @Nullable TreeMap<String, Queue<Runnable>> held;

    public CountingRig() {
        this(1, UnaryOperator.identity());
    }

    CountingRig(int partitions) {
        this(partitions, UnaryOperator.identity());
    }

    /** With a fault in the books. */
    CountingRig(UnaryOperator<Tally> posting) {
        this(1, posting);
    }

    private CountingRig(int partitions, UnaryOperator<Tally> posting) {
        extraction = new ExtractionRig(new LineExtractor(), partitions);
        topics = extraction.topics();
        StreamsSettings settings =
                StreamsSettings.of("unused:9092", Path.of("target/none")).inMemory();
        driver = new TopologyTestDriver(
                CountingTopology.build(topics, settings, posting), settings.counting(), ExtractionRig.START);
        claims = input(topics.claims());
        entities = input(topics.entities());
        aliases = input(topics.aliases());
        statements = table(topics.statements());
        actors = table(topics.actorCounts());
        hours = table(topics.actorCountsHourly());
        outlets = table(topics.actorCountsByOutlet());
        mentions = table(topics.mentionCounts());
        mentionHours = table(topics.mentionCountsHourly());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rerouted = driver.createOutputTopic(
                topics.aliases().name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private TestInputTopic<String, byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer());
    }

    private <V extends SpecificRecord> Table<V> table(Topic<V> topic) {
        Table<V> table = new Table<>(driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.valueSerde().deserializer()));
        tables.add(table);
        return table;
    }

    /** What a compacted topic says now. */
    static final class Table<V extends SpecificRecord> {
        private final TestOutputTopic<String, V> topic;
        private final TreeMap<String, V> rows = new TreeMap<>();

        private Table(TestOutputTopic<String, V> topic) {
            this.topic = topic;
        }

        private List<TestRecord<String, V>> read() {
            List<TestRecord<String, V>> records = topic.readRecordsToList();
            for (TestRecord<String, V> record : records) {
                if (record.value() != null) {
                    rows.put(record.key(), record.value());
                } else if (rows.remove(record.key()) == null) {
                    throw new AssertionError("a tombstone for " + record.key() + ", which was not there");
                }
            }
            return records;
        }
    }

    public Topics topics() {
        return topics;
    }

    ExtractionRig extraction() {
        return extraction;
    }

    TopologyTestDriver driver() {
        return driver;
    }

    /** Sends articles through both topologies. */
    public CountingRig send(Article.Builder... articles) {
        for (Article.Builder article : articles) {
            send(article.build());
        }
        return this;
    }

    public CountingRig send(Article article) {
        extraction.send(article);
        pass();
        return this;
    }

    public CountingRig advance(Duration duration) {
        extraction.advance(duration);
        driver.advanceWallClockTime(duration);
        pass();
        return this;
    }

    private void pass() {
        extraction.newEntities().forEach(record -> pipe(entities, topics.entities(), record));
        extraction.newClaims().forEach(record -> pipe(claims, topics.claims(), record));
        extraction.settle();
    }

    /** From now on, what extraction and aliases say is kept back until {@link #release}. */
    CountingRig hold() {
        held = new TreeMap<>();
        return this;
    }

    /** Lets it through in any order, but for records of one key on one topic. */
    CountingRig release(Random random) {
        List<Queue<Runnable>> queues =
                new ArrayList<>(Objects.requireNonNull(held).values());
        held = null;
        while (!queues.isEmpty()) {
            Queue<Runnable> next = queues.get(random.nextInt(queues.size()));
            next.remove().run();
            if (next.isEmpty()) {
                queues.remove(next);
            }
        }
        return this;
    }

    private void pipe(TestInputTopic<String, byte[]> input, String topic, TestRecord<String, byte[]> record) {
        if (held == null) {
            input.pipeInput(record);
        } else {
            held.computeIfAbsent(topic + " " + record.key(), key -> new ArrayDeque<>())
                    .add(() -> input.pipeInput(record));
        }
    }

    private <V> void pipe(TestInputTopic<String, byte[]> input, Topic<V> topic, TestRecord<String, V> record) {
        byte[] value = record.value() == null ? null : bytes(topic, record.value());
        pipe(input, topic.name(), new TestRecord<>(record.key(), value, record.headers(), record.getRecordTime()));
    }

    /** From now on this name stands for this actor, or, where it is null, for itself again. */
    public CountingRig alias(String name, @Nullable String actorId) {
        raw(
                topics.aliases(),
                name,
                actorId == null
                        ? null
                        : bytes(
                                topics.aliases(),
                                Alias.newBuilder()
                                        .setName(name)
                                        .setActorId(actorId)
                                        .build()));
        return this;
    }

    /** An entity of a story, without its story. */
    void entity(String storyId, String entityId, int mentions, int reports) {
        EntityMentions entity = EntityMentions.newBuilder()
                .setStoryId(storyId)
                .setEntityId(entityId)
                .setName(entityId)
                .setType(ActorType.PERSON)
                .setMentions(mentions)
                .setReports(reports)
                .setExtractor("none")
                .setOutlet("calder")
                .setHour("2026-11-23T12Z")
                .setTime(Wire.NOON)
                .build();
        raw(topics.entities(), storyId + "|" + entityId, bytes(topics.entities(), entity));
    }

    <V> byte[] bytes(Topic<V> topic, V value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    /** Sends bytes to an input of the counting topology. */
    void raw(Topic<?> topic, @Nullable String key, byte @Nullable [] value) {
        TestInputTopic<String, byte[]> input =
                topic == topics.aliases() ? aliases : topic == topics.claims() ? claims : entities;
        pipe(input, topic.name(), new TestRecord<>(key, value, new RecordHeaders(), extraction.now()));
    }

    TreeMap<String, Statement> statements() {
        statements.read();
        return statements.rows;
    }

    TreeMap<String, ActorCounts> actors() {
        actors.read();
        return actors.rows;
    }

    TreeMap<String, ActorCounts> hours() {
        hours.read();
        return hours.rows;
    }

    TreeMap<String, ActorCounts> outlets() {
        outlets.read();
        return outlets.rows;
    }

    TreeMap<String, MentionCounts> mentions() {
        mentions.read();
        return mentions.rows;
    }

    TreeMap<String, MentionCounts> mentionHours() {
        mentionHours.read();
        return mentionHours.rows;
    }

    List<TestRecord<byte[], byte[]>> newDeadLetters() {
        return deadLetters.readRecordsToList();
    }

    List<TestRecord<String, byte[]>> newRerouted() {
        return rerouted.readRecordsToList();
    }

    List<TestRecord<String, ActorCounts>> newActors() {
        return actors.read();
    }

    List<TestRecord<String, Statement>> newStatements() {
        return statements.read();
    }

    /** Everything that the outputs say now, in the words of their records. */
    Counts counts() {
        tables.forEach(Table::read);
        return new Counts(statements.rows, actors.rows, hours.rows, outlets.rows, mentions.rows, mentionHours.rows);
    }

    @Override
    public void close() {
        extraction.close();
        driver.close();
    }
}

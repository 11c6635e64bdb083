package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The extraction topology on the test driver, whose clock starts an hour after noon. */
public final class ExtractionRig implements AutoCloseable {
    public static final Instant START = Wire.minutes(60);

    private final Topics topics;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> articles;
    private final TestOutputTopic<String, StoryState> stories;
    private final TestOutputTopic<String, EntityMentions> entities;
    private final TestOutputTopic<String, Claim> claims;
    private final TestOutputTopic<byte[], byte[]> deadLetters;
    private final TestOutputTopic<String, byte[]> rerouted;
    private final Map<String, StoryState> storyTable = new LinkedHashMap<>();
    private final Map<String, EntityMentions> entityTable = new LinkedHashMap<>();
    private final Map<String, Claim> claimTable = new LinkedHashMap<>();
    private Instant now = START;

    public ExtractionRig(StoryExtractor extractor) {
        this(extractor, 1);
    }

    public ExtractionRig(StoryExtractor extractor, int partitions) {
        topics = Topics.of(Topics.DEFAULT_PREFIX, partitions, BundledSchemaCatalog.load());
        StreamsSettings settings =
                StreamsSettings.of("unused:9092", Path.of("target/none")).inMemory();
        driver = new TopologyTestDriver(
                ExtractionTopology.build(topics, extractor, settings), settings.extraction(), START);
        articles =
                driver.createInputTopic(topics.articles().name(), new ByteArraySerializer(), new ByteArraySerializer());
        stories = output(topics.stories());
        entities = output(topics.entities());
        claims = output(topics.claims());
        deadLetters = driver.createOutputTopic(
                topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        rerouted = driver.createOutputTopic(
                topics.articles().name(), new StringDeserializer(), new ByteArrayDeserializer());
    }

    private <V> TestOutputTopic<String, V> output(Topic<V> topic) {
        return driver.createOutputTopic(
                topic.name(), new StringDeserializer(), topic.valueSerde().deserializer());
    }

    public Topics topics() {
        return topics;
    }

    public Instant now() {
        return now;
    }

    public TopologyTestDriver driver() {
        return driver;
    }

    /** Sends articles, each accepted now. */
    public ExtractionRig send(Article.Builder... builders) {
        for (Article.Builder builder : builders) {
            send(builder.build());
        }
        return this;
    }

    public ExtractionRig send(Article article) {
        raw(article.getStoryId().getBytes(StandardCharsets.UTF_8), bytes(article));
        return this;
    }

    public byte[] bytes(Article article) {
        return topics.articles()
                .valueSerde()
                .serializer()
                .serialize(topics.articles().name(), article);
    }

    public void raw(byte[] key, byte[] value) {
        articles.pipeInput(new TestRecord<>(key, value, new RecordHeaders(), now));
    }

    public void advance(Duration duration) {
        now = now.plus(duration);
        driver.advanceWallClockTime(duration);
    }

    public List<TestRecord<String, StoryState>> newStories() {
        List<TestRecord<String, StoryState>> records = stories.readRecordsToList();
        records.forEach(record -> apply(storyTable, record));
        return records;
    }

    public List<TestRecord<String, EntityMentions>> newEntities() {
        List<TestRecord<String, EntityMentions>> records = entities.readRecordsToList();
        records.forEach(record -> apply(entityTable, record));
        return records;
    }

    public List<TestRecord<String, Claim>> newClaims() {
        List<TestRecord<String, Claim>> records = claims.readRecordsToList();
        records.forEach(record -> apply(claimTable, record));
        return records;
    }

    public List<TestRecord<byte[], byte[]>> newDeadLetters() {
        return deadLetters.readRecordsToList();
    }

    public List<TestRecord<String, byte[]>> newRerouted() {
        return rerouted.readRecordsToList();
    }

    /** Forgets what has come out so far, though not what it amounts to. */
    public ExtractionRig settle() {
        newStories();
        newEntities();
        newClaims();
        newDeadLetters();
        newRerouted();
        return this;
    }

    public StoryState story(String id) {
        settle();
        return storyTable.get("calder:" + id);
    }

    /** All claims that are true now. */
    public List<Claim> claims() {
        settle();
        return new ArrayList<>(claimTable.values());
    }

    public Map<String, Claim> claimTable() {
        settle();
        return claimTable;
    }

    public Map<String, EntityMentions> entityTable() {
        settle();
        return entityTable;
    }

    public Map<String, StoryState> storyTable() {
        settle();
        return storyTable;
    }

    private static <V> void apply(Map<String, V> table, TestRecord<String, V> record) {
        if (record.value() == null) {
            if (table.remove(record.key()) == null) {
                throw new AssertionError("a tombstone for " + record.key() + ", which was not there");
            }
        } else {
            table.put(record.key(), record.value());
        }
    }

    @Override
    public void close() {
        driver.close();
    }
}

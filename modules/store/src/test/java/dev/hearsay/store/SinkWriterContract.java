package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.cause;
import static dev.hearsay.store.Samples.claim;
import static dev.hearsay.store.Samples.counts;
import static dev.hearsay.store.Samples.produced;
import static dev.hearsay.store.Samples.story;
import static dev.hearsay.store.Samples.tombstone;
import static dev.hearsay.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sink's transactions promise, on whichever database a subclass opens. */
abstract class SinkWriterContract {
    private static final Uuid TOPIC_ID = Uuid.randomUuid();

    private Database database;
    private Samples.Log log;
    private SinkWriter writer;
    private final List<DeadLetter> refused = new ArrayList<>();

    /** An empty database. */
    abstract Database open() throws Exception;

    /** Makes the database refuse rows of a table whose column holds this text. */
    abstract void refuse(Connection connection, String table, String column, String text) throws SQLException;

    @BeforeEach
    void start() throws Exception {
        database = open();
        log = new Samples.Log();
        writer = writer(Clock.systemUTC());
        writer.takeOver(logs(TOPIC_ID, 0, Long.MAX_VALUE));
    }

    @AfterEach
    void stop() {
        writer.close();
        database.close();
    }

    @Test
    void aRowHasTheLastValueOfItsKey() throws SQLException {
        commit(
                produced(TOPICS.actorCounts(), counts("mira vale", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("mira vale", 2, 3).build()),
                produced(TOPICS.actorCounts(), counts("tom reed", 1, 1).build()));
        commit(produced(TOPICS.actorCounts(), counts("tom reed", 5, 6).build()));

        assertThat(texts("SELECT actor_id || ' ' || statements || ' ' || reports FROM actor_counts ORDER BY 1"))
                .containsExactly("mira vale 2 3", "tom reed 5 6");
    }

    @Test
    void aTombstoneRemovesTheRow() throws SQLException {
        commit(
                produced(TOPICS.actorCounts(), counts("mira vale", 1, 1).build()),
                produced(TOPICS.statements(), Samples.statement("mira vale", "hello", "Harbor Post", "2026-11-23T12Z")),
                produced(TOPICS.entities(), Samples.entity("a", "mira vale")),
                produced(TOPICS.mentionCounts(), Samples.mentions("orlin", 3, 1).build()),
                produced(TOPICS.claims(), claim("c1", "a", "mira vale", "hello").build()));
        commit(
                tombstone(TOPICS.actorCounts(), "mira vale"),
                tombstone(TOPICS.statements(), Keys.statement("mira vale", "f-" + "hello".hashCode())),
                tombstone(TOPICS.entities(), Keys.entityInStory(story("a"), "mira vale")),
                tombstone(TOPICS.mentionCounts(), "orlin"),
                tombstone(TOPICS.claims(), "c1"));

        for (String table : List.of(
                "actor_counts",
                "statements",
                "statement_cells",
                "entities",
                "mention_counts",
                "claims",
                "claim_about")) {
            assertThat(texts("SELECT count(*) FROM " + table)).as(table).containsExactly("0");
        }
    }

    @Test
    void aDayIsTheSumOfItsHoursAndAMonthOfItsDays() throws SQLException {
        commit(
                hour("2026-11-22T23Z", 4),
                hour("2026-11-23T00Z", 1),
                hour("2026-11-23T23Z", 2),
                hour("2026-12-01T00Z", 5));
        assertThat(days()).containsExactly("2026-11-22 4", "2026-11-23 3", "2026-12-01 5");
        assertThat(months()).containsExactly("2026-11 7", "2026-12 5");

        commit(
                hour("2026-11-23T23Z", 7),
                tombstone(TOPICS.actorCountsHourly(), Keys.actorHour("mira", "2026-11-22T23Z")),
                tombstone(TOPICS.actorCountsHourly(), Keys.actorHour("mira", "2026-12-01T00Z")));
        assertThat(days()).containsExactly("2026-11-23 8");
        assertThat(months()).containsExactly("2026-11 8");
    }

    @Test
    void everyRecordOfAClaimIsAppendedWithWhatItReplaced() throws SQLException {
        commit(
                with(
                        produced(
                                TOPICS.claims(), claim("c1", "a", "mira", "one").build()),
                        cause("a", StoryStatus.USABLE, Cause.NEW)),
                with(
                        produced(TOPICS.claims(), claim("c1", "a", "tom", "one").build()),
                        cause("a", StoryStatus.USABLE, Cause.REVISED)));
        commit(
                with(
                        produced(
                                TOPICS.claims(),
                                claim("c1", "a", "tom", "one").setVersion("3").build()),
                        cause("a", StoryStatus.USABLE, Cause.REVISED)),
                with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.KILLED, Cause.KILLED)));

        assertThat(texts("SELECT cause || ' ' || coalesce(old_actor, '-') || ' ' || coalesce(old_type, '-') || ' '"
                        + " || coalesce(new_actor, '-') || CASE WHEN retraction THEN ' retraction' ELSE '' END"
                        + " FROM claim_changes ORDER BY id"))
                .containsExactly(
                        "NEW - - mira",
                        "REVISED mira DIRECT tom retraction",
                        "REVISED tom DIRECT tom",
                        "KILLED tom DIRECT - retraction");
    }

    @Test
    void theHeadersTellTheOldActorWhereTheTableCannot() throws SQLException {
        commit(with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.USABLE, Cause.REVISED, "mira", null)));

        assertThat(texts(
                        "SELECT old_actor || ' ' || old_outlet || ' ' || old_hour FROM claim_changes WHERE retraction"))
                .containsExactly("mira Harbor Post 2026-11-23T12Z");
    }

    @Test
    void aTombstoneOfAnUnknownClaimRetractsNothing() throws SQLException {
        commit(with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.KILLED, Cause.KILLED)));

        assertThat(texts("SELECT claim_id FROM claim_changes WHERE NOT retraction"))
                .containsExactly("c1");
    }

    @Test
    void aKillBlanksTheWordsOfTheStoryAlsoInOlderChanges() throws SQLException {
        commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.stories(), story("b", StoryStatus.USABLE, Cause.NEW)),
                produced(
                        TOPICS.claims(), claim("c1", "a", "mira", "first words").build()),
                produced(
                        TOPICS.claims(), claim("c2", "b", "mira", "other words").build()));
        commit(with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.USABLE, Cause.REVISED)));
        commit(produced(TOPICS.stories(), story("a", StoryStatus.KILLED, Cause.KILLED)));

        assertThat(texts("SELECT content_text FROM claim_changes WHERE content_text IS NOT NULL"))
                .containsExactly("other words");
        assertThat(texts("SELECT coalesce(headline, '-') FROM stories WHERE story_id = 'wire:a'"))
                .containsExactly("-");
    }

    @Test
    void theWordsOfAKilledStoryAreNotTakenInAnyMore() throws SQLException {
        commit(produced(TOPICS.stories(), story("a", StoryStatus.KILLED, Cause.KILLED)));
        commit(with(
                produced(TOPICS.claims(), claim("c1", "a", "mira", "late words").build()),
                cause("a", StoryStatus.USABLE, Cause.NEW)));

        assertThat(texts("SELECT content_text FROM claim_changes WHERE content_text IS NOT NULL"))
                .isEmpty();
    }

    @Test
    void aStoryThatIsUsableAgainHasItsPresentWordsBack() throws SQLException {
        commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.claims(), claim("c1", "a", "mira", "held words").build()));
        commit(
                produced(TOPICS.stories(), story("a", StoryStatus.WITHHELD, Cause.WITHHELD)),
                with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.WITHHELD, Cause.WITHHELD)),
                produced(TOPICS.claims(), claim("c1", "a", "mira", "new words").build()));
        assertThat(texts("SELECT content_text FROM claim_changes WHERE content_text IS NOT NULL"))
                .isEmpty();

        commit(produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.REVISED)));
        assertThat(texts("SELECT content_text FROM claim_changes WHERE content_text IS NOT NULL"))
                .containsExactly("new words");
    }

    @Test
    void aKillThatIsTakenBackInTheSameBatchStillBlanksTheOldWords() throws SQLException {
        commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.claims(), claim("c1", "a", "mira", "old words").build()));
        commit(
                produced(TOPICS.stories(), story("a", StoryStatus.KILLED, Cause.KILLED)),
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.REVISED)),
                tombstone(TOPICS.claims(), "c1"),
                produced(TOPICS.claims(), claim("c2", "a", "mira", "new words").build()));

        assertThat(texts("SELECT content_text FROM claim_changes WHERE content_text IS NOT NULL"))
                .containsExactly("new words");
    }

    @Test
    void aPausedWriterIsFencedOnceAnotherTookOver() throws SQLException {
        commit(produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()));
        Samples.Log branch = log;
        List<ConsumerRecord<byte[], byte[]>> late = List.of(branch.append(
                produced(TOPICS.actorCounts(), counts("mira", 9, 9).build())));

        try (SinkWriter other = writer(Clock.systemUTC())) {
            SinkWriter.TakeOver taken = other.takeOver(logs(TOPIC_ID, 0, Long.MAX_VALUE));
            assertThat(taken.positions()).containsEntry(new TopicPartition("t.actor-counts", 0), 1L);
            assertThat(taken.rebuilt()).isEmpty();

            // the paused writer wakes up before and after the new one has written
            assertThatThrownBy(() -> commit(writer, late)).isInstanceOf(FencedException.class);
            commit(other, late);
            assertThatThrownBy(() -> commit(writer, late))
                    .isInstanceOf(FencedException.class)
                    .hasMessageContaining("another sink took over partition t.actor-counts-0");
        }
        assertThat(texts("SELECT statements FROM actor_counts")).containsExactly("9");
        assertThat(texts("SELECT next_offset FROM sink_offsets WHERE topic = 't.actor-counts' AND topic_partition = 0"))
                .containsExactly("2");
    }

    @Test
    void aBatchWhoseCommitWasNotAnsweredIsNotWrittenTwice() throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = List.of(log.append(
                produced(TOPICS.claims(), claim("c1", "a", "mira", "one").build())));
        try (SinkWriter twin = writer(Clock.systemUTC())) {
            writer.takeOver(logs(TOPIC_ID, 0, Long.MAX_VALUE));
            twinOf(twin);
            commit(writer, batch);
            execute("UPDATE claim_changes SET cause = 'untouched'");
            commit(twin, batch);
        }
        assertThat(texts("SELECT cause FROM claim_changes")).containsExactly("untouched");
    }

    /** Brings a writer to where the other stood before its commit: same epochs, same offsets. */
    private void twinOf(SinkWriter twin) throws SQLException {
        execute("UPDATE sink_offsets SET epoch = epoch - 1");
        twin.takeOver(logs(TOPIC_ID, 0, Long.MAX_VALUE));
    }

    @Test
    void aTopicThatWasCreatedAgainIsReadAnew() throws SQLException {
        commit(
                produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()),
                produced(TOPICS.claims(), claim("c1", "a", "mira", "one").build()));
        Uuid other = Uuid.randomUuid();
        Map<TopicPartition, SinkWriter.LogState> logs = logs(TOPIC_ID, 0, Long.MAX_VALUE);
        logs.replaceAll((partition, state) ->
                partition.topic().equals("t.claims") ? new SinkWriter.LogState(other, 2, 0, 10) : state);

        try (SinkWriter next = writer(Clock.systemUTC())) {
            SinkWriter.TakeOver taken = next.takeOver(logs);
            assertThat(taken.rebuilt()).containsExactly("t.claims");
            assertThat(taken.positions())
                    .containsEntry(new TopicPartition("t.claims", 0), 0L)
                    .containsEntry(new TopicPartition("t.actor-counts", 0), 1L);
        }
        assertThat(texts("SELECT count(*) FROM claims")).containsExactly("0");
        assertThat(texts("SELECT count(*) FROM claim_changes")).containsExactly("0");
        assertThat(texts("SELECT count(*) FROM actor_counts")).containsExactly("1");
    }

    @Test
    void aLogThatEndsBeforeOurOffsetOrBeginsAfterItIsReadAnew() throws SQLException {
        commit(
                produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("tom", 1, 1).build()));
        try (SinkWriter next = writer(Clock.systemUTC())) {
            assertThat(next.takeOver(logs(TOPIC_ID, 0, 1)).rebuilt()).containsExactly("t.actor-counts");
            commitTo(next, "t.actor-counts", 1);
            SinkWriter.TakeOver taken = next.takeOver(logs(TOPIC_ID, 5, 9));
            assertThat(taken.rebuilt()).contains("t.actor-counts");
            assertThat(taken.positions()).containsEntry(new TopicPartition("t.actor-counts", 0), 5L);
        }
    }

    @Test
    void aTopicThatWasLeftAloneForLongerThanTombstonesLiveIsReadAnew() throws SQLException {
        commit(produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()));
        Clock later = Clock.fixed(Instant.now().plus(Duration.ofDays(31)), ZoneOffset.UTC);
        try (SinkWriter next = writer(later)) {
            assertThat(next.takeOver(logs(TOPIC_ID, 0, Long.MAX_VALUE)).rebuilt())
                    .contains("t.actor-counts");
        }
        assertThat(texts("SELECT count(*) FROM actor_counts")).containsExactly("0");
    }

    @Test
    void aRebuildFencesTheHoldersOfTheOtherPartitions() throws SQLException {
        TopicPartition first = new TopicPartition("t.actor-counts", 0);
        TopicPartition second = new TopicPartition("t.actor-counts", 1);
        try (SinkWriter a = writer(Clock.systemUTC());
                SinkWriter b = writer(Clock.systemUTC())) {
            a.takeOver(Map.of(first, new SinkWriter.LogState(TOPIC_ID, 2, 0, 9)));
            b.takeOver(Map.of(second, new SinkWriter.LogState(TOPIC_ID, 2, 0, 9)));
            Uuid anew = Uuid.randomUuid();
            a.takeOver(Map.of(first, new SinkWriter.LogState(anew, 2, 0, 9)));

            ConsumerRecord<byte[], byte[]> late = log.append(
                    produced(TOPICS.actorCounts(), counts("tom", 1, 1).build()), 1);
            assertThatThrownBy(() -> commit(b, List.of(late))).isInstanceOf(FencedException.class);
            assertThat(b.takeOver(Map.of(second, new SinkWriter.LogState(anew, 2, 0, 9)))
                            .rebuilt())
                    .isEmpty();
        }
    }

    @Test
    void aRowThatTheDatabaseRefusesIsGivenUpAndTheBatchGoesOn() throws SQLException {
        commit(produced(TOPICS.actorCounts(), counts("poison", 1, 1).build()));
        try (Connection connection = database.openWriter()) {
            refuse(connection, "actor_counts", "actor_id", "poison");
            connection.commit();
        }
        commit(
                produced(TOPICS.claims(), claim("c1", "a", "mira", "one").build()),
                produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("poison", 2, 2).build()),
                produced(TOPICS.actorCounts(), counts("tom", 1, 1).build()));

        assertThat(refused).singleElement().satisfies(letter -> {
            assertThat(letter.source().offset()).isEqualTo(2);
            assertThat(letter.cause()).startsWith("the database refuses the row: ");
        });
        assertThat(texts("SELECT actor_id FROM actor_counts ORDER BY 1"))
                .as("the old value of the refused row is not true any more")
                .containsExactly("mira", "tom");
        assertThat(texts("SELECT count(*) FROM claim_changes")).containsExactly("1");
    }

    @Test
    void textSearchFindsClaimsAsLongAsTheyLive() throws SQLException {
        commit(
                produced(
                        TOPICS.claims(),
                        claim("c1", "a", "mira", "The harbor \"opens\" on Monday")
                                .build()),
                produced(
                        TOPICS.claims(),
                        claim("c2", "a", "mira", "The bridge stays closed").build()));
        assertThat(search("harbor monday")).containsExactly("c1");
        assertThat(search("\"opens\" OR")).isEmpty();

        commit(
                produced(
                        TOPICS.claims(),
                        claim("c1", "a", "mira", "The tunnel opens on Monday").build()),
                tombstone(TOPICS.claims(), "c2"));
        assertThat(search("harbor")).isEmpty();
        assertThat(search("bridge")).isEmpty();
        assertThat(search("tunnel")).containsExactly("c1");
    }

    private List<String> search(String words) {
        Dialect dialect = database.dialect();
        return database.read(connection -> {
            try (var statement = connection.prepareStatement(
                    "SELECT c.claim_id FROM claims c WHERE " + dialect.textSearch() + " ORDER BY 1")) {
                statement.setString(1, dialect.searchTerms(words));
                return column(statement.executeQuery());
            }
        });
    }

    private ProducerRecord<byte[], byte[]> hour(String hour, long statements) {
        return produced(
                TOPICS.actorCountsHourly(),
                counts("mira", statements, statements).setHour(hour).build());
    }

    private List<String> days() {
        return texts("SELECT day || ' ' || statements FROM actor_counts_daily ORDER BY 1");
    }

    private List<String> months() {
        return texts("SELECT month || ' ' || statements FROM actor_counts_monthly ORDER BY 1");
    }

    private SinkWriter writer(Clock clock) {
        Map<String, Output> outputs = new HashMap<>();
        for (Output output : Output.values()) {
            outputs.put(output.topic(TOPICS).name(), output);
        }
        return new SinkWriter(database, outputs, Duration.ofDays(30), clock);
    }

    private static Map<TopicPartition, SinkWriter.LogState> logs(Uuid id, long start, long end) {
        Map<TopicPartition, SinkWriter.LogState> logs = new HashMap<>();
        for (Output output : Output.values()) {
            logs.put(new TopicPartition(output.topic(TOPICS).name(), 0), new SinkWriter.LogState(id, 2, start, end));
        }
        return logs;
    }

    @SafeVarargs
    private void commit(ProducerRecord<byte[], byte[]>... records) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            batch.add(log.append(record));
        }
        commit(writer, batch);
    }

    private void commit(SinkWriter to, List<ConsumerRecord<byte[], byte[]>> batch) throws SQLException {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record : batch) {
            next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
        }
        Decoder.Decoded decoded = new Decoder(TOPICS).decode(batch);
        assertThat(decoded.malformed()).isEmpty();
        to.commit(decoded.changes(), next, refused::addAll);
    }

    private static void commitTo(SinkWriter to, String topic, long next) throws SQLException {
        to.commit(List.of(), Map.of(new TopicPartition(topic, 0), next), letters -> {});
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.openWriter();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
            connection.commit();
        }
    }

    private List<String> texts(String sql) {
        return database.read(connection -> {
            try (Statement statement = connection.createStatement()) {
                return column(statement.executeQuery(sql));
            }
        });
    }

    private static List<String> column(ResultSet rows) throws SQLException {
        List<String> found = new ArrayList<>();
        while (rows.next()) {
            found.add(rows.getString(1));
        }
        return found;
    }
}

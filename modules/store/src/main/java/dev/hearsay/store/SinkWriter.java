package dev.hearsay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sink's side of the database: takes partitions over, and commits batches together with their offsets in one
 * transaction that holds only while this writer's epoch is the partition's last one. Not thread-safe.
 */
final class SinkWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SinkWriter.class);

    /** The log's start, whatever its offset. */
    private static final long START = -1;

    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private final Database database;
    private final Map<String, Output> outputs;
    private final Duration tombstoneRetention;
    private final Clock clock;
    private final Map<TopicPartition, Held> held = new TreeMap<>(ORDER);
    private @Nullable Connection connection;
    private boolean scrubDue;

    /** What the log of a partition is now. */
    record LogState(Uuid topicId, int partitions, long start, long end) {}

    /** What this writer holds of a partition. */
    private record Held(Uuid topicId, long epoch, long nextOffset) {}

    private record Stored(Uuid topicId, long epoch, long nextOffset, long touched) {}

    /**
     * @param outputs by topic name
     * @param tombstoneRetention a partition untouched for longer is read anew: its tombstones may be gone
     */
    SinkWriter(Database database, Map<String, Output> outputs, Duration tombstoneRetention, Clock clock) {
        this.database = database;
        this.outputs = Map.copyOf(outputs);
        this.tombstoneRetention = tombstoneRetention;
        this.clock = clock;
    }

    /** What taking over came to: where to read on, and the topics whose tables were emptied. */
    record TakeOver(Map<TopicPartition, Long> positions, Set<String> rebuilt) {}

    /**
     * Raises the epoch of these partitions. A topic whose log is not the one that the database knows is rebuilt: its
     * tables are emptied and every partition of it, whoever reads it, starts anew.
     */
    TakeOver takeOver(Map<TopicPartition, LogState> logs) throws SQLException {
        Map<TopicPartition, Held> taken = new HashMap<>();
        Set<String> rebuilt = new HashSet<>();
        inTransaction(c -> {
            Map<TopicPartition, Stored> stored = new TreeMap<>(ORDER);
            for (TopicPartition partition : sorted(logs.keySet())) {
                Stored row = stored(c, partition);
                if (row != null) {
                    stored.put(partition, row);
                    String reason = foreign(row, logs.get(partition));
                    if (reason != null && rebuilt.add(partition.topic())) {
                        LOG.warn("topic {} is read anew: {}", partition.topic(), reason);
                    }
                }
            }
            for (String topic : rebuilt) {
                empty(c, topic, logs);
            }
            for (TopicPartition partition : sorted(logs.keySet())) {
                LogState log = logs.get(partition);
                Stored row = stored.get(partition);
                long epoch = row == null ? 1 : row.epoch() + 1;
                boolean anew = row == null || row.nextOffset() == START || rebuilt.contains(partition.topic());
                Held now = new Held(log.topicId(), epoch, anew ? log.start() : row.nextOffset());
                Table.batch(
                        c,
                        "INSERT INTO sink_offsets (topic, topic_partition, topic_id, epoch, next_offset, touched)"
                                + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (topic, topic_partition) DO UPDATE SET topic_id"
                                + " = excluded.topic_id, epoch = excluded.epoch, next_offset = excluded.next_offset,"
                                + " touched = excluded.touched",
                        List.<Object[]>of(new Object[] {
                            partition.topic(),
                            partition.partition(),
                            now.topicId().toString(),
                            now.epoch(),
                            now.nextOffset(),
                            clock.millis()
                        }));
                taken.put(partition, now);
            }
        });
        held.putAll(taken);
        Map<TopicPartition, Long> positions = new HashMap<>();
        taken.forEach((partition, now) -> positions.put(partition, now.nextOffset()));
        return new TakeOver(positions, rebuilt);
    }

    /** Gives partitions up: their epochs stay, the next holder raises them. */
    void release(Collection<TopicPartition> partitions) {
        partitions.forEach(held::remove);
    }

    /** The partitions that this writer holds. */
    Set<TopicPartition> holds() {
        return Set.copyOf(held.keySet());
    }

    /** The next offset of a partition that this writer holds, as committed. */
    long nextOffset(TopicPartition partition) {
        Held mine = held.get(partition);
        return mine == null ? START : mine.nextOffset();
    }

    /** The topic id under which this writer holds a topic, or null. */
    @Nullable Uuid topicId(String topic) {
        for (Map.Entry<TopicPartition, Held> entry : held.entrySet()) {
            if (entry.getKey().topic().equals(topic)) {
                return entry.getValue().topicId();
            }
        }
        return null;
    }

    /**
     * Commits changes and positions, or nothing.
     *
     * @param next the offset to read next in each partition that moved
     * @param refused takes what the database refuses, before the transaction commits
     * @throws FencedException if another writer holds one of the partitions now
     */
    void commit(List<Change> changes, Map<TopicPartition, Long> next, Consumer<List<DeadLetter>> refused)
            throws SQLException {
        boolean removedText;
        try {
            removedText = commitAsBatch(changes, next);
        } catch (SQLException e) {
            if (!Dialect.refusesData(e)) {
                throw e;
            }
            LOG.warn("the database refuses a row of a batch of {}: {}", changes.size(), Database.reason(e));
            removedText = commitWithoutRefused(changes, next, refused);
        }
        scrubDue |= removedText;
        next.forEach((partition, offset) ->
                held.computeIfPresent(partition, (p, mine) -> new Held(mine.topicId(), mine.epoch(), offset)));
    }

    private boolean commitAsBatch(List<Change> changes, Map<TopicPartition, Long> next) throws SQLException {
        boolean[] removedText = {false};
        inTransaction(c -> {
            if (advance(c, next)) {
                Rows rows = new Rows(c, database.dialect());
                rows.write(changes);
                removedText[0] = rows.finish();
            }
        });
        return removedText[0];
    }

    private boolean commitWithoutRefused(
            List<Change> changes, Map<TopicPartition, Long> next, Consumer<List<DeadLetter>> refused)
            throws SQLException {
        boolean[] removedText = {false};
        inTransaction(c -> {
            if (advance(c, next)) {
                Rows rows = new Rows(c, database.dialect());
                List<DeadLetter> letters = new ArrayList<>();
                writeHalves(c, rows, changes, letters);
                removedText[0] = rows.finish();
                refused.accept(letters);
            }
        });
        return removedText[0];
    }

    /** Writes what the database takes, halving what it refuses until the rows are found. */
    private static void writeHalves(Connection c, Rows rows, List<Change> changes, List<DeadLetter> letters)
            throws SQLException {
        Savepoint before = c.setSavepoint();
        try {
            rows.write(changes);
        } catch (SQLException e) {
            if (!Dialect.refusesData(e)) {
                throw e;
            }
            c.rollback(before);
            if (changes.size() == 1) {
                Change change = changes.get(0);
                letters.add(new DeadLetter(change.source(), "the database refuses the row: " + Database.reason(e), e));
                rows.remove(change);
            } else {
                int half = changes.size() / 2;
                writeHalves(c, rows, changes.subList(0, half), letters);
                writeHalves(c, rows, changes.subList(half, changes.size()), letters);
            }
        }
        c.releaseSavepoint(before);
    }

    /** Moves the offsets on; false if this very batch was committed before, its answer lost. */
    private boolean advance(Connection c, Map<TopicPartition, Long> next) throws SQLException {
        int done = 0;
        for (TopicPartition partition : sorted(next.keySet())) {
            Held mine = held.get(partition);
            if (mine == null) {
                throw new FencedException("partition " + partition + " was given up before its records were written");
            }
            long offset = next.get(partition);
            String sql = "UPDATE sink_offsets SET next_offset = ?, touched = ? WHERE topic = ? AND topic_partition = ?"
                    + " AND topic_id = ? AND epoch = ? AND next_offset = ?";
            try (PreparedStatement update = c.prepareStatement(sql)) {
                update.setLong(1, offset);
                update.setLong(2, clock.millis());
                update.setString(3, partition.topic());
                update.setInt(4, partition.partition());
                update.setString(5, mine.topicId().toString());
                update.setLong(6, mine.epoch());
                update.setLong(7, mine.nextOffset());
                if (update.executeUpdate() == 1) {
                    continue;
                }
            }
            Stored row = stored(c, partition);
            boolean still =
                    row != null && row.epoch() == mine.epoch() && row.topicId().equals(mine.topicId());
            if (still && row.nextOffset() == offset) {
                done++;
            } else {
                throw new FencedException("another sink took over partition " + partition + " (epoch "
                        + (row == null ? "none" : Long.toString(row.epoch())) + ", this one has " + mine.epoch()
                        + "): nothing of this batch was written, this sink stops");
            }
        }
        if (done > 0 && done < next.size()) {
            throw new FencedException("the offsets of a batch are written in part: another program changed them");
        }
        return done == 0;
    }

    /** Whether removed text may still stand in the database's files. */
    boolean scrubDue() {
        return scrubDue;
    }

    /** Empties SQLite's log of changes, where pages with removed text may remain; does nothing while readers hold it. */
    void scrub() throws SQLException {
        if (database.dialect() == Dialect.SQLITE) {
            scrubDue = !Scrub.checkpoint(open());
        } else {
            scrubDue = false;
        }
    }

    private @Nullable String foreign(Stored row, LogState log) {
        if (!row.topicId().equals(log.topicId())) {
            return "it was deleted and created again (topic id " + row.topicId() + " then, " + log.topicId() + " now)";
        }
        if (row.nextOffset() == START) {
            return null;
        }
        if (row.nextOffset() > log.end()) {
            return "its log ends at offset " + log.end() + ", the database has read up to " + row.nextOffset();
        }
        if (row.nextOffset() < log.start()) {
            return "its log begins at offset " + log.start() + ", the database has read only up to " + row.nextOffset();
        }
        if (clock.millis() - row.touched() > tombstoneRetention.toMillis()) {
            return "nobody read it for more than " + tombstoneRetention.toDays()
                    + " days, so that tombstones may be gone";
        }
        return null;
    }

    private void empty(Connection c, String topic, Map<TopicPartition, LogState> logs) throws SQLException {
        scrubDue = true;
        try (Statement statement = c.createStatement()) {
            Output output = outputs.get(topic);
            if (output != null) {
                for (String table : output.tables()) {
                    statement.executeUpdate("DELETE FROM " + table);
                }
                if (output == Output.CLAIMS) {
                    Subscriptions.startAnew(statement);
                }
            }
        }
        for (Map.Entry<TopicPartition, LogState> entry : logs.entrySet()) {
            if (entry.getKey().topic().equals(topic)) {
                LogState log = entry.getValue();
                Table.batch(
                        c,
                        "UPDATE sink_offsets SET topic_id = ?, epoch = epoch + 1, next_offset = -1 WHERE topic = ?",
                        List.<Object[]>of(new Object[] {log.topicId().toString(), topic}));
                Table.batch(
                        c,
                        "DELETE FROM sink_offsets WHERE topic = ? AND topic_partition >= ?",
                        List.<Object[]>of(new Object[] {topic, log.partitions()}));
                return;
            }
        }
    }

    private static @Nullable Stored stored(Connection c, TopicPartition partition) throws SQLException {
        String sql =
                "SELECT topic_id, epoch, next_offset, touched FROM sink_offsets WHERE topic = ? AND topic_partition = ?";
        try (PreparedStatement select = c.prepareStatement(sql)) {
            select.setString(1, partition.topic());
            select.setInt(2, partition.partition());
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? new Stored(Uuid.fromString(row.getString(1)), row.getLong(2), row.getLong(3), row.getLong(4))
                        : null;
            }
        }
    }

    private static List<TopicPartition> sorted(Collection<TopicPartition> partitions) {
        return partitions.stream().sorted(ORDER).toList();
    }

    private interface Work {
        void run(Connection connection) throws SQLException;
    }

    private void inTransaction(Work work) throws SQLException {
        Connection c = open();
        boolean committed = false;
        try {
            database.dialect().lockForWriting(c);
            work.run(c);
            c.commit();
            committed = true;
        } finally {
            if (!committed) {
                rollback(c);
            }
        }
    }

    private void rollback(Connection c) {
        try {
            c.rollback();
        } catch (SQLException e) {
            LOG.debug("the connection broke before its transaction could be rolled back", e);
            close();
        }
    }

    private Connection open() throws SQLException {
        Connection current = connection;
        if (current != null && !current.isClosed()) {
            return current;
        }
        Connection opened = database.openWriter();
        connection = opened;
        return opened;
    }

    @Override
    public void close() {
        Connection current = connection;
        connection = null;
        if (current != null) {
            try {
                current.close();
            } catch (SQLException e) {
                LOG.debug("a connection did not close", e);
            }
        }
    }
}

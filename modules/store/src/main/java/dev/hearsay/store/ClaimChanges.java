package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.StoryStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log of everything that happened to claims: what followers read, and why a number moved. Ids grow in the order of
 * commits, so that a follower who has seen one has seen all below it. A rebuild empties the log and goes on with higher
 * ids. All methods throw {@link DatabaseException} when the database does not answer. Thread-safe.
 */
public final class ClaimChanges {
    private static final String SELECT =
            "SELECT h.*, CASE WHEN h.new_present THEN NULL ELSE (SELECT p.content_text FROM claim_changes p WHERE"
                    + " p.claim_id = h.claim_id AND p.id < h.id ORDER BY p.id DESC LIMIT 1) END AS removed,"
                    + name("old") + name("new")
                    + " (SELECT s.headline FROM stories s WHERE s.story_id = h.story_id AND s.status = 'USABLE') AS headline,"
                    + " c.change_partition AS live_partition, c.change_offset AS live_offset"
                    + " FROM claim_changes h LEFT JOIN claims c ON c.claim_id = h.claim_id";

    /** The actor's name on one side, also of one who is only mentioned by now. */
    private static String name(String side) {
        return " coalesce((SELECT a.name FROM actor_counts a WHERE a.actor_id = h." + side + "_actor), (SELECT m.name"
                + " FROM mention_counts m WHERE m.entity_id = h." + side + "_actor)) AS " + side + "_name,";
    }

    private final Database database;
    private final Dialect dialect;

    /** The log of this database. */
    public ClaimChanges(Database database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    /** The id of the latest change, or 0: whoever follows from here sees what comes. */
    public long latest() {
        return database.read(
                c -> Sql.of("SELECT coalesce(max(id), 0) FROM claim_changes").number(c));
    }

    /**
     * Changes that follow an id, oldest first.
     *
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public List<ClaimChange> after(long id, int limit) {
        Queries.bounded(limit);
        return list(Sql.of(SELECT + " WHERE h.id > ? ORDER BY h.id LIMIT ?", id, limit));
    }

    /** The changes of these records as they may be read now, oldest first; those that are not in the log are left out. */
    public List<ClaimChange> ofRecords(Collection<ClaimChange.Source> records) {
        Map<Integer, List<Object>> offsets = new TreeMap<>();
        for (ClaimChange.Source record : records) {
            offsets.computeIfAbsent(record.partition(), p -> new ArrayList<>()).add(record.offset());
        }
        if (offsets.isEmpty()) {
            return List.of();
        }
        // one part for each partition, so that each reads the index of records
        Sql ids = Sql.of("");
        offsets.forEach((partition, some) -> ids.add(ids.isEmpty() ? "" : "UNION ALL")
                .add("SELECT id FROM claim_changes WHERE topic_partition = ?", partition)
                .add(
                        "AND topic_offset IN (" + String.join(", ", Collections.nCopies(some.size(), "?")) + ")",
                        some.toArray()));
        return list(Sql.of(SELECT + " WHERE h.id IN (").add(ids).add(") ORDER BY h.id"));
    }

    /** The changes of one claim, oldest first, at most {@value Queries#MAX_PAGE}. */
    public List<ClaimChange> ofClaim(String claimId) {
        return list(Sql.of(SELECT + " WHERE h.claim_id = ? ORDER BY h.id LIMIT ?", claimId, Queries.MAX_PAGE));
    }

    /** The changes of a story's claims, oldest first, at most {@value Queries#MAX_PAGE}. */
    public List<ClaimChange> ofStory(String storyId) {
        return list(Sql.of(SELECT + " WHERE h.story_id = ? ORDER BY h.id LIMIT ?", storyId, Queries.MAX_PAGE));
    }

    /**
     * What moved the counts of an actor, latest first: changes whose old or new value is the actor's, under any of its
     * names.
     *
     * @param before only changes below this id; {@link Long#MAX_VALUE} for the latest
     * @param until only changes of before this time
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public List<ClaimChange> ofActor(String actorId, long before, Optional<Instant> until, int limit) {
        Queries.bounded(limit);
        return database.read(c -> {
            List<String> names = ClaimRows.names(c, actorId);
            Sql ids = Sql.of("SELECT id FROM (SELECT id FROM claim_changes WHERE")
                    .add(ClaimRows.ofNames(c, dialect, "new_actor", names))
                    .add("AND id < ?", before)
                    .add(until("", until))
                    .add("UNION SELECT id FROM claim_changes WHERE")
                    .add(ClaimRows.ofNames(c, dialect, "old_actor", names))
                    .add("AND id < ?", before)
                    .add(until("", until))
                    .add(") x ORDER BY id DESC LIMIT ?", limit);
            return list(c, Sql.of(SELECT + " WHERE h.id IN (").add(ids).add(") ORDER BY h.id DESC"));
        });
    }

    /**
     * What happened last, whoever's claims they are, latest first.
     *
     * @param before only changes below this id; {@link Long#MAX_VALUE} for the latest
     * @param until only changes of before this time
     * @param retractions whether only claims that were taken back are asked for
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public List<ClaimChange> latest(long before, Optional<Instant> until, boolean retractions, int limit) {
        Queries.bounded(limit);
        return database.read(c -> list(
                c,
                select("WHERE h.id < ?" + (retractions ? " AND h.retraction" : ""), before)
                        .add(until("h.", until)),
                limit));
    }

    private static Sql until(String of, Optional<Instant> until) {
        return until.map(time -> Sql.of("AND " + of + "changed < ?", time.toEpochMilli()))
                .orElseGet(() -> Sql.of(""));
    }

    /**
     * The claims that were taken from an actor, under any of its names, latest first.
     *
     * @param before only changes below this id; {@link Long#MAX_VALUE} for the latest
     * @param until only changes of before this time
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public List<ClaimChange> takenFrom(String actorId, long before, Optional<Instant> until, int limit) {
        Queries.bounded(limit);
        return database.read(c -> list(
                c,
                select("WHERE h.retraction AND h.id < ? AND", before)
                        .add(ClaimRows.ofNames(c, dialect, "h.old_actor", ClaimRows.names(c, actorId)))
                        .add(until("h.", until)),
                limit));
    }

    /** The latest offset of each partition that the log has seen. */
    public Map<Integer, Long> offsets() {
        return database.read(ClaimChanges::offsets);
    }

    private static Map<Integer, Long> offsets(Connection c) throws SQLException {
        Map<Integer, Long> offsets = new TreeMap<>();
        // from one partition to the next through the index: a plain GROUP BY would read the whole log
        Sql.of("WITH RECURSIVE p (n) AS (SELECT min(topic_partition) FROM claim_changes UNION ALL SELECT (SELECT"
                        + " min(topic_partition) FROM claim_changes WHERE topic_partition > p.n) FROM p WHERE p.n"
                        + " IS NOT NULL) SELECT n, (SELECT max(topic_offset) FROM claim_changes WHERE"
                        + " topic_partition = n) FROM p WHERE n IS NOT NULL")
                .each(c, row -> offsets.put(row.getInt(1), row.getLong(2)));
        return offsets;
    }

    /**
     * The id up to which somebody who has seen these offsets has seen everything. What comes after it may hold changes
     * that were seen; a rebuild makes old changes come again under new ids.
     *
     * @param seen the last offset seen in each partition; a partition that is absent was not seen at all
     */
    public long seenUpTo(Map<Integer, Long> seen) {
        return database.read(c -> {
            long first =
                    Sql.of("SELECT coalesce(max(id), 0) FROM claim_changes").number(c) + 1;
            for (int partition : offsets(c).keySet()) {
                long next = Sql.of(
                                "SELECT id FROM claim_changes WHERE topic_partition = ? AND topic_offset > ? ORDER BY"
                                        + " topic_offset LIMIT 1",
                                partition,
                                seen.getOrDefault(partition, -1L))
                        .number(c);
                first = next == 0 ? first : Math.min(first, next);
            }
            return first - 1;
        });
    }

    private List<ClaimChange> list(Sql sql) {
        return database.read(c -> list(c, sql));
    }

    /** Changes that a condition selects, h being the change. */
    static Sql select(String condition, Object... values) {
        return Sql.of(SELECT + " " + condition, values);
    }

    List<ClaimChange> list(Connection connection, Sql selected, int limit) throws SQLException {
        return list(connection, Sql.of("").add(selected).add("ORDER BY h.id DESC LIMIT ?", limit));
    }

    private List<ClaimChange> list(Connection connection, Sql sql) throws SQLException {
        Set<Long> live = new HashSet<>();
        Set<String> claimIds = new HashSet<>();
        List<ClaimChange> changes = sql.list(connection, row -> {
            ClaimChange change = change(row);
            long offset = row.getLong("live_offset");
            if (!row.wasNull() && offset == change.offset() && row.getInt("live_partition") == change.partition()) {
                live.add(change.id());
                claimIds.add(change.claimId());
            }
            return change;
        });
        Map<String, ClaimRow> claims = ClaimRows.byId(connection, dialect, claimIds);
        return changes.stream()
                .map(change -> live.contains(change.id())
                        ? with(change, Optional.ofNullable(claims.get(change.claimId())))
                        : change)
                .toList();
    }

    private static ClaimChange with(ClaimChange change, Optional<ClaimRow> claim) {
        return new ClaimChange(
                change.id(),
                change.partition(),
                change.offset(),
                change.changed(),
                change.claimId(),
                change.storyId(),
                change.version(),
                change.status(),
                change.cause(),
                change.retraction(),
                change.before(),
                change.after(),
                change.content(),
                change.removed(),
                change.headline(),
                claim);
    }

    private static ClaimChange change(ResultSet row) throws SQLException {
        return new ClaimChange(
                row.getLong("id"),
                row.getInt("topic_partition"),
                row.getLong("topic_offset"),
                Instant.ofEpochMilli(row.getLong("changed")),
                row.getString("claim_id"),
                Sql.text(row, "story_id"),
                Sql.text(row, "version"),
                Sql.constant(StoryStatus.class, row.getString("status"), StoryStatus.UNKNOWN),
                Sql.constant(Cause.class, row.getString("cause"), Cause.UNKNOWN),
                row.getBoolean("retraction"),
                side(row, "old"),
                side(row, "new"),
                Sql.text(row, "content_text"),
                Sql.text(row, "removed"),
                Sql.text(row, "headline"),
                Optional.empty());
    }

    private static Optional<ClaimChange.Side> side(ResultSet row, String which) throws SQLException {
        if (!row.getBoolean(which + "_present")) {
            return Optional.empty();
        }
        return Optional.of(new ClaimChange.Side(
                Sql.text(row, which + "_actor"),
                Sql.text(row, which + "_name"),
                Sql.text(row, which + "_outlet").orElse(""),
                Sql.text(row, which + "_hour").orElse(""),
                Sql.text(row, which + "_act").map(act -> Sql.constant(Act.class, act, Act.OTHER)),
                Sql.text(row, which + "_type").map(type -> Sql.constant(ClaimType.class, type, ClaimType.UNKNOWN))));
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.util.List;

/**
 * What actors and entities did in a window, and in the time before it. All methods throw {@link DatabaseException} when
 * the database does not answer. Thread-safe.
 */
public final class TrendHistory {
    private static final int MAX_ROWS = 5_000;

    private final Database database;

    /** The history of this database. */
    public TrendHistory(Database database) {
        this.database = database;
    }

    /**
     * Statements of the actors who made any in the window, most first.
     *
     * @param window what is looked at
     * @param before what it is compared with; ends where the window begins
     */
    public List<Surge> statements(Period window, Period before) {
        boolean byDay = window.from().endsWith("T00Z")
                && window.to().endsWith("T00Z")
                && before.from().endsWith("T00Z");
        return byDay
                ? surges("actor_counts_daily", "day", "actor_id", "statements", "actor_counts", window, before)
                : surges("actor_counts_hourly", "hour", "actor_id", "statements", "actor_counts", window, before);
    }

    /** Mentions of the entities that were named in the window, most first. */
    public List<Surge> mentions(Period window, Period before) {
        return surges("mention_counts_hourly", "hour", "entity_id", "mentions", "mention_counts", window, before);
    }

    private List<Surge> surges(
            String table, String part, String id, String measure, String names, Period window, Period before) {
        boolean days = part.equals("day");
        String from = days ? window.firstDay() : window.from();
        String to = days ? window.endDay() : window.to();
        String start = days ? before.firstDay() : before.from();
        return database.read(c -> Sql.of(
                        "SELECT w.id, coalesce(n.name, w.id), coalesce(n.type, 'UNKNOWN'), w.observed, (SELECT"
                                + " coalesce(sum(b." + measure + "), 0) FROM " + table + " b WHERE b." + id
                                + " = w.id AND b." + part + " >= ? AND b." + part + " < ?) FROM (SELECT " + id
                                + " AS id, sum(" + measure + ") AS observed FROM " + table + " WHERE " + part
                                + " >= ? AND " + part + " < ? AND " + id + " <> '' GROUP BY " + id
                                + " ORDER BY observed DESC, id LIMIT ?) w LEFT JOIN " + names + " n ON n." + id
                                + " = w.id WHERE w.observed > 0 ORDER BY w.observed DESC, w.id",
                        start,
                        from,
                        from,
                        to,
                        MAX_ROWS)
                .list(
                        c,
                        row -> new Surge(
                                new NamedEntity(
                                        row.getString(1),
                                        row.getString(2),
                                        Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN)),
                                row.getLong(4),
                                row.getLong(5))));
    }
}

package dev.hearsay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Opens numbers: which claims make up a count, which were taken back, and whether they add up to it. The counts come from
 * the pipeline, the parts from the claims themselves, so that each checks the other. All methods throw {@link
 * DatabaseException} when the database does not answer. Thread-safe.
 */
public final class Explanations {
    /** Most retracted claims in one answer. */
    public static final int MAX_RETRACTED = 200;

    /** Whether any live report of a statement is direct (3), else mixed (2), else indirect (1). */
    private static final String KIND = "max(CASE type WHEN 'DIRECT' THEN 3 WHEN 'MIXED' THEN 2 ELSE 1 END)";

    private final Database database;
    private final Dialect dialect;
    private final ClaimChanges changes;

    /** Explanations of this database. */
    public Explanations(Database database) {
        this.database = database;
        this.dialect = database.dialect();
        this.changes = new ClaimChanges(database);
    }

    /**
     * Explains a measure of an actor.
     *
     * @param after what the page before says comes next
     * @param limit 1 to {@value Queries#MAX_PAGE}
     * @throws IllegalArgumentException if the limit is out of bounds or {@code after} is not of such a page
     */
    public Explanation measure(
            String actorId,
            Measure measure,
            Optional<Period> period,
            Optional<String> outlet,
            Optional<String> after,
            int limit) {
        Queries.bounded(limit);
        Optional<Position> position = after.map(Position::parse);
        return database.read(c -> {
            List<String> names = ClaimRows.names(c, actorId);
            Sql groups = groups(c, names, measure, period, outlet);
            long sum = Sql.of("SELECT count(*) FROM (").add(groups).add(") g").number(c);
            List<Part> page = page(c, groups, position, limit);
            Map<String, ClaimRow> examples =
                    ClaimRows.byId(c, dialect, page.stream().map(Part::claimId).toList());
            List<Explanation.Part> parts = page.stream()
                    .limit(limit)
                    .map(part -> new Explanation.Part(
                            part.key(),
                            1,
                            part.hour(),
                            part.claims(),
                            Optional.ofNullable(examples.get(part.claimId()))))
                    .toList();
            Sql taken = retracted(c, names, measure, period, outlet);
            return new Explanation(
                    Sums.of(c, dialect, List.of(actorId), period, outlet)
                            .get(actorId)
                            .get(measure),
                    sum,
                    parts,
                    next(parts, page.size() > limit),
                    changes.list(c, taken, MAX_RETRACTED),
                    Sql.of("SELECT count(*) FROM (").add(taken).add(") t").number(c));
        });
    }

    /**
     * Explains the mentions of an entity: the stories that name it.
     *
     * @param after what the page before says comes next
     * @param limit 1 to {@value Queries#MAX_PAGE}
     * @throws IllegalArgumentException if the limit is out of bounds or {@code after} is not of such a page
     */
    public Explanation mentions(String entityId, Optional<Period> period, Optional<String> after, int limit) {
        Queries.bounded(limit);
        Optional<Position> position = after.map(Position::parse);
        return database.read(c -> {
            Sql number = Sql.of(
                    period.isEmpty()
                            ? "SELECT coalesce(sum(mentions), 0) FROM mention_counts WHERE entity_id = ?"
                            : "SELECT coalesce(sum(mentions), 0) FROM mention_counts_hourly WHERE entity_id = ?",
                    entityId);
            List<String> names = ClaimRows.names(c, entityId);
            // a story names an entity in one row, but it may name several aliases of it
            boolean oneRow = names.size() == 1;
            Sql rows = Sql.of("SELECT e.story_id AS k, "
                            + (oneRow ? "e.hour AS first, e.mentions" : "min(e.hour) AS first, sum(e.mentions)")
                            + " AS value, 0 AS claims, '' AS example FROM entities e WHERE e.mentions > 0 AND")
                    .add(ClaimRows.ofNames(c, dialect, "e.entity_id", names));
            if (period.isPresent()) {
                number.add(
                        "AND hour >= ? AND hour < ?",
                        period.get().from(),
                        period.get().to());
                rows.add(
                        "AND e.hour >= ? AND e.hour < ?",
                        period.get().from(),
                        period.get().to());
            }
            if (!oneRow) {
                rows.add("GROUP BY e.story_id");
            }
            long sum = Sql.of("SELECT coalesce(sum(value), 0) FROM (")
                    .add(rows)
                    .add(") g")
                    .number(c);
            List<Part> page = page(c, rows, position, limit);
            List<Explanation.Part> parts = page.stream()
                    .limit(limit)
                    .map(part -> new Explanation.Part(part.key(), part.value(), part.hour(), 0, Optional.empty()))
                    .toList();
            return new Explanation(number.number(c), sum, parts, next(parts, page.size() > limit), List.of(), 0);
        });
    }

    private Sql groups(
            Connection c, List<String> names, Measure measure, Optional<Period> period, Optional<String> outlet)
            throws SQLException {
        String act = measure == Measure.NON_RESPONSES ? "NON_RESPONSE" : "STATEMENT";
        Sql mine = Sql.of(
                        "SELECT c.claim_id, c.story_id, c.fingerprint, c.outlet, c.hour, c.type FROM claims c WHERE "
                                + ClaimRows.READABLE + " AND c.act = ? AND",
                        act)
                .add(ClaimRows.ofNames(c, dialect, "c.actor_id", names));
        outlet.ifPresent(name -> mine.add("AND c.outlet = ?", name));
        String key =
                switch (measure) {
                    case STATEMENTS, DIRECT, INDIRECT, MIXED -> "fingerprint";
                    case REPORTS -> "story_id || '|' || fingerprint";
                    case OUTLETS -> "outlet";
                    case ARTICLES -> "story_id";
                    case NON_RESPONSES -> "claim_id";
                };
        // a statement counts in its earliest hour: all its reports are looked at; everything else counts in its own
        boolean ofStatements = key.equals("fingerprint");
        if (!ofStatements && period.isPresent()) {
            mine.add(
                    "AND c.hour >= ? AND c.hour < ?",
                    period.get().from(),
                    period.get().to());
        }
        Sql groups = Sql.of("SELECT " + key + " AS k, min(hour) AS first, 1 AS value, count(*) AS claims,"
                        + " min(claim_id) AS example FROM (")
                .add(mine)
                .add(") m GROUP BY " + key + " HAVING 1 = 1");
        if (ofStatements && period.isPresent()) {
            groups.add(
                    "AND min(hour) >= ? AND min(hour) < ?",
                    period.get().from(),
                    period.get().to());
        }
        switch (measure) {
            case DIRECT -> groups.add("AND " + KIND + " = 3");
            case MIXED -> groups.add("AND " + KIND + " = 2");
            case INDIRECT -> groups.add("AND " + KIND + " = 1");
            default -> {}
        }
        return groups;
    }

    /** The last value of a claim that was taken back and not given again. */
    private Sql retracted(
            Connection c, List<String> names, Measure measure, Optional<Period> period, Optional<String> outlet)
            throws SQLException {
        Sql sql =
                ClaimChanges.select("WHERE h.retraction AND").add(ClaimRows.ofNames(c, dialect, "h.old_actor", names));
        sql.add(
                "AND (h.old_act IS NULL OR h.old_act = ?)",
                measure == Measure.NON_RESPONSES ? "NON_RESPONSE" : "STATEMENT");
        outlet.ifPresent(name -> sql.add("AND h.old_outlet = ?", name));
        period.ifPresent(p -> sql.add("AND h.old_hour >= ? AND h.old_hour < ?", p.from(), p.to()));
        return sql;
    }

    private static List<Part> page(Connection c, Sql groups, Optional<Position> after, int limit) throws SQLException {
        Sql sql = Sql.of("SELECT k, first, value, claims, example FROM (")
                .add(groups)
                .add(") g WHERE 1 = 1");
        after.ifPresent(p -> sql.add("AND (first < ? OR (first = ? AND k > ?))", p.hour(), p.hour(), p.key()));
        return sql.add("ORDER BY first DESC, k LIMIT ?", limit + 1)
                .list(
                        c,
                        row -> new Part(
                                row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getString(5)));
    }

    private static Optional<String> next(List<Explanation.Part> parts, boolean more) {
        if (!more) {
            return Optional.empty();
        }
        Explanation.Part last = parts.get(parts.size() - 1);
        return Optional.of(last.hour() + "~" + last.key());
    }

    private record Part(String key, String hour, long value, long claims, String claimId) {}

    /** The last part of a page. */
    private record Position(String hour, String key) {
        static Position parse(String text) {
            int tilde = text.indexOf('~');
            if (tilde < 0) {
                throw new IllegalArgumentException("'" + text + "' is no position of a page of an explanation");
            }
            return new Position(text.substring(0, tilde), text.substring(tilde + 1));
        }
    }
}

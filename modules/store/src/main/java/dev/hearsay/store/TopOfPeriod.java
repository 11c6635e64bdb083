package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first actors of a period, over all outlets or in one. Those of a short one are found by adding up all its rows; those
 * of a long one without adding up everybody's: whoever did little in all time did no more in any period. Actors are looked
 * at from the top of all time down, until none below can be among the first (the threshold algorithm of Fagin, Lotem and
 * Naor, 2001, with one list).
 */
final class TopOfPeriod {
    /** The days of a shorter period are added up sooner. */
    private static final long LEAST_HOURS = 45 * 24;

    /** So are the cells of an outlet, if there are no more. */
    static final int FEW_CELLS = 10_000;

    /**
     * Looking at more actors than this, for each day, takes longer than adding everybody's days up: those who spoke in
     * the period are not those who speak in general, or the period is short for so many first actors.
     */
    private static final int LOOKED_AT_A_DAY = 40;

    /** Of an outlet, or of however many days. */
    private static final int MAX_LOOKED_AT = 3_000;

    private static final Comparator<Value> HIGHEST_FIRST = Comparator.<Value>comparingLong(Value::value)
            .reversed()
            .thenComparing(Value::actorId, TopOfPeriod::compare);

    private final Connection connection;
    private final Dialect dialect;
    private final TopQuery query;
    private final Period period;
    private final String measure;

    /** What is known whole; in an outlet nothing is. */
    private final Map<String, Measures> sums = new HashMap<>();

    /** What an actor did of the measure, in all time or in the period. */
    private record Value(String actorId, long value) {}

    private TopOfPeriod(Connection connection, Dialect dialect, TopQuery query) {
        this.connection = connection;
        this.dialect = dialect;
        this.query = query;
        this.period = query.period().orElseThrow();
        this.measure = query.by().column();
    }

    /** The first actors; so few cells of an outlet are added up. */
    static List<ActorTotal> of(Connection connection, Dialect dialect, TopQuery query, int fewCells)
            throws SQLException {
        TopOfPeriod top = new TopOfPeriod(connection, dialect, query);
        Optional<List<String>> found = top.isLong(fewCells) ? top.fromTheTopOfAllTime() : Optional.empty();
        return top.totals(found.isPresent() ? found.get() : top.fromAllRows());
    }

    private boolean isLong(int fewCells) throws SQLException {
        if (query.name().isPresent()) {
            return false;
        }
        if (query.outlet().isEmpty()) {
            return period.hours() >= LEAST_HOURS;
        }
        return Sql.of(
                                "SELECT count(*) FROM (SELECT 1 FROM statement_cells WHERE outlet = ? AND hour >= ?"
                                        + " AND hour < ? LIMIT ?) x",
                                query.outlet().get(),
                                period.from(),
                                period.to(),
                                fewCells + 1)
                        .number(connection)
                > fewCells;
    }

    private List<String> fromAllRows() throws SQLException {
        Sql sql = Sql.of("SELECT a.actor_id FROM (SELECT actor_id, sum(" + measure + ") AS value FROM (")
                .add(Sums.rows(period, query.outlet(), query.by()))
                .add(") x WHERE actor_id <> '' GROUP BY actor_id) a WHERE a.value > 0");
        return Queries.narrowed(ofType(sql), query, "a.value")
                .add("ORDER BY a.value DESC, a.actor_id LIMIT ?", query.limit())
                .list(connection, row -> row.getString(1));
    }

    /** Absent where this way is not the shorter one. */
    private Optional<List<String>> fromTheTopOfAllTime() throws SQLException {
        Sql sql = Sql.of("SELECT a.actor_id, a." + measure + " FROM "
                + (query.outlet().isPresent() ? "actor_counts_by_outlet" : "actor_counts") + " a WHERE a." + measure
                + " > 0 AND a.actor_id <> ''");
        query.outlet().ifPresent(outlet -> sql.add("AND a.outlet = ?", outlet));
        Walk walk = new Walk();
        ofType(sql)
                .add("ORDER BY a." + measure + " DESC LIMIT ?", walk.most + 1)
                .whileTrue(connection, row -> walk.goesOn(new Value(row.getString(1), row.getLong(2))));
        return walk.end();
    }

    private Sql ofType(Sql sql) {
        query.type()
                .ifPresent(type -> sql.add(
                        "AND EXISTS (SELECT 1 FROM actor_counts n WHERE n.actor_id = a.actor_id AND n.type = ?)",
                        type.name()));
        return sql;
    }

    /**
     * Down the list of all time in blocks: short ones until there are as many as are asked for, which tells how far down
     * others can be among them; then that far at once.
     */
    private final class Walk {
        private final List<Value> found = new ArrayList<>();
        private final List<Value> block = new ArrayList<>();
        private final int blockSize = query.limit() + query.limit() / 4 + 10;
        private final int most = query.outlet().isPresent()
                ? MAX_LOOKED_AT
                : (int) Math.min(MAX_LOOKED_AT, period.hours() * LOOKED_AT_A_DAY / 24);
        private int passed;

        boolean goesOn(Value ofAllTime) throws SQLException {
            if (ofAllTime.value() < least()) {
                return false;
            }
            block.add(ofAllTime);
            passed++;
            if (block.size() == blockSize && least() == 0) {
                look();
            }
            return passed <= most;
        }

        Optional<List<String>> end() throws SQLException {
            if (passed > most) {
                return Optional.empty();
            }
            look();
            return Optional.of(found.stream().map(Value::actorId).toList());
        }

        private void look() throws SQLException {
            List<String> possible = block.stream().map(Value::actorId).toList();
            Map<String, Measures> inPeriod =
                    Sums.withoutOutlets(connection, dialect, possible, query.period(), query.outlet(), query.by());
            inPeriod.forEach((id, measures) -> {
                Value value = new Value(id, measures.get(query.by()));
                if (value.value() > 0 && follows(value)) {
                    found.add(value);
                }
            });
            if (query.outlet().isEmpty()) {
                sums.putAll(inPeriod);
            }
            found.sort(HIGHEST_FIRST);
            found.subList(Math.min(query.limit(), found.size()), found.size()).clear();
            block.clear();
        }

        /** The last of the first so far. */
        private long least() {
            return found.size() < query.limit()
                    ? 0
                    : found.get(found.size() - 1).value();
        }
    }

    /** Whether it comes after the end of the page before. */
    private boolean follows(Value value) {
        return query.after()
                .map(last -> HIGHEST_FIRST.compare(new Value(last.actorId(), last.value()), value) < 0)
                .orElse(true);
    }

    /** By code point, as both databases do. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private List<ActorTotal> totals(List<String> ids) throws SQLException {
        Map<String, NamedEntity> names = new HashMap<>();
        if (!ids.isEmpty()) {
            Sql.of("SELECT actor_id, name, type FROM actor_counts WHERE")
                    .add(ClaimRows.ofNames(connection, dialect, "actor_id", ids))
                    .each(
                            connection,
                            row -> names.put(
                                    row.getString(1),
                                    new NamedEntity(
                                            row.getString(1),
                                            row.getString(2),
                                            Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN))));
        }
        if (!sums.keySet().containsAll(ids)) {
            sums.putAll(Sums.withoutOutlets(connection, dialect, ids, query.period(), query.outlet()));
        }
        sums.keySet().retainAll(ids);
        Sums.addOutlets(connection, dialect, sums, query.period(), query.outlet());
        return ids.stream()
                .map(id -> new ActorTotal(
                        names.getOrDefault(id, new NamedEntity(id, id, ActorType.UNKNOWN)), sums.get(id)))
                .toList();
    }
}

package dev.hearsay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sums of actors over a period, an outlet, or both: the rows that they are made of, and the sums of some actors. */
final class Sums {
    private static final Measures NONE = new Measures(0, 0, 0, 0, 0, 0, 0, 0);

    private Sums() {}

    /** The condition that narrows rows to some actors; it begins with AND. */
    private interface Narrowing {
        Narrowing NONE = column -> Sql.of("");

        Sql to(String column) throws SQLException;
    }

    /** Rows of every actor in a period, or of one outlet in it; they hold this measure, others perhaps not. */
    static Sql rows(Period period, Optional<String> outlet, Measure by) throws SQLException {
        if (outlet.isEmpty()) {
            return daysAndHours(period, Narrowing.NONE);
        }
        return switch (by) {
            case ARTICLES -> articles(outlet.get(), period, Narrowing.NONE);
            case NON_RESPONSES ->
                nonResponses(outlet.get())
                        .add("AND c.time >= ? AND c.time < ?", period.fromMillis(), period.toMillis());
            default -> cells(outlet.get(), period, Narrowing.NONE);
        };
    }

    /** Of known actors: whole months from the months, what is left over from days and hours. */
    private static Sql rows(Period period, Narrowing actors) throws SQLException {
        String firstMonth = period.firstMonth();
        String endMonth = period.endMonth();
        if (firstMonth.compareTo(endMonth) >= 0) {
            return daysAndHours(period, actors);
        }
        return part("actor_counts_monthly", "month", firstMonth, endMonth, actors)
                .add("UNION ALL")
                .add(daysAndHours(new Period(period.from(), firstMonth + "-01T00Z"), actors))
                .add("UNION ALL")
                .add(daysAndHours(new Period(endMonth + "-01T00Z", period.to()), actors));
    }

    /** Whole days from the days, what is left over from the hours. */
    private static Sql daysAndHours(Period period, Narrowing actors) throws SQLException {
        String firstDay = period.firstDay();
        String endDay = period.endDay();
        if (firstDay.compareTo(endDay) >= 0) {
            return part("actor_counts_hourly", "hour", period.from(), period.to(), actors);
        }
        return part("actor_counts_daily", "day", firstDay, endDay, actors)
                .add("UNION ALL")
                .add(part("actor_counts_hourly", "hour", period.from(), firstDay + "T00Z", actors))
                .add("UNION ALL")
                .add(part("actor_counts_hourly", "hour", endDay + "T00Z", period.to(), actors));
    }

    private static Sql part(String table, String part, String from, String to, Narrowing actors) throws SQLException {
        return Sql.of(
                        "SELECT actor_id, " + Queries.COLUMNS + " FROM " + table + " WHERE " + part + " >= ? AND "
                                + part + " < ?",
                        from,
                        to)
                .add(actors.to("actor_id"));
    }

    /** Rows of some actors; they hold this measure, others perhaps not. */
    private static Sql rows(
            Connection c,
            Dialect dialect,
            Collection<String> actorIds,
            Optional<Period> period,
            Optional<String> outlet,
            Measure by)
            throws SQLException {
        Narrowing actors = narrowing(c, dialect, actorIds);
        if (period.isEmpty()) {
            Sql rows = Sql.of("SELECT actor_id, " + Queries.COLUMNS + " FROM "
                    + (outlet.isPresent() ? "actor_counts_by_outlet" : "actor_counts") + " WHERE 1 = 1");
            outlet.ifPresent(name -> rows.add("AND outlet = ?", name));
            return rows.add(actors.to("actor_id"));
        }
        if (outlet.isEmpty()) {
            return rows(period.get(), actors);
        }
        if (by != Measure.ARTICLES && by != Measure.NON_RESPONSES) {
            return cells(outlet.get(), period.get(), actors);
        }
        // entities and claims keep the names that their texts gave them
        Set<String> names = new LinkedHashSet<>(actorIds);
        Sql.of("SELECT name_key FROM aliases WHERE 1 = 1")
                .add(actors.to("actor_id"))
                .each(c, row -> names.add(row.getString(1)));
        Narrowing named = narrowing(c, dialect, names);
        return by == Measure.ARTICLES
                ? articles(outlet.get(), period.get(), named)
                : nonResponses(outlet.get())
                        .add(
                                "AND c.hour >= ? AND c.hour < ?",
                                period.get().from(),
                                period.get().to())
                        .add(named.to("c.actor_id"));
    }

    private static Narrowing narrowing(Connection c, Dialect dialect, Collection<String> names) {
        List<String> each = List.copyOf(new LinkedHashSet<>(names));
        return column -> Sql.of("AND").add(ClaimRows.ofNames(c, dialect, column, each));
    }

    /** Statements, each in its earliest hour in that outlet, and reports, each in its own. */
    private static Sql cells(String outlet, Period period, Narrowing actors) throws SQLException {
        return Sql.of(
                        "SELECT actor_id, CASE WHEN kind > 0 THEN 1 ELSE 0 END AS statements, reports, 0 AS articles,"
                                + " CASE WHEN kind = 3 THEN 1 ELSE 0 END AS direct,"
                                + " CASE WHEN kind = 1 THEN 1 ELSE 0 END AS indirect,"
                                + " CASE WHEN kind = 2 THEN 1 ELSE 0 END AS mixed, 0 AS non_responses"
                                + " FROM statement_cells WHERE outlet = ? AND hour >= ? AND hour < ?",
                        outlet,
                        period.from(),
                        period.to())
                .add(actors.to("actor_id"));
    }

    /** @param names narrows names, which may be aliases */
    private static Sql articles(String outlet, Period period, Narrowing names) throws SQLException {
        return Sql.of(
                        "SELECT coalesce(l.actor_id, e.entity_id) AS actor_id, 0 AS statements, 0 AS reports, 1 AS articles,"
                                + " 0 AS direct, 0 AS indirect, 0 AS mixed, 0 AS non_responses FROM entities e LEFT JOIN"
                                + " aliases l ON l.name_key = e.entity_id WHERE e.outlet = ? AND e.hour >= ? AND e.hour < ?"
                                + " AND e.reports > 0",
                        outlet,
                        period.from(),
                        period.to())
                .add(names.to("e.entity_id"))
                .add("GROUP BY e.story_id, coalesce(l.actor_id, e.entity_id)");
    }

    /** In all time; claims are narrowed by what is added. */
    private static Sql nonResponses(String outlet) {
        return Sql.of(
                "SELECT coalesce(l.actor_id, c.actor_id) AS actor_id, 0 AS statements, 0 AS reports, 0 AS articles,"
                        + " 0 AS direct, 0 AS indirect, 0 AS mixed, 1 AS non_responses FROM claims c LEFT JOIN"
                        + " aliases l ON l.name_key = c.actor_id WHERE c.outlet = ? AND c.act = 'NON_RESPONSE'"
                        + " AND c.actor_id IS NOT NULL",
                outlet);
    }

    /** Measures of some actors in a scope, each of them, all 0 where it has none. */
    static Map<String, Measures> of(
            Connection c,
            Dialect dialect,
            Collection<String> actorIds,
            Optional<Period> period,
            Optional<String> outlet)
            throws SQLException {
        Map<String, Measures> sums = withoutOutlets(c, dialect, actorIds, period, outlet);
        addOutlets(c, dialect, sums, period, outlet);
        return sums;
    }

    /** Adds the number of outlets to measures of that scope that have none. */
    static void addOutlets(
            Connection c, Dialect dialect, Map<String, Measures> sums, Optional<Period> period, Optional<String> outlet)
            throws SQLException {
        List<String> reported = sums.entrySet().stream()
                .filter(actor -> actor.getValue().reports() > 0)
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Long> outlets =
                outlet.isPresent() || reported.isEmpty() ? Map.of() : outlets(c, dialect, reported, period);
        sums.replaceAll((id, measures) -> measures.withOutlets(
                outlet.isPresent() ? Math.min(1, measures.reports()) : outlets.getOrDefault(id, 0L)));
    }

    /** The same with 0 outlets. */
    static Map<String, Measures> withoutOutlets(
            Connection c,
            Dialect dialect,
            Collection<String> actorIds,
            Optional<Period> period,
            Optional<String> outlet)
            throws SQLException {
        if (actorIds.isEmpty() || outlet.isEmpty() || period.isEmpty()) {
            return withoutOutlets(c, dialect, actorIds, period, outlet, Measure.STATEMENTS);
        }
        Sql rows = Sql.of("");
        for (Measure part : List.of(Measure.STATEMENTS, Measure.ARTICLES, Measure.NON_RESPONSES)) {
            rows.add(rows.isEmpty() ? "" : "UNION ALL").add(rows(c, dialect, actorIds, period, outlet, part));
        }
        return sums(c, actorIds, rows);
    }

    /** The same; where both a period and an outlet are given, this measure holds, others perhaps not. */
    static Map<String, Measures> withoutOutlets(
            Connection c,
            Dialect dialect,
            Collection<String> actorIds,
            Optional<Period> period,
            Optional<String> outlet,
            Measure by)
            throws SQLException {
        return actorIds.isEmpty() ? new HashMap<>() : sums(c, actorIds, rows(c, dialect, actorIds, period, outlet, by));
    }

    private static Map<String, Measures> sums(Connection c, Collection<String> actorIds, Sql rows) throws SQLException {
        Map<String, Measures> sums = new HashMap<>();
        actorIds.forEach(id -> sums.put(id, NONE));
        Sql.of("SELECT actor_id, " + Queries.SUMS + " FROM (")
                .add(rows)
                .add(") x GROUP BY actor_id")
                .each(c, row -> {
                    Measures found = Queries.measuresAt(row, 0).measures();
                    sums.computeIfPresent(row.getString(1), (id, none) -> found);
                });
        return sums;
    }

    private static Map<String, Long> outlets(Connection c, Dialect dialect, List<String> ids, Optional<Period> period)
            throws SQLException {
        Sql sql = Sql.of("SELECT o.actor_id, count(*) FROM actor_counts_by_outlet o WHERE")
                .add(ClaimRows.ofNames(c, dialect, "o.actor_id", ids));
        if (period.isPresent()) {
            // from outlet to outlet through an index: who speaks much has more cells than outlets
            sql.add(
                    "AND EXISTS (SELECT 1 FROM statement_cells s WHERE s.actor_id = o.actor_id AND s.outlet = o.outlet"
                            + " AND s.hour >= ? AND s.hour < ?)",
                    period.get().from(),
                    period.get().to());
        } else {
            sql.add("AND o.reports > 0");
        }
        Map<String, Long> outlets = new HashMap<>();
        sql.add("GROUP BY o.actor_id").each(c, row -> outlets.put(row.getString(1), row.getLong(2)));
        return outlets;
    }
}

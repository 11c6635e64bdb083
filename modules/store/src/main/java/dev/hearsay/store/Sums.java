package dev.hearsay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** Rows of every actor in a period, or of one outlet in it. */
    static Sql rows(Period period, Optional<String> outlet) throws SQLException {
        return outlet.isPresent()
                ? rows(outlet.get(), period, Narrowing.NONE, Narrowing.NONE)
                : rows(period, Narrowing.NONE);
    }

    /** Whole days from the days, what is left over from the hours. */
    private static Sql rows(Period period, Narrowing narrowing) throws SQLException {
        String firstDay = period.firstDay();
        String endDay = period.endDay();
        if (firstDay.compareTo(endDay) >= 0) {
            return hours(period.from(), period.to(), narrowing);
        }
        return Sql.of(
                        "SELECT actor_id, " + Queries.COLUMNS + " FROM actor_counts_daily WHERE day >= ? AND day < ?",
                        firstDay,
                        endDay)
                .add(narrowing.to("actor_id"))
                .add("UNION ALL")
                .add(hours(period.from(), firstDay + "T00Z", narrowing))
                .add("UNION ALL")
                .add(hours(endDay + "T00Z", period.to(), narrowing));
    }

    private static Sql hours(String from, String to, Narrowing narrowing) throws SQLException {
        return Sql.of(
                        "SELECT actor_id, " + Queries.COLUMNS
                                + " FROM actor_counts_hourly WHERE hour >= ? AND hour < ?",
                        from,
                        to)
                .add(narrowing.to("actor_id"));
    }

    /**
     * One outlet in a period: a statement counts in its earliest hour in that outlet, a report in its own.
     *
     * @param actors narrows ids of actors
     * @param names narrows names, which may be aliases
     */
    private static Sql rows(String outlet, Period period, Narrowing actors, Narrowing names) throws SQLException {
        String from = period.from();
        String to = period.to();
        return Sql.of(
                        "SELECT k.actor_id, 1 AS statements, 0 AS reports, 0 AS articles,"
                                + " CASE WHEN k.kind = 3 THEN 1 ELSE 0 END AS direct,"
                                + " CASE WHEN k.kind = 1 THEN 1 ELSE 0 END AS indirect,"
                                + " CASE WHEN k.kind = 2 THEN 1 ELSE 0 END AS mixed, 0 AS non_responses"
                                + " FROM (SELECT c.actor_id, c.fingerprint, max(CASE c.type WHEN 'DIRECT' THEN 3 WHEN 'MIXED'"
                                + " THEN 2 ELSE 1 END) AS kind, min(c.hour) AS first FROM (SELECT DISTINCT actor_id,"
                                + " fingerprint FROM statement_cells WHERE outlet = ? AND hour >= ? AND hour < ?",
                        outlet,
                        from,
                        to)
                .add(actors.to("actor_id"))
                .add(
                        ") p CROSS JOIN statement_cells c WHERE c.actor_id = p.actor_id AND c.fingerprint = p.fingerprint AND"
                                + " c.outlet = ? GROUP BY c.actor_id, c.fingerprint) k WHERE k.first >= ?",
                        outlet,
                        from)
                .add(
                        "UNION ALL SELECT actor_id, 0, reports, 0, 0, 0, 0, 0 FROM statement_cells WHERE outlet = ?"
                                + " AND hour >= ? AND hour < ?",
                        outlet,
                        from,
                        to)
                .add(actors.to("actor_id"))
                .add(
                        "UNION ALL SELECT coalesce(l.actor_id, e.entity_id), 0, 0, 1, 0, 0, 0, 0 FROM entities e LEFT JOIN"
                                + " aliases l ON l.name_key = e.entity_id WHERE e.outlet = ? AND e.hour >= ? AND e.hour < ?"
                                + " AND e.reports > 0",
                        outlet,
                        from,
                        to)
                .add(names.to("e.entity_id"))
                .add("GROUP BY e.story_id, coalesce(l.actor_id, e.entity_id)")
                .add(
                        "UNION ALL SELECT coalesce(l.actor_id, c.actor_id), 0, 0, 0, 0, 0, 0, 1 FROM claims c LEFT JOIN"
                                + " aliases l ON l.name_key = c.actor_id WHERE c.outlet = ? AND c.time >= ? AND c.time < ?"
                                + " AND c.act = 'NON_RESPONSE' AND c.actor_id IS NOT NULL",
                        outlet,
                        period.fromMillis(),
                        period.toMillis())
                .add(names.to("c.actor_id"));
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
        Map<String, Long> outlets = outlet.isPresent() || sums.isEmpty()
                ? Map.of()
                : outlets(c, dialect, List.copyOf(sums.keySet()), period);
        sums.replaceAll((id, measures) -> measures.withOutlets(
                outlet.isPresent() ? Math.min(1, measures.reports()) : outlets.getOrDefault(id, 0L)));
        return sums;
    }

    /** The same with 0 outlets. */
    static Map<String, Measures> withoutOutlets(
            Connection c,
            Dialect dialect,
            Collection<String> actorIds,
            Optional<Period> period,
            Optional<String> outlet)
            throws SQLException {
        Map<String, Measures> sums = new HashMap<>();
        actorIds.forEach(id -> sums.put(id, NONE));
        if (actorIds.isEmpty()) {
            return sums;
        }
        List<String> ids = List.copyOf(new LinkedHashSet<>(actorIds));
        Narrowing actors = column -> Sql.of("AND").add(ClaimRows.ofNames(c, dialect, column, ids));
        Sql rows;
        if (period.isEmpty()) {
            rows = Sql.of("SELECT actor_id, " + Queries.COLUMNS + " FROM "
                    + (outlet.isPresent() ? "actor_counts_by_outlet" : "actor_counts") + " WHERE 1 = 1");
            outlet.ifPresent(name -> rows.add("AND outlet = ?", name));
            rows.add(actors.to("actor_id"));
        } else if (outlet.isEmpty()) {
            rows = rows(period.get(), actors);
        } else {
            Set<String> all = new LinkedHashSet<>(ids);
            Sql.of("SELECT name_key FROM aliases WHERE 1 = 1")
                    .add(actors.to("actor_id"))
                    .each(c, row -> all.add(row.getString(1)));
            List<String> names = List.copyOf(all);
            rows = rows(outlet.get(), period.get(), actors, column -> Sql.of("AND")
                    .add(ClaimRows.ofNames(c, dialect, column, names)));
        }
        Sql.of("SELECT actor_id, " + Queries.SUMS + " FROM (")
                .add(rows)
                .add(") x GROUP BY actor_id")
                .each(c, row -> {
                    Measures found = Queries.measuresAt(row, 0).measures();
                    sums.computeIfPresent(row.getString(1), (id, none) -> found);
                });
        return sums;
    }

    /** The same actors with the number of outlets that reported them in the period. */
    static List<ActorTotal> withOutlets(
            Connection c, Dialect dialect, List<ActorTotal> totals, Period period, Optional<String> outlet)
            throws SQLException {
        List<String> ids = totals.stream().map(total -> total.actor().id()).toList();
        Map<String, Long> outlets =
                outlet.isPresent() || ids.isEmpty() ? Map.of() : outlets(c, dialect, ids, Optional.of(period));
        List<ActorTotal> counted = new ArrayList<>();
        for (ActorTotal total : totals) {
            long known = outlet.isPresent()
                    ? Math.min(1, total.measures().reports())
                    : outlets.getOrDefault(total.actor().id(), 0L);
            counted.add(new ActorTotal(total.actor(), total.measures().withOutlets(known)));
        }
        return counted;
    }

    private static Map<String, Long> outlets(Connection c, Dialect dialect, List<String> ids, Optional<Period> period)
            throws SQLException {
        Sql sql = Sql.of("SELECT o.actor_id, count(*) FROM actor_counts_by_outlet o WHERE o.reports > 0 AND")
                .add(ClaimRows.ofNames(c, dialect, "o.actor_id", ids));
        // from outlet to outlet through an index: who speaks much has more cells than outlets
        period.ifPresent(p -> sql.add(
                "AND EXISTS (SELECT 1 FROM statement_cells s WHERE s.actor_id = o.actor_id AND s.outlet = o.outlet"
                        + " AND s.hour >= ? AND s.hour < ?)",
                p.from(),
                p.to()));
        Map<String, Long> outlets = new HashMap<>();
        sql.add("GROUP BY o.actor_id").each(c, row -> outlets.put(row.getString(1), row.getLong(2)));
        return outlets;
    }
}

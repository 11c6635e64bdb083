package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first actors of a period, over all outlets. Those of a short one are found by adding up its days; those of a long
 * one without adding up everybody's: whoever did little in all time did no more in
 * any period. Actors are looked at from the top of all time down, until none below can be among the first (the threshold
 * algorithm of Fagin, Lotem and Naor, 2001, with one list).
 */
final class TopOfPeriod {
    /** The days of a shorter period are added up sooner. */
    private static final long LEAST_HOURS = 45 * 24;

    /** From here on the days are added up after all: those who spoke in the period are not those who speak in general. */
    private static final int MAX_LOOKED_AT = 3_000;

    private static final Comparator<ActorTotal> BY_ID =
            Comparator.comparing(total -> total.actor().id(), TopOfPeriod::compare);

    private TopOfPeriod() {}

    /** The first actors, with 0 outlets. */
    static List<ActorTotal> of(Connection c, Dialect dialect, TopQuery query) throws SQLException {
        Optional<List<ActorTotal>> found = byAllTime(c, dialect, query);
        return found.isPresent() ? found.get() : byDays(c, dialect, query);
    }

    private static List<ActorTotal> byDays(Connection c, Dialect dialect, TopQuery query) throws SQLException {
        Period period = query.period().orElseThrow();
        // the one measure first, the others and the names of those who are first
        Sql sql = Sql.of("SELECT a.actor_id FROM (SELECT actor_id, sum("
                        + query.by().column() + ") AS value FROM (")
                .add(Sums.rows(period, Optional.empty()))
                .add(") x WHERE actor_id <> '' GROUP BY actor_id) a WHERE a.value > 0");
        query.type()
                .ifPresent(type -> sql.add(
                        "AND EXISTS (SELECT 1 FROM actor_counts n WHERE n.actor_id = a.actor_id AND n.type = ?)",
                        type.name()));
        List<String> ids = Queries.narrowed(sql, query, "a.value")
                .add("ORDER BY a.value DESC, a.actor_id LIMIT ?", query.limit())
                .list(c, row -> row.getString(1));
        Map<String, NamedEntity> names = new HashMap<>();
        if (!ids.isEmpty()) {
            Sql.of("SELECT actor_id, name, type FROM actor_counts WHERE")
                    .add(ClaimRows.ofNames(c, dialect, "actor_id", ids))
                    .each(c, row -> names.put(row.getString(1), entity(row)));
        }
        Map<String, Measures> sums = Sums.withoutOutlets(c, dialect, ids, query.period(), Optional.empty());
        return ids.stream()
                .map(id -> new ActorTotal(
                        names.getOrDefault(id, new NamedEntity(id, id, ActorType.UNKNOWN)), sums.get(id)))
                .toList();
    }

    private static NamedEntity entity(ResultSet row) throws SQLException {
        return new NamedEntity(
                row.getString(1), row.getString(2), Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN));
    }

    /** Absent where this way is not the shorter one. */
    private static Optional<List<ActorTotal>> byAllTime(Connection c, Dialect dialect, TopQuery query)
            throws SQLException {
        Period period = query.period().orElseThrow();
        if (query.name().isPresent() || period.hours() < LEAST_HOURS) {
            return Optional.empty();
        }
        List<ActorTotal> found = new ArrayList<>();
        int lookedAt = 0;
        for (int block = 2 * query.limit(); lookedAt < MAX_LOOKED_AT; block *= 2) {
            List<AllTime> next = allTime(c, query, lookedAt, block);
            lookedAt += block;
            Map<String, Measures> sums = Sums.withoutOutlets(
                    c,
                    dialect,
                    next.stream().map(actor -> actor.entity().id()).toList(),
                    query.period(),
                    Optional.empty());
            for (AllTime actor : next) {
                ActorTotal total =
                        new ActorTotal(actor.entity(), sums.get(actor.entity().id()));
                if (total.measures().get(query.by()) > 0 && follows(query, total)) {
                    found.add(total);
                }
            }
            found.sort(Comparator.<ActorTotal>comparingLong(
                            total -> -total.measures().get(query.by()))
                    .thenComparing(BY_ID));
            boolean all = next.size() < block;
            if (all
                    || found.size() >= query.limit()
                            && found.get(query.limit() - 1).measures().get(query.by())
                                    > next.get(block - 1).value()) {
                return Optional.of(List.copyOf(found.subList(0, Math.min(query.limit(), found.size()))));
            }
        }
        return Optional.empty();
    }

    /** An actor and what it did in all time. */
    private record AllTime(NamedEntity entity, long value) {}

    private static List<AllTime> allTime(Connection c, TopQuery query, int from, int limit) throws SQLException {
        String measure = query.by().column();
        Sql sql = Sql.of("SELECT actor_id, name, type, " + measure + " FROM actor_counts WHERE " + measure + " > 0");
        query.type().ifPresent(type -> sql.add("AND type = ?", type.name()));
        return sql.add("ORDER BY " + measure + " DESC, actor_id LIMIT ? OFFSET ?", limit, from)
                .list(c, row -> new AllTime(entity(row), row.getLong(4)));
    }

    /** By code point, as both databases do. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it comes after the end of the page before. */
    private static boolean follows(TopQuery query, ActorTotal total) {
        if (query.after().isEmpty()) {
            return true;
        }
        TopQuery.Last last = query.after().get();
        long value = total.measures().get(query.by());
        return value < last.value()
                || value == last.value() && compare(total.actor().id(), last.actorId()) > 0;
    }
}

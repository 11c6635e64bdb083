package dev.hearsay.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The first actors of a long period, found without adding up everybody's: whoever did little in all time did no more in
 * any period. Actors are looked at from the top of all time down, until none below can be among the first (the threshold
 * algorithm of Fagin, Lotem and Naor, 2001, with one list).
 */
final class TopOfPeriod {
    /** The days of a shorter period are added up sooner. */
    private static final long LEAST_HOURS = 10 * 24;

    /** From here on the days are added up after all: those who spoke in the period are not those who speak in general. */
    private static final int MAX_LOOKED_AT = 3_000;

    private static final Comparator<ActorTotal> BY_ID =
            Comparator.comparing(total -> total.actor().id(), TopOfPeriod::compare);

    private TopOfPeriod() {}

    /** Absent where this way is not the shorter one. */
    static Optional<List<ActorTotal>> byAllTime(Connection c, Dialect dialect, TopQuery query) throws SQLException {
        Period period = query.period().orElseThrow();
        if (query.outlet().isPresent() || query.name().isPresent() || period.hours() < LEAST_HOURS) {
            return Optional.empty();
        }
        TopQuery allTime = new TopQuery(
                query.by(),
                Optional.empty(),
                Optional.empty(),
                query.type(),
                Optional.empty(),
                Optional.empty(),
                Math.min(TopQuery.MAX_LIMIT, 2 * query.limit()));
        List<ActorTotal> found = new ArrayList<>();
        for (int lookedAt = 0; lookedAt < MAX_LOOKED_AT; lookedAt += allTime.limit()) {
            List<ActorTotal> next = Queries.topOfAllTime(allTime)
                    .add("LIMIT ?", allTime.limit())
                    .list(c, Queries::total);
            Map<String, Measures> sums = Sums.withoutOutlets(
                    c,
                    dialect,
                    next.stream().map(total -> total.actor().id()).toList(),
                    query.period(),
                    Optional.empty());
            for (ActorTotal total : next) {
                Measures within = sums.get(total.actor().id());
                if (within.get(query.by()) > 0 && follows(query, total.actor().id(), within)) {
                    found.add(new ActorTotal(total.actor(), within));
                }
            }
            found.sort(Comparator.<ActorTotal>comparingLong(
                            total -> -total.measures().get(query.by()))
                    .thenComparing(BY_ID));
            if (next.size() < allTime.limit()) {
                return Optional.of(first(found, query.limit()));
            }
            ActorTotal last = next.get(next.size() - 1);
            long most = last.measures().get(query.by());
            if (found.size() >= query.limit()
                    && found.get(query.limit() - 1).measures().get(query.by()) > most) {
                return Optional.of(first(found, query.limit()));
            }
            allTime = allTime.following(new TopQuery.Last(most, last.actor().id()));
        }
        return Optional.empty();
    }

    private static List<ActorTotal> first(List<ActorTotal> sorted, int limit) {
        return List.copyOf(sorted.subList(0, Math.min(limit, sorted.size())));
    }

    /** By code point, as both databases do. */
    private static int compare(String a, String b) {
        return Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean follows(TopQuery query, String actorId, Measures within) {
        return query.after().isEmpty()
                || within.get(query.by()) < query.after().get().value()
                || within.get(query.by()) == query.after().get().value()
                        && compare(actorId, query.after().get().actorId()) > 0;
    }
}

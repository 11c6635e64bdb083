package dev.hearsay.store;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * SQLite's full-text index of claims, read from its latest claim down: a row's number there ascends with the claim's
 * time, so that a page costs what it holds, however common the words are. Filters are words of the index too (column
 * {@code scope}): where words and filters are both common but seldom meet, the index skips from one to the other.
 *
 * <p>Every condition is asked of the claim itself as well; what the index is asked for only narrows.
 */
final class SearchIndex {
    /** Numbers of one second, see the migration that makes them. */
    private static final long NUMBERS_A_SECOND = 268_435_456;

    private static final int MILLIS_A_SECOND = 1_000;

    /** Times are kept within some centuries around ours, so that every number fits. */
    private static final long MAX_SECOND = (1L << 34) - 1;

    /** More names than this are left to the claims' own column. */
    private static final int MAX_NAMES = 50;

    private SearchIndex() {}

    /** The claims that a filter with words selects, latest first, as a query of their rows. */
    static Sql latest(Connection connection, ClaimFilter filter, Optional<Queries.Position> after, int limit)
            throws SQLException {
        String match = match(connection, filter);
        long end = Long.MAX_VALUE;
        if (filter.period().isPresent()) {
            end = start(filter.period().get().toMillis()) + NUMBERS_A_SECOND;
        }
        if (after.isPresent()) {
            end = Math.min(end, start(after.get().time()) + NUMBERS_A_SECOND);
        }
        long from = filter.period().map(period -> start(period.fromMillis())).orElse(Long.MIN_VALUE);
        List<Long> found = numbers(connection, filter, after, match, from, end, limit);
        if (found.size() == limit) {
            // within a second the order is that of milliseconds and ids: all of the last second is looked at
            long last = found.get(limit - 1);
            long second = Math.floorDiv(last, NUMBERS_A_SECOND) * NUMBERS_A_SECOND;
            found.addAll(numbers(connection, filter, after, match, Math.max(from, second), last, Integer.MAX_VALUE));
        }
        return Sql.of(
                "SELECT " + ClaimRows.COLUMNS + " FROM claims c WHERE c.search_id IN (SELECT value FROM json_each(?))"
                        + " ORDER BY c.time DESC, c.claim_id DESC LIMIT ?",
                found.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")),
                limit);
    }

    /** Numbers of claims in the index, from one up to another, that one not included, highest first. */
    private static List<Long> numbers(
            Connection connection,
            ClaimFilter filter,
            Optional<Queries.Position> after,
            String match,
            long from,
            long end,
            int limit)
            throws SQLException {
        // CROSS JOIN: the index comes first
        Sql sql = Sql.of("SELECT c.search_id FROM claims_search i CROSS JOIN claims c ON c.search_id = i.rowid")
                .add(ClaimRows.conditions(connection, Dialect.SQLITE, filter.withoutText()))
                .add("AND i.claims_search MATCH ? AND i.rowid >= ? AND i.rowid < ?", match, from, end);
        after.ifPresent(p -> sql.add("AND (c.time, c.claim_id) < (?, ?)", p.time(), p.claimId()));
        return new ArrayList<>(sql.add("ORDER BY i.rowid DESC LIMIT ?", limit).list(connection, row -> row.getLong(1)));
    }

    /** The first number of a time's second; times round as SQLite's division does. */
    private static long start(long millis) {
        return Math.max(-MAX_SECOND - 1, Math.min(MAX_SECOND, millis / MILLIS_A_SECOND)) * NUMBERS_A_SECOND;
    }

    private static String match(Connection connection, ClaimFilter filter) throws SQLException {
        List<String> parts = new ArrayList<>();
        parts.add(Dialect.SQLITE.searchTerms(filter.text().orElseThrow()));
        if (filter.actor().isPresent()) {
            scope("a", ClaimRows.names(connection, filter.actor().get())).ifPresent(parts::add);
        }
        if (filter.entity().isPresent()) {
            scope("e", ClaimRows.names(connection, filter.entity().get())).ifPresent(parts::add);
        }
        filter.outlet().flatMap(outlet -> scope("o", List.of(outlet))).ifPresent(parts::add);
        filter.story().flatMap(story -> scope("s", List.of(story))).ifPresent(parts::add);
        filter.act().ifPresent(act -> parts.add("scope : " + act.name().replace("_", "")));
        filter.type().ifPresent(type -> parts.add("scope : " + type.name()));
        return String.join(" AND ", parts);
    }

    private static Optional<String> scope(String kind, List<String> values) {
        return values.isEmpty() || values.size() > MAX_NAMES
                ? Optional.empty()
                : Optional.of(values.stream()
                        .map(value -> kind + HexFormat.of().formatHex(value.getBytes(StandardCharsets.UTF_8)))
                        .collect(Collectors.joining(" OR ", "scope : (", ")")));
    }
}

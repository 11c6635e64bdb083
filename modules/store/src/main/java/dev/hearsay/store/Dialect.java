package dev.hearsay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.postgresql.util.PSQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What differs between the two databases. */
enum Dialect {
    SQLITE("db/sqlite") {
        @Override
        void lockForWriting(Connection connection) throws SQLException {
            // the first statement takes the only write lock there is; one that began by reading could not wait for it
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("UPDATE sink_offsets SET epoch = epoch WHERE FALSE");
            }
        }

        @Override
        String in(String column) {
            return column + " IN (SELECT value FROM json_each(?))";
        }

        @Override
        String each(String alias) {
            return "json_each(?) " + alias;
        }

        @Override
        Object list(Connection connection, List<String> values) {
            return Json.strings(values);
        }

        @Override
        void delete(Connection connection, String table, List<String> columns, Collection<Object[]> keys)
                throws SQLException {
            String condition = columns.stream().map(column -> column + " = ?").collect(Collectors.joining(" AND "));
            Table.batch(connection, "DELETE FROM " + table + " WHERE " + condition, keys);
        }

        @Override
        void sum(Connection connection, Summary summary, Collection<Object[]> keys) throws SQLException {
            Table.batch(
                    connection,
                    "INSERT INTO " + summary.columns() + " SELECT ?, actor_id, " + Queries.SUMS + " FROM "
                            + summary.of()
                            + " WHERE actor_id = ? AND " + summary.ofPart() + " >= ? AND " + summary.ofPart()
                            + " < ? GROUP BY actor_id",
                    keys);
        }

        @Override
        Sql latestClaims(Connection connection, ClaimFilter filter, Optional<Queries.Position> after, int limit)
                throws SQLException {
            return filter.text().isPresent()
                    ? SearchIndex.latest(connection, filter, after, limit)
                    : super.latestClaims(connection, filter, after, limit);
        }

        @Override
        String textSearch() {
            return "c.search_id IN (SELECT rowid FROM claims_search WHERE claims_search MATCH ?)";
        }

        @Override
        String searchTerms(String text) {
            return "{content_text source_text} : (" + SearchWords.of(text).forSqlite() + ")";
        }
    },

    POSTGRESQL("db/postgresql") {
        @Override
        void lockForWriting(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + WRITE_LOCK + ")");
            }
        }

        @Override
        String in(String column) {
            return column + " = ANY (?)";
        }

        @Override
        String each(String alias) {
            return "unnest(?) " + alias + " (value)";
        }

        @Override
        Object list(Connection connection, List<String> values) throws SQLException {
            return connection.createArrayOf("text", values.toArray());
        }

        @Override
        void delete(Connection connection, String table, List<String> columns, Collection<Object[]> keys)
                throws SQLException {
            // one statement for all keys: a statement for each costs a plan and an answer each
            String condition = IntStream.range(0, columns.size())
                    .mapToObj(i -> "t." + columns.get(i) + " = k.k" + i)
                    .collect(Collectors.joining(" AND "));
            run(
                    connection,
                    "DELETE FROM " + table + " t USING " + keyTable(columns.size()) + " WHERE " + condition,
                    keys);
        }

        @Override
        void sum(Connection connection, Summary summary, Collection<Object[]> keys) throws SQLException {
            if (!keys.isEmpty()) {
                run(
                        connection,
                        "INSERT INTO " + summary.columns() + " SELECT k.k0, r.actor_id, " + Queries.SUMS + " FROM "
                                + keyTable(4) + " JOIN " + summary.of() + " r ON r.actor_id = k.k1 AND r."
                                + summary.ofPart() + " >= k.k2 AND r." + summary.ofPart()
                                + " < k.k3 GROUP BY k.k0, r.actor_id",
                        keys);
            }
        }

        private static String keyTable(int columns) {
            String arrays = String.join(", ", Collections.nCopies(columns, "?::text[]"));
            String names = IntStream.range(0, columns).mapToObj(i -> "k" + i).collect(Collectors.joining(", "));
            return "unnest(" + arrays + ") AS k (" + names + ")";
        }

        private static void run(Connection connection, String sql, Collection<Object[]> keys) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                int columns = keys.iterator().next().length;
                for (int i = 0; i < columns; i++) {
                    int column = i;
                    Object[] values = keys.stream().map(key -> key[column]).toArray();
                    statement.setArray(i + 1, connection.createArrayOf("text", values));
                }
                statement.executeUpdate();
            }
        }

        @Override
        String textSearch() {
            return "c.search @@ to_tsquery('simple', ?)";
        }

        @Override
        String searchTerms(String text) {
            return SearchWords.of(text).forPostgresql();
        }
    };

    static final String SQLITE_PREFIX = "jdbc:sqlite:";
    static final String POSTGRESQL_PREFIX = "jdbc:postgresql:";

    /** Any number that no other application in the same database takes. */
    private static final long WRITE_LOCK = 0x48454152534159L;

    private static final String QUERY_CANCELED = "57014";

    private final String migrations;

    Dialect(String migrations) {
        this.migrations = migrations;
    }

    static Dialect of(DatabaseSettings settings) {
        if (settings.url().startsWith(SQLITE_PREFIX)) {
            return SQLITE;
        }
        if (settings.url().startsWith(POSTGRESQL_PREFIX)) {
            return POSTGRESQL;
        }
        throw new DatabaseException("the database URL '" + settings.display() + "' begins neither with " + SQLITE_PREFIX
                + " nor with " + POSTGRESQL_PREFIX);
    }

    String migrations() {
        return migrations;
    }

    /**
     * Lets one sink at a time write: rows are recomputed from rows of other partitions (days from hours, blanked text),
     * and followers of claim_changes need ids in the order of commits.
     */
    abstract void lockForWriting(Connection connection) throws SQLException;

    /** A condition that holds for the values of one list parameter. */
    abstract String in(String column);

    /** A table of the values of one list parameter, in its column {@code value}. */
    abstract String each(String alias);

    /** That parameter. */
    abstract Object list(Connection connection, List<String> values) throws SQLException;

    /** Deletes the rows of these keys; there is at least one. */
    abstract void delete(Connection connection, String table, List<String> columns, Collection<Object[]> keys)
            throws SQLException;

    /** Adds rows up; each key is the part, the actor, and the first part of the rows and the one after the last. */
    abstract void sum(Connection connection, Summary summary, Collection<Object[]> keys) throws SQLException;

    /** The claims that a filter selects, latest first, those of one time by id: a query of their rows. */
    Sql latestClaims(Connection connection, ClaimFilter filter, Optional<Queries.Position> after, int limit)
            throws SQLException {
        String columns = "SELECT " + ClaimRows.COLUMNS + " FROM ";
        if (filter.entity().isPresent()
                && filter.actor().isEmpty()
                && filter.story().isEmpty()
                && filter.text().isEmpty()) {
            List<String> names = ClaimRows.names(connection, filter.entity().get());
            if (names.size() == 1) {
                // what is said about one name lies in order of time: a page of it needs no more than itself
                Sql sql = Sql.of(columns + "claim_about a CROSS JOIN claims c")
                        .add(ClaimRows.conditions(connection, this, filter.aboutAnything()))
                        .add("AND c.claim_id = a.claim_id AND a.entity_id = ?", names.get(0));
                after.ifPresent(p -> sql.add("AND (a.time, a.claim_id) < (?, ?)", p.time(), p.claimId()));
                return sql.add("ORDER BY a.time DESC, a.claim_id DESC LIMIT ?", limit);
            }
        }
        Sql sql = Sql.of(columns + "claims c").add(ClaimRows.conditions(connection, this, filter));
        after.ifPresent(p -> sql.add("AND (c.time, c.claim_id) < (?, ?)", p.time(), p.claimId()));
        return sql.add("ORDER BY c.time DESC, c.claim_id DESC LIMIT ?", limit);
    }

    /** The condition on claims (as c) that all words of one parameter occur. */
    abstract String textSearch();

    /** That parameter for what a reader typed. */
    abstract String searchTerms(String text);

    /** Whether a read took longer than it may. */
    boolean brokenOff(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite && sqlite.getResultCode() == SQLiteErrorCode.SQLITE_INTERRUPT) {
                return true;
            }
            if (t instanceof PSQLException postgres && QUERY_CANCELED.equals(postgres.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the database refused the data itself, so that trying again is of no use. */
    static boolean refusesData(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLiteException sqlite) {
                int code = sqlite.getResultCode().code & 0xff;
                return code == SQLiteErrorCode.SQLITE_CONSTRAINT.code
                        || code == SQLiteErrorCode.SQLITE_TOOBIG.code
                        || code == SQLiteErrorCode.SQLITE_MISMATCH.code;
            }
            if (t instanceof PSQLException postgres) {
                String state = String.valueOf(postgres.getSQLState());
                // data exception, integrity constraint, program limit (such as an index row that is too long)
                return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
            }
        }
        return false;
    }

    /** Whether the schema is not the one that this program knows, or may not be used: waiting will not help. */
    static boolean isHopeless(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof PSQLException postgres) {
                String state = String.valueOf(postgres.getSQLState());
                return state.startsWith("42") || state.startsWith("28") || state.startsWith("3D");
            }
            if (t instanceof SQLiteException sqlite) {
                int code = sqlite.getResultCode().code & 0xff;
                return code == SQLiteErrorCode.SQLITE_ERROR.code
                        || code == SQLiteErrorCode.SQLITE_READONLY.code
                        || code == SQLiteErrorCode.SQLITE_CORRUPT.code
                        || code == SQLiteErrorCode.SQLITE_NOTADB.code
                        || code == SQLiteErrorCode.SQLITE_MISUSE.code;
            }
        }
        return false;
    }
}

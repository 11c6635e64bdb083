package dev.hearsay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one table in batches.
 *
 * @param keys columns of the primary or unique key, which come first in every row
 * @param values the other columns
 */
record Table(String name, List<String> keys, List<String> values) {

    /** No value of a type other than text: PostgreSQL plans a batch anew where the type of a parameter changes. */
    enum Absent {
        LONG,
        BOOLEAN
    }

    void upsert(Connection connection, Collection<@Nullable Object[]> rows) throws SQLException {
        String assignments = values.stream().map(v -> v + " = excluded." + v).collect(Collectors.joining(", "));
        batch(
                connection,
                insertSql() + " ON CONFLICT (" + String.join(", ", keys) + ") DO "
                        + (values.isEmpty() ? "NOTHING" : "UPDATE SET " + assignments),
                rows);
    }

    void insert(Connection connection, Collection<@Nullable Object[]> rows) throws SQLException {
        batch(connection, insertSql(), rows);
    }

    /** Deletes by the first key columns, which are text; each row holds as many of them as there are. */
    void delete(Connection connection, Dialect dialect, Collection<Object[]> rows) throws SQLException {
        if (!rows.isEmpty()) {
            int columns = rows.iterator().next().length;
            dialect.delete(connection, name, keys.subList(0, columns), rows);
        }
    }

    private String insertSql() {
        List<String> columns = Stream.concat(keys.stream(), values.stream()).toList();
        return "INSERT INTO " + name + " (" + String.join(", ", columns) + ") VALUES ("
                + columns.stream().map(c -> "?").collect(Collectors.joining(", ")) + ")";
    }

    private static void bind(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.VARCHAR);
        } else if (value instanceof Absent absent) {
            statement.setNull(parameter, absent == Absent.LONG ? Types.BIGINT : Types.BOOLEAN);
        } else {
            statement.setObject(parameter, value);
        }
    }

    /** Runs a statement once for each row of parameters. */
    static void batch(Connection connection, String sql, Collection<? extends @Nullable Object[]> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    bind(statement, i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}

package dev.hearsay.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A query put together from texts of this program and parameters of its users, which never meet. */
final class Sql {
    private static final int FETCH_SIZE = 1_000;

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Reads one row. */
    interface Mapping<T> {
        T row(ResultSet row) throws SQLException;
    }

    /** Takes one row. */
    interface Visiting {
        void row(ResultSet row) throws SQLException;
    }

    /** Takes one row and says whether it wants another. */
    interface Walking {
        boolean row(ResultSet row) throws SQLException;
    }

    static Sql of(String part, Object... values) {
        return new Sql().add(part, values);
    }

    /** Appends a part and the values of its parameters. */
    Sql add(String part, Object... values) {
        text.append(part).append(' ');
        parameters.addAll(List.of(values));
        return this;
    }

    Sql add(Sql other) {
        text.append(other.text);
        parameters.addAll(other.parameters);
        return this;
    }

    boolean isEmpty() {
        return text.toString().isBlank();
    }

    <T> List<T> list(Connection connection, Mapping<T> mapping) throws SQLException {
        List<T> rows = new ArrayList<>();
        each(connection, row -> rows.add(mapping.row(row)));
        return rows;
    }

    <T> Optional<T> first(Connection connection, Mapping<T> mapping) throws SQLException {
        return list(connection, mapping).stream().findFirst();
    }

    long number(Connection connection) throws SQLException {
        return first(connection, row -> row.getLong(1)).orElse(0L);
    }

    void each(Connection connection, Visiting visiting) throws SQLException {
        whileTrue(connection, row -> {
            visiting.row(row);
            return true;
        });
    }

    /** Rows until one says that it was the last to be wanted. */
    void whileTrue(Connection connection, Walking walking) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            statement.setFetchSize(FETCH_SIZE);
            try (ResultSet rows = statement.executeQuery()) {
                boolean wanted = true;
                while (wanted && rows.next()) {
                    wanted = walking.row(rows);
                }
            }
        }
    }

    /** Changes rows, and says how many. */
    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }

    static Optional<Instant> optionalTime(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    /** The constant of a name, or the one that stands for names of newer programs. */
    static <E extends Enum<E>> E constant(Class<E> type, String name, E unknown) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        return unknown;
    }
}

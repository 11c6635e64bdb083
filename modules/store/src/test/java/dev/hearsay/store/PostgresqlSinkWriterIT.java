package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sink's transactions on PostgreSQL. */
class PostgresqlSinkWriterIT extends SinkWriterContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }

    @Test
    void writersOfTheSameOutletsWaitForNoneOfEachOther() throws SQLException {
        DatabaseSettings settings = postgres.emptyDatabase();
        Database.open(settings).close();
        List<Connection> connections = new ArrayList<>();
        try {
            Connection first = connect(settings, connections);
            Connection second = connect(settings, connections);
            while (set(first).equals(set(second))) {
                second = connect(settings, connections);
            }
            write(first, "a1", "Echo");
            write(second, "b1", "Quill");
            write(first, "a2", "Quill");
            write(second, "b2", "Echo");
            second.commit();
            first.commit();
            write(second, "b3", "Echo");
            second.rollback();
            execute(first, "DELETE FROM actor_counts_by_outlet WHERE actor_id = 'b2'");
            first.commit();

            assertThat(text(
                            first,
                            "SELECT string_agg(outlet || ' ' || actors || ' ' || reports, ', ' ORDER BY outlet)"
                                    + " FROM outlet_totals"))
                    .isEqualTo("Echo 1 2, Quill 2 4");
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    private static Connection connect(DatabaseSettings settings, List<Connection> connections) throws SQLException {
        Connection connection = postgres.connect(settings);
        connections.add(connection);
        execute(connection, "SET lock_timeout = '20s'");
        connection.setAutoCommit(false);
        return connection;
    }

    private static String set(Connection connection) throws SQLException {
        return text(connection, "SELECT pg_backend_pid() % 16");
    }

    private static void write(Connection connection, String actor, String outlet) throws SQLException {
        execute(
                connection,
                "INSERT INTO actor_counts_by_outlet VALUES ('" + actor + "', '" + outlet
                        + "', 'Odile Marrane', 'PERSON', 1, 2, 1, 1, 0, 0, 0, '{}')");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    @Override
    void refuse(Connection connection, String table, String column, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " ADD CONSTRAINT refuse CHECK (" + column + " <> '" + text
                    + "') NOT VALID");
        }
    }
}

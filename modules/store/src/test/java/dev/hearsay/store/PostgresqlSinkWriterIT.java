package dev.hearsay.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The sink's transactions on PostgreSQL. */
class PostgresqlSinkWriterIT extends SinkWriterContract {
    private static Postgres postgres;

    @BeforeAll
    static void startServer() {
        postgres = Postgres.start();
    }

    @AfterAll
    static void stopServer() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }

    @Override
    void refuse(Connection connection, String table, String column, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " ADD CONSTRAINT refuse CHECK (" + column + " <> '" + text
                    + "') NOT VALID");
        }
    }
}

package dev.hearsay.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.io.TempDir;

/** The sink's transactions on SQLite. */
class SqliteSinkWriterTest extends SinkWriterContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
    }

    @Override
    void refuse(Connection connection, String table, String column, String text) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TRIGGER refuse BEFORE UPDATE ON " + table + " WHEN new." + column + " = '" + text
                    + "' BEGIN SELECT RAISE(ABORT, 'poison'); END");
        }
    }
}

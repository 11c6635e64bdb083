package dev.hearsay.store;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The sink between the embedded broker and SQLite. */
class SqliteSinkIT extends SinkContract {
    @TempDir
    static Path brokerFolder;

    @TempDir
    Path folder;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void startBroker() {
        broker = EmbeddedBroker.start(brokerFolder, BrokerSettings.anyPort());
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @Override
    String bootstrapServers() {
        return broker.bootstrapServers();
    }

    @Override
    Database open() {
        // a short wait for the lock, so that the test of an outage need not hold it for long
        DatabaseSettings settings = DatabaseSettings.sqlite(folder.resolve("hearsay.db"));
        return Database.open(new DatabaseSettings(
                settings.url(), settings.user(), settings.password(), 4, Map.of("busy_timeout", "500")));
    }

    @Override
    AutoCloseable outage() throws SQLException {
        Connection holder = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("hearsay.db"));
        try (Statement statement = holder.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
        }
        return holder;
    }
}

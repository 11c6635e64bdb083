package dev.hearsay.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A PostgreSQL server in a container for the tests of a class, with a database of its own for each test. */
public final class Postgres implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final PostgreSQLContainer container = new PostgreSQLContainer("postgres:15");

    /** Starts it, or skips the class with the reason. */
    @Override
    public void beforeAll(ExtensionContext context) {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no container engine is there to run postgres:15");
        container.start();
    }

    /** An empty database, and who may write it. */
    public DatabaseSettings emptyDatabase() {
        String name = "t" + DATABASES.incrementAndGet();
        execute("CREATE DATABASE " + name);
        return DatabaseSettings.of(container.getJdbcUrl().replace("/" + container.getDatabaseName(), "/" + name))
                .as(container.getUsername(), container.getPassword());
    }

    /** A connection of its own to one of its databases. */
    Connection connect(DatabaseSettings settings) throws SQLException {
        return DriverManager.getConnection(settings.url(), container.getUsername(), container.getPassword());
    }

    /** Runs a statement as the server's administrator, outside the databases of the tests. */
    void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(
                        container.getJdbcUrl(), container.getUsername(), container.getPassword());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        container.stop();
    }
}

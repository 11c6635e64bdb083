package dev.hearsay.app;

import dev.hearsay.store.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** On PostgreSQL. */
class PostgresqlExplainIT extends ExplainContract {
    private static PostgreSQLContainer postgres;

    @BeforeAll
    static void startServer() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no container engine is there to run postgres:15");
        postgres = new PostgreSQLContainer("postgres:15");
        postgres.start();
    }

    @AfterAll
    static void stopServer() {
        if (postgres != null) {
            postgres.stop();
        }
    }

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of(postgres.getJdbcUrl()).as(postgres.getUsername(), postgres.getPassword());
    }
}

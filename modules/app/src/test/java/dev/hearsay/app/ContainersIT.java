package dev.hearsay.app;

import dev.hearsay.store.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** On Kafka and PostgreSQL as they are run in production, both in containers. */
class ContainersIT extends RolesContract {
    private static KafkaContainer kafka;
    private static PostgreSQLContainer postgres;

    @BeforeAll
    static void startServers() {
        Assumptions.assumeTrue(
                DockerClientFactory.instance().isDockerAvailable(),
                "skipped: no container engine is there to run apache/kafka:4.3.1 and postgres:15");
        kafka = new KafkaContainer("apache/kafka:4.3.1").withEnv("KAFKA_MESSAGE_MAX_BYTES", "10485760");
        kafka.start();
        postgres = new PostgreSQLContainer("postgres:15");
        postgres.start();
    }

    @AfterAll
    static void stopServers() {
        if (postgres != null) {
            postgres.stop();
        }
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrap() {
        return kafka.getBootstrapServers();
    }

    @Override
    DatabaseSettings database() {
        return DatabaseSettings.of(postgres.getJdbcUrl()).as(postgres.getUsername(), postgres.getPassword());
    }
}

package dev.hearsay.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.testcontainers.kafka.KafkaContainer;

/** The sink between a broker and PostgreSQL, both in containers. */
class PostgresqlSinkIT extends SinkContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    private static KafkaContainer kafka;

    private DatabaseSettings settings;

    @BeforeAll
    static void startKafka() {
        kafka = new KafkaContainer("apache/kafka:4.3.1");
        kafka.start();
    }

    @AfterAll
    static void stopKafka() {
        if (kafka != null) {
            kafka.stop();
        }
    }

    @Override
    String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    @Override
    Database open() {
        settings = postgres.emptyDatabase();
        return Database.open(settings);
    }

    @Override
    AutoCloseable outage() {
        String name = settings.url().replaceAll(".*/|\\?.*", "");
        postgres.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        postgres.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        return () -> postgres.execute("ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
    }
}

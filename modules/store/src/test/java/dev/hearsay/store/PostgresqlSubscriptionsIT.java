package dev.hearsay.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Subscriptions on PostgreSQL. */
class PostgresqlSubscriptionsIT extends SubscriptionsContract {
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
}

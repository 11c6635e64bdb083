package dev.hearsay.store;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Readers on PostgreSQL. */
class PostgresqlQueriesIT extends QueriesContract {
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

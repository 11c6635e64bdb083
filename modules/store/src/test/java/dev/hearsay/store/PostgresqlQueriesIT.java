package dev.hearsay.store;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Readers on PostgreSQL. */
class PostgresqlQueriesIT extends QueriesContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }
}

package dev.hearsay.store;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Explanations on PostgreSQL. */
class PostgresqlExplanationsIT extends ExplanationsContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }
}

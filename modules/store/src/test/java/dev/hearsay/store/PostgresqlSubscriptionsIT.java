package dev.hearsay.store;

import org.junit.jupiter.api.extension.RegisterExtension;

/** Subscriptions on PostgreSQL. */
class PostgresqlSubscriptionsIT extends SubscriptionsContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    @Override
    Database open() {
        return Database.open(postgres.emptyDatabase());
    }
}

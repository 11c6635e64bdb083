package dev.hearsay.web.webhooks;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Postgres;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Webhooks over PostgreSQL. */
class PostgresqlWebhooksIT extends WebhooksContract {
    @RegisterExtension
    private static final Postgres postgres = new Postgres();

    private final DatabaseSettings database = postgres.emptyDatabase();

    @Override
    Database open() {
        return Database.open(database);
    }
}

package dev.hearsay.web.webhooks;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks over SQLite. */
class SqliteWebhooksTest extends WebhooksContract {
    @TempDir
    private Path folder;

    @Override
    Database open() {
        return Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
    }
}

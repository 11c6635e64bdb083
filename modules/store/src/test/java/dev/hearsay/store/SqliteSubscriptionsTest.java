package dev.hearsay.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Subscriptions on SQLite. */
class SqliteSubscriptionsTest extends SubscriptionsContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
    }
}

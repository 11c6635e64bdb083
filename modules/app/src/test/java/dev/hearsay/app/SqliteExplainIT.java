package dev.hearsay.app;

import dev.hearsay.store.DatabaseSettings;

/** On SQLite. */
class SqliteExplainIT extends ExplainContract {
    @Override
    DatabaseSettings database() {
        return DatabaseSettings.sqlite(directory.resolve("hearsay.db"));
    }
}

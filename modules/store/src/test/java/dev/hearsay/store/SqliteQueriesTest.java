package dev.hearsay.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Readers on SQLite. */
class SqliteQueriesTest extends QueriesContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
    }
}

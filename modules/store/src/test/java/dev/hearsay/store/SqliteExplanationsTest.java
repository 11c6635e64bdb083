package dev.hearsay.store;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Explanations on SQLite. */
class SqliteExplanationsTest extends ExplanationsContract {
    @TempDir
    Path folder;

    @Override
    Database open() {
        return Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
    }
}

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the data are: the directory of {@code hearsay up}, or another database. */
final class DataOptions {
    private static final int READERS = 4;

    @Option(
            names = "--data",
            descriptionKey = "data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "Data directory (default: ${DEFAULT-VALUE}); its database is hearsay.db.")
    private Path data = Path.of("data");

    @Option(
            names = "--database",
            descriptionKey = "database",
            paramLabel = "URL",
            description = "Another database: jdbc:sqlite:FILE or jdbc:postgresql://HOST/NAME.")
    private @Nullable String url;

    @Option(names = "--database-user", descriptionKey = "database-user", paramLabel = "NAME", description = "Its user.")
    private @Nullable String user;

    @Option(
            names = "--database-password",
            descriptionKey = "database-password",
            paramLabel = "TEXT",
            description = "Its password; better in HEARSAY_DATABASE_PASSWORD, which others cannot see.")
    private @Nullable String password;

    Path data() {
        return data;
    }

    /** The database that the options name, if they name one. */
    Optional<DatabaseSettings> named() {
        return Optional.ofNullable(url)
                .map(named -> new DatabaseSettings(
                        named, Optional.ofNullable(user), Optional.ofNullable(password), READERS, Map.of()));
    }

    /** The database that the options name, or that of the data directory. */
    DatabaseSettings settings() {
        return named().orElseGet(() -> DatabaseSettings.sqlite(DataDirectory.database(data)));
    }

    /**
     * The database, for reading.
     *
     * @throws Failure when there is none
     */
    Database existing() {
        Path file = DataDirectory.database(data);
        if (url == null && !Files.isRegularFile(file)) {
            throw Failure.cannotRun("There is no database " + file
                    + ": start hearsay up here, or name its directory with --data, or a database with --database.");
        }
        return Pipeline.database(settings());
    }
}

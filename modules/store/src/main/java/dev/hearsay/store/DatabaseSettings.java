package dev.hearsay.store;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which database, and how to reach it.
 *
 * @param url {@code jdbc:sqlite:FILE} or {@code jdbc:postgresql://HOST/DATABASE}
 * @param readers most connections that read at the same time
 * @param properties passed to the driver as they are
 */
public record DatabaseSettings(
        String url, Optional<String> user, Optional<String> password, int readers, Map<String, String> properties) {

    private static final int DEFAULT_READERS = 4;

    /** Copies the properties. */
    public DatabaseSettings {
        properties = Map.copyOf(properties);
        if (readers < 1) {
            throw new IllegalArgumentException("a database needs at least one reader, not " + readers);
        }
    }

    /** The database at this JDBC URL, without a user of its own. */
    public static DatabaseSettings of(String url) {
        return new DatabaseSettings(url, Optional.empty(), Optional.empty(), DEFAULT_READERS, Map.of());
    }

    /** A SQLite file; it is created if it is not there. */
    public static DatabaseSettings sqlite(Path file) {
        return of(Dialect.SQLITE_PREFIX + file.toAbsolutePath());
    }

    /** The same with a user and a password. */
    public DatabaseSettings as(String newUser, String newPassword) {
        return new DatabaseSettings(url, Optional.of(newUser), Optional.of(newPassword), readers, properties);
    }

    /** Hides the password, and whatever the URL holds after its question mark. */
    @Override
    public String toString() {
        return display();
    }

    /** The URL without parameters, which may hold a password. */
    String display() {
        int parameters = url.indexOf('?');
        String shown = parameters < 0 ? url : url.substring(0, parameters);
        return shown.replaceAll("//[^/@]*@", "//");
    }
}

package dev.hearsay.app.configuration;

import dev.hearsay.app.Failure;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Settings that do not stand on the command line: environment variables before the file. A flag {@code --web-port} is
 * {@code HEARSAY_WEB_PORT} in the environment and {@code web-port} in the file; {@code kafka.security.protocol} is
 * {@code HEARSAY_KAFKA_SECURITY_PROTOCOL} and {@code kafka.security.protocol}.
 */
public final class Configuration {
    /** Read from the working directory when nothing names a file. */
    public static final String DEFAULT_FILE = "hearsay.properties";

    private static final String KAFKA = "kafka.";
    private static final String ENVIRONMENT = "HEARSAY_";
    private static final String ENVIRONMENT_KAFKA = "HEARSAY_KAFKA_";

    private final Map<String, String> environment;
    private final Map<String, String> file;

    private Configuration(Map<String, String> environment, Map<String, String> file) {
        this.environment = environment;
        this.file = file;
    }

    /**
     * Reads the file that the flag or the environment names, or {@value #DEFAULT_FILE} in the working directory if it
     * is there.
     *
     * @throws Failure when a named file cannot be read
     */
    public static Configuration read(Optional<Path> flag, Map<String, String> environment) {
        Optional<Path> named = flag.or(
                () -> Optional.ofNullable(environment.get("HEARSAY_CONFIG")).map(Path::of));
        Path path = named.orElse(Path.of(DEFAULT_FILE));
        if (named.isEmpty() && !Files.isRegularFile(path)) {
            return new Configuration(environment, Map.of());
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw Failure.usage("The configuration file " + path + " cannot be read: " + reason(e) + ".");
        }
        Map<String, String> file = new TreeMap<>();
        properties.forEach((key, value) ->
                file.put(key.toString().strip(), value.toString().strip()));
        return new Configuration(environment, file);
    }

    /** The value for a long flag without its dashes, or nothing. Empty values count as absent. */
    public Optional<String> value(String flag) {
        String variable = ENVIRONMENT + flag.replace('-', '_').toUpperCase(Locale.ROOT);
        return present(environment.get(variable)).or(() -> present(file.get(flag)));
    }

    /** All settings that go to every Kafka client as they are, without the prefix {@code kafka.}. */
    public SortedMap<String, String> kafka() {
        SortedMap<String, String> kafka = new TreeMap<>();
        file.forEach((key, value) -> {
            if (key.startsWith(KAFKA) && key.length() > KAFKA.length()) {
                kafka.put(key.substring(KAFKA.length()), value);
            }
        });
        environment.forEach((key, value) -> {
            if (key.startsWith(ENVIRONMENT_KAFKA) && key.length() > ENVIRONMENT_KAFKA.length()) {
                kafka.put(
                        key.substring(ENVIRONMENT_KAFKA.length())
                                .toLowerCase(Locale.ROOT)
                                .replace('_', '.'),
                        value);
            }
        });
        return kafka;
    }

    /** Keys of the file that are neither a known flag nor {@code kafka.*}: most likely misspelled. */
    public List<String> unknownKeys(Set<String> flags) {
        return file.keySet().stream()
                .filter(key -> !key.startsWith(KAFKA) && !flags.contains(key))
                .toList();
    }

    private static Optional<String> present(@Nullable String value) {
        return Optional.ofNullable(value).filter(v -> !v.isEmpty());
    }

    private static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return String.valueOf(e.getMessage());
    }
}

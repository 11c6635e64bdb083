package dev.hearsay.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What runs here: the versions of Hearsay, Kafka and Java. */
public record Version(String hearsay, String kafka, String java) {
    /** Reads the versions that the build wrote down. */
    public static Version current() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Version(
                properties.getProperty("version", "unknown"),
                properties.getProperty("kafka", "unknown"),
                System.getProperty("java.runtime.version", System.getProperty("java.version")));
    }

    /** One line for people. */
    public String line() {
        return "hearsay " + hearsay + " (Kafka " + kafka + ", Java " + java + ")";
    }

    /** What {@code hearsay --version} prints. */
    public static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {current().line()};
        }
    }
}

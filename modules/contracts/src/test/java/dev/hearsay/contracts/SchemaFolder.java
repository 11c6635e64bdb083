package dev.hearsay.contracts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The folder {@code schemas/} of the checkout, as it is on disk. */
final class SchemaFolder {
    /** Types that records share; they have no topic and no id of their own. */
    static final Set<String> SHARED = Set.of("Span", "ActorType", "ClaimType", "Cause", "Form");

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", ".")).resolve("../../schemas").normalize();

    private SchemaFolder() {}

    /** Paths of the present schemas, such as {@code Claim.avsc}. */
    static List<String> present() {
        return schemasIn(ROOT);
    }

    /** Released versions, such as {@code 0.1.0}. */
    static List<String> versions() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("history"))) {
            return folders.filter(Files::isDirectory)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Paths of the schemas of a released version, such as {@code history/0.1.0/Claim.avsc}. */
    static List<String> released(String version) {
        String folder = "history/" + version + "/";
        return schemasIn(ROOT.resolve(folder)).stream()
                .map(file -> folder + file)
                .toList();
    }

    static String recordOf(String file) {
        return file.substring(file.lastIndexOf('/') + 1, file.length() - ".avsc".length());
    }

    static Schema schema(String file) {
        return SchemaFiles.resolve(file, SchemaFolder::read);
    }

    static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> schemasIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> path.getFileName().toString())
                    .filter(name -> name.endsWith(".avsc"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

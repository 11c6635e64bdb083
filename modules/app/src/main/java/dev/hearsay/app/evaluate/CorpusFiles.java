package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.CleanText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Files of a corpus, or one sentence that says why not. */
final class CorpusFiles {
    private CorpusFiles() {}

    static Path folder(Path path) {
        if (!Files.isDirectory(path)) {
            throw Failure.usage("There is no directory " + path + ".");
        }
        return path;
    }

    /** The files right in a folder, in the order of their names. */
    static List<Path> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw unreadable(folder, e);
        }
    }

    /** A file's text with its line ends as they are, so that offsets hold. */
    static String text(Path file) {
        try {
            return CleanText.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        return Failure.cannotRun(file + " cannot be read: " + e.getMessage() + ".", e);
    }
}

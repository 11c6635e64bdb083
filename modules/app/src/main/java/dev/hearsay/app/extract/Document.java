package dev.hearsay.app.extract;

import dev.hearsay.app.Failure;
import dev.hearsay.contracts.CleanText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A text to extract from.
 *
 * @param name the file's name without its last extension; {@code -} for standard input
 * @param file where it is, or standard input
 */
public record Document(String name, Path file) {
    private static final Path STANDARD_INPUT = Path.of("-");

    /**
     * The documents that these arguments name, in their order; the {@code .txt} files of a directory in the order of their
     * paths.
     *
     * @throws Failure when a file is not there
     */
    public static List<Document> of(List<Path> paths) {
        List<Document> documents = new ArrayList<>();
        for (Path path : paths) {
            if (path.equals(STANDARD_INPUT)) {
                documents.add(new Document("-", path));
            } else if (Files.isDirectory(path)) {
                documents.addAll(ofDirectory(path));
            } else if (Files.exists(path)) {
                documents.add(ofFile(path));
            } else {
                throw Failure.usage("There is no file " + path + ".");
            }
        }
        return documents;
    }

    private static List<Document> ofDirectory(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            List<Document> documents = files.filter(file -> file.toString().endsWith(".txt"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(Document::ofFile)
                    .toList();
            if (documents.isEmpty()) {
                throw Failure.usage("There is no .txt file in the directory " + directory + ".");
            }
            return documents;
        } catch (IOException e) {
            throw unreadable(directory, e);
        }
    }

    private static Document ofFile(Path file) {
        String name = file.getFileName().toString();
        int dot = name.lastIndexOf('.');
        return new Document(dot > 0 ? name.substring(0, dot) : name, file);
    }

    /**
     * Its text: UTF-8, as it stands; what is none becomes U+FFFD, and so do U+0000 and lone surrogates.
     *
     * @throws Failure when the file cannot be read
     */
    public String text(InputStream standardInput) {
        try {
            byte[] bytes = file.equals(STANDARD_INPUT) ? standardInput.readAllBytes() : Files.readAllBytes(file);
            return CleanText.of(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static Failure unreadable(Path file, IOException e) {
        String reason = e instanceof AccessDeniedException
                ? "permission denied"
                : e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e.getMessage());
        return Failure.cannotRun(file + " cannot be read: " + reason + ".", e);
    }
}

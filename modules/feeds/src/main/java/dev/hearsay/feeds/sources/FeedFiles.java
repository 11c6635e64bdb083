package dev.hearsay.feeds.sources;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Files, folders (with all below them, in order of their names), globs and {@code -} for standard input. In folders and
 * globs, hidden files and unfinished ones ({@code .tmp}, {@code .part}) are passed over.
 */
public final class FeedFiles {
    private static final int DEEPEST_FOLDER = 64;

    private FeedFiles() {}

    /**
     * The inputs that the arguments name, in that order.
     *
     * @param standardInput what {@code -} stands for
     * @throws SourceException if one of them names nothing that can be read
     */
    public static List<FeedInput> of(List<String> arguments, InputStream standardInput) {
        List<FeedInput> inputs = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals("-")) {
                inputs.add(FeedInput.stream(FeedInput.STDIN, standardInput));
            } else {
                for (Path file : files(argument)) {
                    inputs.add(FeedInput.file(file));
                }
            }
        }
        return inputs;
    }

    private static List<Path> files(String argument) {
        Path path;
        try {
            path = Path.of(argument);
        } catch (InvalidPathException e) {
            return glob(argument);
        }
        if (Files.isDirectory(path)) {
            List<Path> files = below(path, file -> true);
            if (files.isEmpty()) {
                throw new SourceException("no files in " + path);
            }
            return files;
        }
        if (Files.exists(path)) {
            if (!Files.isReadable(path)) {
                throw new SourceException("no permission to read " + path);
            }
            return List.of(path);
        }
        if (argument.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0)) {
            return glob(argument);
        }
        throw new SourceException("no such file or folder: " + argument);
    }

    private static List<Path> glob(String pattern) {
        int wild = 0;
        while (wild < pattern.length() && "*?[{".indexOf(pattern.charAt(wild)) < 0) {
            wild++;
        }
        int slash = pattern.lastIndexOf('/', wild);
        Path root = slash < 0 ? Path.of("") : Path.of(pattern.substring(0, slash + 1));
        if (!Files.isDirectory(root)) {
            throw new SourceException("no such folder: " + root);
        }
        PathMatcher matcher;
        try {
            matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern.substring(slash + 1));
        } catch (IllegalArgumentException e) {
            throw new SourceException("not a glob: " + pattern);
        }
        List<Path> files = below(root, file -> matcher.matches(root.relativize(file)));
        if (files.isEmpty()) {
            throw new SourceException("no file matches " + pattern);
        }
        return files;
    }

    private static List<Path> below(Path folder, Predicate<Path> wanted) {
        try (Stream<Path> all = Files.walk(folder, DEEPEST_FOLDER, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> finished(file.getFileName().toString()))
                    .filter(wanted)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw new SourceException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Whether a file of this name is meant to be read: neither hidden nor unfinished by its name. */
    public static boolean finished(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.startsWith(".") && !lower.endsWith(".tmp") && !lower.endsWith(".part");
    }
}

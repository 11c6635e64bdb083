package dev.hearsay.feeds.sources;

import dev.hearsay.feeds.ReadOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One stream of documents that can be opened. */
public final class FeedInput {
    /** How standard input is called in messages. */
    public static final String STDIN = "<stdin>";

    private final String name;
    private final Optional<Path> path;
    private final Optional<Supplier<InputStream>> stream;

    private FeedInput(String name, Optional<Path> path, Optional<Supplier<InputStream>> stream) {
        this.name = name;
        this.path = path;
        this.stream = stream;
    }

    /** A file. */
    public static FeedInput file(Path file) {
        return new FeedInput(file.toString(), Optional.of(file), Optional.empty());
    }

    /** A stream that is there once. A name in angle brackets is none that a document could be called by. */
    public static FeedInput stream(String name, InputStream in) {
        return new FeedInput(name, Optional.empty(), Optional.of(() -> in));
    }

    /** Its name in messages. */
    public String name() {
        return name;
    }

    /** Bytes as stored, where that is known. */
    public Optional<Long> size() {
        return path.flatMap(p -> {
            try {
                return Optional.of(Files.size(p));
            } catch (IOException unknown) {
                return Optional.empty();
            }
        });
    }

    /** These options for this input: its name and its time of change. */
    public ReadOptions options(ReadOptions common) {
        ReadOptions own = common.withSource(name);
        return modified().map(own::withModified).orElse(own);
    }

    private Optional<Instant> modified() {
        return path.flatMap(p -> {
            try {
                return Optional.of(Files.getLastModifiedTime(p).toInstant());
            } catch (IOException unknown) {
                return Optional.empty();
            }
        });
    }

    /**
     * Opens it.
     *
     * @throws SourceException if it cannot be opened
     */
    public InputStream open() {
        if (stream.isPresent()) {
            return stream.get().get();
        }
        Path file = path.orElseThrow();
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new SourceException(
                    "cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }
}

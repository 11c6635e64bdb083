package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The directory with everything that a process keeps: {@code broker/}, {@code streams/}, {@code hearsay.db},
 * {@code logs/}. One process holds it at a time; the operating system lets go of it however that process ends.
 */
public final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private DataDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Creates the directory if it is missing, and holds it.
     *
     * @throws Failure when it cannot be written to or another process holds it
     */
    public static DataDirectory hold(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel channel =
                    FileChannel.open(path.resolve("hearsay.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw Failure.cannotRun("The data directory " + path
                        + " is in use by another process: stop that one, or choose another with --data.");
            }
            return new DataDirectory(path, channel);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** Where the embedded broker keeps its log. */
    public Path broker() {
        return path.resolve("broker");
    }

    /** Where Kafka Streams keeps its state. */
    public Path streams() {
        return path.resolve("streams");
    }

    /** The SQLite database. */
    public Path database() {
        return database(path);
    }

    /** The SQLite database in a data directory that some process holds. */
    public static Path database(Path path) {
        return path.resolve("hearsay.db");
    }

    /** The file that a role logs to. */
    public Path log(String role) {
        return log(path, role);
    }

    /** The file that a role logs to which shares the directory with others. */
    public static Path log(Path path, String role) {
        return path.resolve("logs").resolve(role + ".log");
    }

    /**
     * Makes sure that files can be put into a directory that this process does not hold.
     *
     * @throws Failure when they cannot
     */
    public static void writable(Path path) {
        try {
            Files.createDirectories(path.resolve("logs"));
        } catch (IOException e) {
            throw unwritable(path, e);
        }
        if (!Files.isWritable(path.resolve("logs"))) {
            throw unwritable(path, new AccessDeniedException(path.toString()));
        }
    }

    private static Failure unwritable(Path path, IOException e) {
        if (e instanceof FileAlreadyExistsException) {
            return Failure.cannotRun("The data directory " + path + " is a file: choose another with --data.", e);
        }
        String reason = e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return Failure.cannotRun(
                "The data directory " + path + " cannot be written to (" + reason + "): choose another with --data.",
                e);
    }

    /** The directory itself. */
    public Path path() {
        return path;
    }

    /** Removes a directory and all that is in it. */
    public static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be removed", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // the lock ends with the process at the latest
        }
    }
}

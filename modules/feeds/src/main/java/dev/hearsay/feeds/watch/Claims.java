package dev.hearsay.feeds.watch;

import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whose file it is. A watcher claims a file by renaming it into a folder of its own, which is atomic: of two watchers
 * one gets it. It holds a lock beside that folder for as long as it lives; the operating system lets go of it however the
 * watcher ends, and then another one, or the next, puts the claimed files back.
 */
final class Claims implements AutoCloseable {
    private static final String HOME = ".hearsay";
    private static final String LOCK = ".lock";

    private final Path directory;
    private final Path home;
    private final String id;
    private final FileChannel channel;
    private final FileLock lock;

    private Claims(Path directory, Path home, String id, FileChannel channel, FileLock lock) {
        this.directory = directory;
        this.home = home;
        this.id = id;
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Begins to claim files of a directory.
     *
     * @throws SourceException if nothing can be written there
     */
    static Claims in(Path directory) {
        Path home = directory.resolve(HOME);
        try {
            Files.createDirectories(home);
            while (true) {
                String id = UUID.randomUUID().toString();
                Path file = home.resolve(id + LOCK);
                FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                Optional<FileLock> lock = tryLock(channel);
                // Another watcher may have taken the new file for one that was left behind, and removed it.
                if (lock.isPresent() && Files.exists(file)) {
                    Files.createDirectories(home.resolve(id));
                    return new Claims(directory, home, id, channel, lock.get());
                }
                channel.close();
            }
        } catch (IOException e) {
            throw new SourceException("cannot claim files in " + directory + ": " + e, e);
        }
    }

    private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
        try {
            return Optional.ofNullable(channel.tryLock());
        } catch (OverlappingFileLockException heldByThisProcess) {
            return Optional.empty();
        }
    }

    /** Takes a file; empty if it is gone. */
    Optional<Path> claim(Path file) throws IOException {
        Path claimed = home.resolve(id).resolve(file.getFileName().toString());
        try {
            Files.move(file, claimed, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(claimed);
        } catch (NoSuchFileException takenByAnother) {
            return Optional.empty();
        }
    }

    /** Gives a claimed file back to the directory, under its name or one beside it. */
    void release(Path claimed) throws IOException {
        move(claimed, directory);
    }

    /** Moves a file into a folder; under another name if its own is taken there. */
    static Path move(Path file, Path folder) throws IOException {
        String name = file.getFileName().toString();
        for (int n = 1; ; n++) {
            Path target = folder.resolve(n == 1 ? name : numbered(name, n));
            try {
                return Files.move(file, target);
            } catch (FileAlreadyExistsException taken) {
                if (n > 100_000) {
                    throw taken;
                }
            }
        }
    }

    /** Where {@link #move} would put a file now. */
    static Path free(Path file, Path folder) {
        String name = file.getFileName().toString();
        int n = 1;
        while (Files.exists(folder.resolve(n == 1 ? name : numbered(name, n)))) {
            n++;
        }
        return folder.resolve(n == 1 ? name : numbered(name, n));
    }

    private static String numbered(String name, int n) {
        int dot = name.indexOf('.', 1);
        return dot < 0 ? name + "~" + n : name.substring(0, dot) + "~" + n + name.substring(dot);
    }

    /** Puts back what watchers that have ended left claimed; how many files that were. */
    int recover() throws IOException {
        int recovered = 0;
        for (Path file : files(home)) {
            String name = file.getFileName().toString();
            if (!name.endsWith(LOCK) || name.equals(id + LOCK)) {
                continue;
            }
            try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
                if (tryLock(other).isEmpty()) {
                    continue;
                }
                Path left = home.resolve(name.substring(0, name.length() - LOCK.length()));
                for (Path claimed : files(left)) {
                    release(claimed);
                    recovered++;
                }
                Files.deleteIfExists(left);
                Files.deleteIfExists(file);
            } catch (NoSuchFileException recoveredByAnother) {
                continue;
            }
        }
        return recovered;
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, Files::isRegularFile)) {
            all.forEach(files::add);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        return files;
    }

    @Override
    public void close() throws IOException {
        for (Path claimed : files(home.resolve(id))) {
            release(claimed);
        }
        Files.deleteIfExists(home.resolve(id));
        Files.deleteIfExists(home.resolve(id + LOCK));
        lock.release();
        channel.close();
    }
}

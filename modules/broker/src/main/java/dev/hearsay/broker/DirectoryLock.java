package dev.hearsay.broker;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds a directory for one process; the operating system lets go of it when the process dies, however it dies. */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;
    private final FileLock lock;

    private DirectoryLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    static DirectoryLock take(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (FileAlreadyExistsException e) {
            throw new BrokerStartException("the data directory " + directory + " is a file: name a directory");
        } catch (IOException e) {
            throw new BrokerStartException("the data directory " + directory + " cannot be created (" + reason(e)
                    + "): choose one that you may write to");
        }
        try {
            FileChannel channel =
                    FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return new DirectoryLock(channel, lock);
                }
            } catch (OverlappingFileLockException e) {
                // this very process holds it
            }
            channel.close();
        } catch (IOException e) {
            throw new BrokerStartException("the data directory " + directory + " cannot be written to (" + reason(e)
                    + "): choose one that you may write to");
        }
        throw new BrokerStartException("the data directory " + directory
                + " is in use by another Hearsay process: stop that one, or choose another directory");
    }

    private static String reason(IOException e) {
        return e instanceof AccessDeniedException ? "no permission" : String.valueOf(e.getMessage());
    }

    @Override
    public void close() {
        try {
            lock.release();
            channel.close();
        } catch (IOException e) {
            // the lock goes with the process
        }
    }
}

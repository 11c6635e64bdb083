package dev.hearsay.feeds.poll;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * What is known of a feed from its last answer.
 *
 * @param address where it is now
 * @param etag its entity tag
 * @param lastModified its time of change, as the server wrote it
 */
record PollState(String address, Optional<String> etag, Optional<String> lastModified) {
    static PollState fresh(String address) {
        return new PollState(address, Optional.empty(), Optional.empty());
    }

    /** From its file; a fresh one if there is none, or none for this address. */
    static PollState read(Path file, String configured) throws IOException {
        if (!Files.exists(file)) {
            return fresh(configured);
        }
        Properties kept = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            kept.load(in);
        } catch (IllegalArgumentException broken) {
            return fresh(configured);
        }
        if (!configured.equals(kept.getProperty("configured"))) {
            return fresh(configured);
        }
        return new PollState(
                kept.getProperty("address", configured),
                Optional.ofNullable(kept.getProperty("etag")),
                Optional.ofNullable(kept.getProperty("last-modified")));
    }

    void write(Path file, String configured) throws IOException {
        Properties kept = new Properties();
        kept.setProperty("configured", configured);
        kept.setProperty("address", address);
        etag.ifPresent(value -> kept.setProperty("etag", value));
        lastModified.ifPresent(value -> kept.setProperty("last-modified", value));
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (OutputStream out = Files.newOutputStream(fresh)) {
            kept.store(out, null);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}

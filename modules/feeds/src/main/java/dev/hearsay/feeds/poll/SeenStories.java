package dev.hearsay.feeds.poll;

import dev.hearsay.feeds.FirstSeen;
import dev.hearsay.feeds.sources.SourceException;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers in a file when each content of each story was first seen, and so which entries of a feed are new. Lines are
 * appended when their stories are acknowledged; a line that a crash cut short is dropped. What was last seen long ago is
 * forgotten when the file is opened: feeds do not carry it any more.
 *
 * <p>Not for use by several threads at once.
 */
final class SeenStories implements FirstSeen {
    private static final Duration KEPT = Duration.ofDays(180);

    private final Path file;
    private final Map<String, Instant> seen = new LinkedHashMap<>();
    private final List<String> unwritten = new ArrayList<>();

    private SeenStories(Path file) {
        this.file = file;
    }

    /**
     * Opens the memory in this file, which need not be there yet.
     *
     * @throws SourceException if it cannot be read or written
     */
    static SeenStories in(Path file, Instant now) {
        SeenStories stories = new SeenStories(file);
        try {
            stories.load(now.minus(KEPT));
        } catch (IOException e) {
            throw new SourceException("cannot use " + file + ": " + e, e);
        }
        return stories;
    }

    private void load(Instant oldest) throws IOException {
        if (Files.exists(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    read(line, oldest);
                }
            }
        }
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(fresh, StandardCharsets.UTF_8)) {
            for (Map.Entry<String, Instant> entry : seen.entrySet()) {
                out.write(line(entry.getKey(), entry.getValue()));
            }
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private void read(String line, Instant oldest) {
        int tab = line.indexOf('\t');
        if (tab > 0 && line.endsWith("\t.")) {
            try {
                Instant at = Instant.ofEpochMilli(Long.parseLong(line.substring(0, tab)));
                if (at.isAfter(oldest)) {
                    seen.putIfAbsent(line.substring(tab + 1, line.length() - 2), at);
                }
            } catch (NumberFormatException broken) {
                return;
            }
        }
    }

    private static String line(String key, Instant at) {
        return at.toEpochMilli() + "\t" + key + "\t.\n";
    }

    private static String key(String storyId, String contentHash) {
        return contentHash + " " + storyId.replaceAll("[\\t\\r\\n]", " ");
    }

    /** Whether this content of this story has been seen. */
    boolean contains(String storyId, String contentHash) {
        return seen.containsKey(key(storyId, contentHash));
    }

    @Override
    public Instant of(String storyId, String contentHash, Instant now) {
        return seen.getOrDefault(key(storyId, contentHash), now);
    }

    /** From now on, this content of this story has been seen; {@link #keep} makes it last. */
    void add(String storyId, String contentHash, Instant now) {
        String key = key(storyId, contentHash);
        if (seen.putIfAbsent(key, now) == null) {
            unwritten.add(line(key, now));
        }
    }

    /** Writes what was added. */
    void keep() throws IOException {
        if (!unwritten.isEmpty()) {
            Files.writeString(file, String.join("", unwritten), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            unwritten.clear();
        }
    }

    /** Forgets what was added and not kept. */
    void forgetUnkept() {
        for (String line : unwritten) {
            seen.remove(line.substring(line.indexOf('\t') + 1, line.length() - 3));
        }
        unwritten.clear();
    }
}

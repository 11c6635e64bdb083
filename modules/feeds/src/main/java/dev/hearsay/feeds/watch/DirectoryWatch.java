package dev.hearsay.feeds.watch;

import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Feeds what is dropped into a directory. A file is taken when it has not changed for a while and is neither hidden nor
 * called {@code .tmp} or {@code .part}; then it is claimed, read, published, acknowledged, and moved to {@code done/}; or
 * to {@code failed/}, beside a file {@code NAME.error.txt} that says which documents were refused and why.
 *
 * <p>Killed at any step, a watcher loses nothing: a file leaves its claim only after its stories are acknowledged, and
 * claims of ended watchers are taken back. A file may be fed twice then, which changes no count. Any number of watchers may
 * watch one directory. While Kafka is away, files wait.
 */
public final class DirectoryWatch {
    private static final int MOST_FILES = 500;
    private static final long MOST_BYTES = 64L << 20;
    private static final int MOST_REASONS = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int RECOVER_EVERY = 10;

    private final Path directory;
    private final Path done;
    private final Path failed;
    private final ReadOptions options;
    private final Duration settle;
    private final Duration pause;
    private final ArticleSink.Opener sinks;
    private final WatchListener listener;
    private final Map<Path, Stamp> seen = new HashMap<>();

    /** What a file looked like when it was last listed. */
    private record Stamp(long size, Instant modified) {
        static Stamp of(BasicFileAttributes attributes) {
            return new Stamp(attributes.size(), attributes.lastModifiedTime().toInstant());
        }
    }

    /** A file that is being fed. */
    private static final class Claimed {
        private final Path path;
        private final String name;
        private final Stamp stamp;
        private final List<Parsed.Refused> refused = new ArrayList<>();
        private int stories;
        private long faults;

        Claimed(Path path, String name, Stamp stamp) {
            this.path = path;
            this.name = name;
            this.stamp = stamp;
        }

        void add(Parsed parsed) {
            if (parsed instanceof Parsed.Refused refusal) {
                // A picture beside stories is no fault of the file.
                if (refusal.kind() != Refusal.NOT_A_STORY) {
                    faults++;
                    if (refused.size() < MOST_REASONS) {
                        refused.add(refusal);
                    }
                }
            } else {
                stories++;
            }
        }

        void takeBack(Parsed.Refused refusal) {
            stories--;
            add(refusal);
        }
    }

    /**
     * A watch.
     *
     * @param options how files are read
     * @param settle for how long a file must not have changed
     * @param pause between two looks at the directory
     * @throws SourceException if the directory is not there, or nothing can be written to it
     */
    public DirectoryWatch(
            Path directory,
            ReadOptions options,
            Duration settle,
            Duration pause,
            ArticleSink.Opener sinks,
            WatchListener listener) {
        if (!Files.isDirectory(directory)) {
            throw new SourceException("no such directory to watch: " + directory);
        }
        this.directory = directory;
        this.done = directory.resolve("done");
        this.failed = directory.resolve("failed");
        this.options = options;
        this.settle = settle;
        this.pause = pause;
        this.sinks = sinks;
        this.listener = listener;
        try {
            Files.createDirectories(done);
            Files.createDirectories(failed);
        } catch (IOException e) {
            throw new SourceException("cannot write to " + directory + ": " + e, e);
        }
    }

    /** Watches until the thread is interrupted. */
    public void run() {
        Duration wait = pause;
        while (!Thread.currentThread().isInterrupted()) {
            try (Claims claims = Claims.in(directory);
                    ArticleSink sink = sinks.open()) {
                wait = pause;
                watch(claims, sink);
            } catch (PublishException | SourceException e) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                listener.trouble(e.getMessage());
            } catch (IOException e) {
                listener.trouble("trouble with " + directory + ": " + e);
            }
            sleep(wait);
            wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait.multipliedBy(2);
        }
    }

    private void watch(Claims claims, ArticleSink sink) throws IOException {
        for (long round = 0; !Thread.currentThread().isInterrupted(); round++) {
            if (round % RECOVER_EVERY == 0) {
                claims.recover();
            }
            List<Path> ready = settled();
            for (int from = 0; from < ready.size(); ) {
                from = feed(ready, from, claims, sink);
            }
            if (ready.isEmpty()) {
                sleep(pause);
            }
        }
    }

    /** Files that look the same as at the last look and have not changed for a while; oldest first. */
    private List<Path> settled() throws IOException {
        Map<Path, Stamp> now = new HashMap<>();
        Instant latest = Instant.now().minus(settle);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!FeedFiles.finished(file.getFileName().toString())) {
                    continue;
                }
                try {
                    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                    if (attributes.isRegularFile()) {
                        now.put(file, Stamp.of(attributes));
                    }
                } catch (NoSuchFileException taken) {
                    continue;
                }
            }
        }
        List<Path> ready = now.entrySet().stream()
                .filter(e -> e.getValue().equals(seen.get(e.getKey())))
                .filter(e -> !e.getValue().modified.isAfter(latest))
                .sorted(Comparator.comparing((Map.Entry<Path, Stamp> e) -> e.getValue().modified)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
        seen.clear();
        seen.putAll(now);
        return ready;
    }

    /** Feeds some files, and moves them when all their stories are acknowledged; where to go on. */
    private int feed(List<Path> ready, int from, Claims claims, ArticleSink sink) throws IOException {
        List<Claimed> batch = new ArrayList<>();
        long bytes = 0;
        int next = from;
        while (next < ready.size() && batch.size() < MOST_FILES && bytes < MOST_BYTES) {
            Path file = ready.get(next++);
            var claimed = claims.claim(file);
            if (claimed.isPresent()) {
                Stamp stamp = Stamp.of(Files.readAttributes(claimed.get(), BasicFileAttributes.class));
                Claimed own = new Claimed(claimed.get(), file.toString(), stamp);
                batch.add(own);
                bytes += stamp.size;
                read(own, sink);
            }
        }
        for (Parsed.Refused refused : sink.flush()) {
            batch.stream()
                    .filter(file -> file.name.equals(refused.origin().source()))
                    .forEach(file -> file.takeBack(refused));
        }
        for (Claimed file : batch) {
            settle(file, claims);
        }
        return next;
    }

    private void read(Claimed file, ArticleSink sink) {
        FeedInput input = FeedInput.file(file.path);
        try (InputStream in = input.open()) {
            ArticleReader.read(in, input.options(options).withSource(file.name), parsed -> {
                file.add(parsed);
                sink.accept(parsed);
            });
        } catch (IOException | SourceException e) {
            file.add(new Parsed.Refused(Origin.of(file.name), Refusal.UNREADABLE, "cannot be read: " + e.getMessage()));
        }
    }

    private void settle(Claimed file, Claims claims) throws IOException {
        Stamp now = Stamp.of(Files.readAttributes(file.path, BasicFileAttributes.class));
        if (!now.equals(file.stamp)) {
            // Its writer was slow, not done.
            claims.release(file.path);
        } else if (file.faults == 0) {
            listener.done(Claims.move(file.path, done), file.stories);
        } else {
            fail(file);
        }
    }

    /** First the reasons, then the file: one that lies there never lacks them. */
    private void fail(Claimed file) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(file.stories + " documents of this file were accepted, " + file.faults + " refused:");
        file.refused.forEach(r -> lines.add(r.toString()));
        if (file.faults > file.refused.size()) {
            lines.add("… and " + (file.faults - file.refused.size()) + " more");
        }
        Path free = Claims.free(file.path, failed);
        Files.write(failed.resolve(free.getFileName() + ".error.txt"), lines);
        Path moved = Claims.move(file.path, failed);
        if (!moved.equals(free)) {
            Files.write(failed.resolve(moved.getFileName() + ".error.txt"), lines);
        }
        listener.failed(moved, file.refused.get(0).toString());
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

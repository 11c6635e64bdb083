package dev.hearsay.feeds.watch;

import dev.hearsay.feeds.ReadOptions;
import java.nio.file.Path;
import java.time.Duration;

/** A watcher in a process of its own, so that it can be killed. */
final class WatchProcess {
    private WatchProcess() {}

    public static void main(String[] arguments) {
        new DirectoryWatch(
                        Path.of(arguments[0]),
                        ReadOptions.of("").withProvider("Drop").withLanguage("en"),
                        Duration.ofMillis(400),
                        Duration.ofMillis(100),
                        () -> new LedgerSink(Path.of(arguments[1])),
                        WatchListener.SILENT)
                .run();
    }
}

package dev.hearsay.feeds.watch;

import java.nio.file.Path;

/** Told what a directory watch does, by the thread that watches. */
public interface WatchListener {
    /** Tells nobody. */
    WatchListener SILENT = new WatchListener() {};

    /** A file's stories are acknowledged, and it lies in {@code done/}. */
    default void done(Path file, int stories) {}

    /** A file lies in {@code failed/}, with its reasons beside it; some of its stories may have been accepted. */
    default void failed(Path file, String firstReason) {}

    /** Something went wrong that will be tried again. */
    default void trouble(String sentence) {}
}

package dev.hearsay.feeds.publish;

/** Told how a feed goes, a few times a second at most, always by the thread that publishes; and once at the end. */
@FunctionalInterface
public interface PublishListener {
    /** Tells nobody. */
    PublishListener SILENT = progress -> {};

    /** The state now. */
    void progress(PublishProgress progress);
}

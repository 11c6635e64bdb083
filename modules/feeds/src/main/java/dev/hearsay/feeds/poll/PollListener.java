package dev.hearsay.feeds.poll;

/** Told what a poll does, by the thread that polls. */
public interface PollListener {
    /** Tells nobody. */
    PollListener SILENT = new PollListener() {};

    /** New or changed entries of the feed are acknowledged. */
    default void fed(String address, int stories, int refused) {}

    /** The feed had nothing new. */
    default void unchanged(String address) {}

    /** Something went wrong that will be tried again, unless the sentence says otherwise. */
    default void trouble(String sentence) {}
}

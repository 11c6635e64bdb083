package dev.hearsay.feeds.plan;

/** Told what the sources of a plan do; by several threads. */
public interface FeedRunListener {
    /** Stories of a source are acknowledged. */
    void fed(String source, int stories);

    /** Something of a source was refused, with its reason, or did not work and will be tried again. */
    void trouble(String source, String sentence);
}

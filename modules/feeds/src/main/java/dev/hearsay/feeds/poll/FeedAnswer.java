package dev.hearsay.feeds.poll;

import java.time.Duration;
import java.util.Optional;

/** What a server answered to the question for a feed. */
sealed interface FeedAnswer {
    /**
     * The feed.
     *
     * @param moved where it is from now on, if it moved for good
     */
    record Content(byte[] body, Optional<String> etag, Optional<String> lastModified, Optional<String> moved)
            implements FeedAnswer {}

    /** As it was. */
    record Unchanged() implements FeedAnswer {}

    /** Gone for good: it is not asked again. */
    record Gone(String sentence) implements FeedAnswer {}

    /**
     * Nothing this time.
     *
     * @param retryAfter how long the server wants to be left alone
     */
    record Failed(String sentence, Optional<Duration> retryAfter) implements FeedAnswer {}
}

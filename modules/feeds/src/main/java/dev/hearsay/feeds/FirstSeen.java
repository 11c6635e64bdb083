package dev.hearsay.feeds;

import java.time.Instant;

/**
 * Remembers when a content was first seen: the version time of formats that have neither version number nor version
 * time, such as RSS.
 */
@FunctionalInterface
public interface FirstSeen {
    /** Remembers nothing: content is seen when it is read. */
    FirstSeen NEVER = (storyId, contentHash, now) -> now;

    /** When this content of this story was first seen: {@code now} if never before. */
    Instant of(String storyId, String contentHash, Instant now);
}

package dev.hearsay.feeds.publish;

import java.time.Duration;

/**
 * How far a feed has come.
 *
 * @param read documents read, refused ones included
 * @param acknowledged documents of which Kafka has acknowledged every record
 * @param refused documents that gave no article, or that the broker will never take
 * @param elapsed since the publisher was opened
 */
public record PublishProgress(long read, long acknowledged, long refused, Duration elapsed) {
    /** Acknowledged documents a second, over the whole time. */
    public double perSecond() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : acknowledged / seconds;
    }
}

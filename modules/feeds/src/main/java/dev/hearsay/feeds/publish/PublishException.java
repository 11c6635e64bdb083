package dev.hearsay.feeds.publish;

/**
 * Kafka cannot take the articles: unreachable, topic missing, no permission. The message is one clear sentence that says
 * how many documents were acknowledged. Feeding the same source again is safe: what is there already changes nothing.
 */
public final class PublishException extends RuntimeException {
    private final long acknowledged;

    /** With this sentence. */
    public PublishException(String message, long acknowledged, Throwable cause) {
        super(message, cause);
        this.acknowledged = acknowledged;
    }

    /** Documents that were acknowledged before. */
    public long acknowledged() {
        return acknowledged;
    }
}

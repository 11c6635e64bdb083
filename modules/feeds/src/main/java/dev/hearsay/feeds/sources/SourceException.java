package dev.hearsay.feeds.sources;

/** A source that does not exist or cannot be opened; the message is one clear sentence. */
public final class SourceException extends RuntimeException {
    /** With this sentence. */
    public SourceException(String message) {
        super(message);
    }

    /** With this sentence and its cause. */
    public SourceException(String message, Throwable cause) {
        super(message, cause);
    }
}

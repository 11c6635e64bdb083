package dev.hearsay.feeds.profiles;

import org.jspecify.annotations.Nullable;

/** A provider profile that cannot be used; the message is one clear sentence. */
public final class ProfileException extends RuntimeException {
    /** With this sentence. */
    public ProfileException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

package dev.hearsay.web.webhooks;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.jetty.http.HttpDateTime;

/**
 * What came of an attempt.
 *
 * @param error in one sentence without its full stop; empty if it was delivered
 * @param retryAfter how long the receiver asks to be left alone
 */
record WebhookAnswer(Outcome outcome, String error, Optional<Duration> retryAfter) {
    enum Outcome {
        DELIVERED,
        /** Try again. */
        FAILED,
        /** The receiver wants nothing any more (410). */
        GONE
    }

    static WebhookAnswer delivered() {
        return new WebhookAnswer(Outcome.DELIVERED, "", Optional.empty());
    }

    static WebhookAnswer failed(String error) {
        return new WebhookAnswer(Outcome.FAILED, error, Optional.empty());
    }

    /** What {@code Retry-After} asks for (RFC 9110, section 10.2.3): seconds, or until a date; empty if it is neither. */
    static Optional<Duration> retryAfter(String asked, Instant now) {
        if (asked.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(asked)));
        }
        try {
            Duration until = Duration.between(now, HttpDateTime.parse(asked).toInstant());
            return Optional.of(until.isNegative() ? Duration.ZERO : until);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

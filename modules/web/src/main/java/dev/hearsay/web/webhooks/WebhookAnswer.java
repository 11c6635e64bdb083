package dev.hearsay.web.webhooks;

import java.time.Duration;
import java.util.Optional;

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
}

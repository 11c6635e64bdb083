package dev.hearsay.store;

import java.time.Instant;
import java.util.List;

/**
 * A delivery that was given up. It names its changes and does not hold them: what they say is read when it is sent again.
 *
 * @param id of this subscription's dead deliveries, ascending; 0 before it is kept
 * @param messageId how receivers knew it
 * @param error of the last attempt, in one sentence
 * @param resend whether it is to be sent again
 */
public record DeadDelivery(
        long id,
        String messageId,
        List<ClaimChange.Source> changes,
        Instant firstAttempt,
        Instant givenUp,
        int attempts,
        String error,
        boolean resend) {
    /** Copies the changes. */
    public DeadDelivery {
        changes = List.copyOf(changes);
    }
}

package dev.hearsay.web.webhooks;

import dev.hearsay.store.ClaimChange;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The body of a delivery.
 *
 * @param timestamp when the latest of its changes was accepted; the same at each attempt
 */
record Message(String type, Instant timestamp, Data data) {
    /** The only type there is. */
    static final String TYPE = "claims.changed";

    /**
     * What it tells.
     *
     * @param position from which the claim stream goes on after it; absent where a dead delivery is sent again
     * @param changes as the claim stream sends them, oldest first; at least one
     */
    record Data(String subscriptionId, Optional<String> position, List<ClaimChange> changes) {}

    static Message of(String subscriptionId, Optional<String> position, List<ClaimChange> changes) {
        Instant latest = changes.stream()
                .map(ClaimChange::changed)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Message(TYPE, latest, new Data(subscriptionId, position, changes));
    }
}

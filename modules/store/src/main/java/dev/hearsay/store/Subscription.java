package dev.hearsay.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A standing query, whose changes are sent to an address. Its secret is not part of it.
 *
 * @param note what it is for, in its owner's words; may be empty
 * @param filter parameters of the claim stream, by name
 * @param reason why Hearsay itself paused it
 * @param delivered changes delivered so far
 * @param dead deliveries given up and not yet sent again
 * @param resend whether some of them are to be sent again
 * @param failing the delivery that fails at present
 */
public record Subscription(
        String id,
        String url,
        String note,
        Map<String, String> filter,
        boolean paused,
        Optional<String> reason,
        Instant created,
        Position position,
        long delivered,
        Optional<Instant> lastDelivered,
        long dead,
        boolean resend,
        Optional<Failing> failing) {

    /**
     * Up to where everything is delivered or given up.
     *
     * @param id of the change in the log
     * @param offsets the same as the claim stream writes it; guards against a log that was rebuilt
     */
    public record Position(long id, String offsets) {}

    /**
     * A delivery that failed, and is tried again.
     *
     * @param through id of its last change
     * @param attempts so far
     * @param error of the last one, in one sentence
     */
    public record Failing(long through, int attempts, Instant since, Instant next, String error) {}

    /** Copies the filter. */
    public Subscription {
        filter = Map.copyOf(filter);
    }

    /** One that begins. */
    public static Subscription begin(
            String id, String url, String note, Map<String, String> filter, Instant created, Position position) {
        return new Subscription(
                id,
                url,
                note,
                filter,
                false,
                Optional.empty(),
                created,
                position,
                0,
                Optional.empty(),
                0,
                false,
                Optional.empty());
    }
}

package dev.hearsay.store;

import java.util.List;
import java.util.Optional;

/**
 * A number and what it is made of, all read from one snapshot.
 *
 * @param number the count as the pipeline keeps it
 * @param sum the same, counted anew from the claims (mentions: from the entities of each story); another number than the
 *     first only while a stage of the pipeline has not yet followed the one before it
 * @param parts those of one page
 * @param next asks for the page that follows; absent at the end
 * @param retracted claims taken back that were once part of it, latest first, at most {@value Explanations#MAX_RETRACTED}
 * @param retractions how many there are
 */
public record Explanation(
        long number, long sum, List<Part> parts, Optional<String> next, List<ClaimChange> retracted, long retractions) {
    /** Copies the lists. */
    public Explanation {
        parts = List.copyOf(parts);
        retracted = List.copyOf(retracted);
    }

    /** Whether the stages agree. */
    public boolean settled() {
        return number == sum;
    }

    /**
     * What adds 1 to a count (or a story's mentions to those of an entity).
     *
     * @param key fingerprint of a statement, {@code story|fingerprint} of a report, outlet, story or claim id
     * @param value what it adds
     * @param hour the hour in which it counts
     * @param claims how many claims stand behind it
     * @param example one of these, the earliest; absent for mentions
     */
    public record Part(String key, long value, String hour, long claims, Optional<ClaimRow> example) {}
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.StoryStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * One record of the claims topic.
 *
 * @param id grows with every change that is committed; a position to go on from
 * @param partition partition of the record
 * @param offset its offset there
 * @param changed its timestamp: when the article behind it was accepted
 * @param status of the story; UNKNOWN if the record does not say
 * @param retraction whether a claim was taken back: the old value existed, and the new one is absent or another actor's
 * @param before the old value, if there was one
 * @param after the new value; absent if the claim is gone
 * @param content what the new value says; absent if there is none, or if the story may not be read any more
 * @param removed what the old value said, if the claim is gone and its story may be read
 * @param headline of the story as it stands, if it may be read
 * @param claim the claim as it stands, if this is its latest change and the story may be read
 */
public record ClaimChange(
        long id,
        int partition,
        long offset,
        Instant changed,
        String claimId,
        Optional<String> storyId,
        Optional<String> version,
        StoryStatus status,
        Cause cause,
        boolean retraction,
        Optional<Side> before,
        Optional<Side> after,
        Optional<String> content,
        Optional<String> removed,
        Optional<String> headline,
        Optional<ClaimRow> claim) {

    /**
     * The old or the new value as far as counts depend on it.
     *
     * @param actorId before aliases; absent for an unnamed speaker
     * @param actorName the actor's name as it is written now; absent if nothing is counted of the actor any more
     * @param act absent where only the record's headers tell of an old value
     */
    public record Side(
            Optional<String> actorId,
            Optional<String> actorName,
            String outlet,
            String hour,
            Optional<Act> act,
            Optional<ClaimType> type) {}

    /** Where a change stands in the topic. */
    public record Source(int partition, long offset) {}

    /** Where this one stands. */
    public Source source() {
        return new Source(partition, offset);
    }
}

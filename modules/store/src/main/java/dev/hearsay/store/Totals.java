package dev.hearsay.store;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.util.Map;

/**
 * Everything added up.
 *
 * @param stories by status; those of status USABLE count
 * @param actors actors with counts
 * @param statements distinct statements of all actors
 * @param reports reports of all actors
 * @param nonResponses claims with act NON_RESPONSE of all actors
 * @param claims claims of every act, those without an actor among them
 * @param unnamedClaims claims without an actor
 * @param mentions mentions of all entities
 * @param outlets outlets of usable stories
 * @param retractions claims taken back so far, by cause
 */
public record Totals(
        Map<StoryStatus, Long> stories,
        long actors,
        long statements,
        long reports,
        long nonResponses,
        long claims,
        long unnamedClaims,
        long mentions,
        long outlets,
        Map<Cause, Long> retractions) {

    /** Copies the maps. */
    public Totals {
        stories = Map.copyOf(stories);
        retractions = Map.copyOf(retractions);
    }

    /** Stories with a usable current version. */
    public long usableStories() {
        return stories.getOrDefault(StoryStatus.USABLE, 0L);
    }

    /** Claims taken back so far, whatever the cause. */
    public long allRetractions() {
        return retractions.values().stream().mapToLong(Long::longValue).sum();
    }
}

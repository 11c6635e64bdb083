package dev.hearsay.store;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one transaction of the sink brought: readers of the database see all of it now. Records that were given up are in
 * none of it.
 *
 * @param records records by topic
 * @param stories ids of the stories whose state changed
 * @param actors ids of the actors whose counts of all time changed
 * @param moved how many records said what of stories and claims
 * @param counted for each row of all-time counts of an actor that was written: when the story that moved it last was
 *     accepted (milliseconds since 1970, UTC)
 * @param millis how long the transaction took
 */
public record SinkCommit(
        Map<String, Integer> records,
        Set<String> stories,
        Set<String> actors,
        Map<Move, Integer> moved,
        List<Long> counted,
        long millis) {

    /** Copies what it is given. */
    public SinkCommit {
        records = Map.copyOf(records);
        stories = Set.copyOf(stories);
        actors = Set.copyOf(actors);
        moved = Map.copyOf(moved);
        counted = List.copyOf(counted);
    }

    /** What a record is about. */
    public enum Subject {
        /** The state of a story. */
        STORY,
        /** A claim that holds and has an actor. */
        CLAIM,
        /** A claim that holds and has no actor. */
        UNNAMED_CLAIM,
        /** A claim that was taken back. */
        RETRACTION
    }

    /**
     * What a record says.
     *
     * @param outlet whose story it is, or was
     * @param status of the story
     * @param cause what moved it
     */
    public record Move(Subject subject, String outlet, StoryStatus status, Cause cause) {}

    /** Told after each transaction, on the sink's thread; must be quick. */
    public interface Listener {
        /** A transaction was committed. */
        void committed(SinkCommit commit);
    }
}

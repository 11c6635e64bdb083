package dev.hearsay.store;

import java.util.Map;
import java.util.Set;

/**
 * What one transaction of the sink brought: readers of the database see all of it now.
 *
 * @param records records by topic, those given up not among them
 * @param stories ids of the stories whose state changed
 * @param actors ids of the actors whose counts of all time changed
 * @param accepted oldest and newest time of acceptance (milliseconds, UTC) of the records of each topic
 * @param millis how long the transaction took
 */
public record SinkCommit(
        Map<String, Integer> records,
        Set<String> stories,
        Set<String> actors,
        Map<String, Range> accepted,
        long millis) {

    /** Two times, in milliseconds since 1970 (UTC). */
    public record Range(long oldest, long newest) {}

    /** Told after each transaction, on the sink's thread; must be quick. */
    public interface Listener {
        /** A transaction was committed. */
        void committed(SinkCommit commit);
    }
}

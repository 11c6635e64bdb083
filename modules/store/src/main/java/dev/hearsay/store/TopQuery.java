package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.util.Optional;

/**
 * Which actors to list first.
 *
 * @param by the measure that orders them; OUTLETS only for all time and all outlets
 * @param name how a word of the actor's id (its normalised name) begins
 * @param after the actor that ends the page before
 * @param limit 1 to {@value #MAX_LIMIT}
 */
public record TopQuery(
        Measure by,
        Optional<Period> period,
        Optional<String> outlet,
        Optional<ActorType> type,
        Optional<String> name,
        Optional<Last> after,
        int limit) {
    /** Longest list. */
    public static final int MAX_LIMIT = 1_000;

    /** The end of a page: an actor and its value of the measure. */
    public record Last(long value, String actorId) {}

    /**
     * @throws IllegalArgumentException if the limit is out of bounds, or outlets are to be counted in less than all
     */
    public TopQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException("the limit must be 1 to " + MAX_LIMIT + ", not " + limit);
        }
        if (by == Measure.OUTLETS && (period.isPresent() || outlet.isPresent())) {
            throw new IllegalArgumentException("actors are ordered by outlets over all time and all outlets only");
        }
    }

    /** All time, all outlets, all types. */
    public static TopQuery by(Measure measure, int limit) {
        return new TopQuery(
                measure,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit);
    }

    /** The same in a period. */
    public TopQuery in(Period newPeriod) {
        return new TopQuery(by, Optional.of(newPeriod), outlet, type, name, after, limit);
    }

    /** The same in one outlet. */
    public TopQuery at(String newOutlet) {
        return new TopQuery(by, period, Optional.of(newOutlet), type, name, after, limit);
    }

    /** The same of one type. */
    public TopQuery of(ActorType newType) {
        return new TopQuery(by, period, outlet, Optional.of(newType), name, after, limit);
    }

    /** The same among those of whose id a word begins like this. */
    public TopQuery named(String prefix) {
        return new TopQuery(by, period, outlet, type, Optional.of(prefix), after, limit);
    }

    /** The page that follows. */
    public TopQuery following(Last last) {
        return new TopQuery(by, period, outlet, type, name, Optional.of(last), limit);
    }
}

package dev.hearsay.web.api;

import dev.hearsay.contracts.Hour;
import dev.hearsay.store.ActorProfiles;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Database;
import dev.hearsay.store.EntityQueries;
import dev.hearsay.store.Explanations;
import dev.hearsay.store.Period;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TrendHistory;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Everything that the API reads from one database. */
public record Readers(
        Queries queries,
        ActorProfiles profiles,
        EntityQueries entities,
        Explanations explanations,
        TrendHistory trends,
        ClaimChanges changes,
        Clock clock) {

    /** Readers of this database. */
    public static Readers of(Database database, Clock clock) {
        return new Readers(
                new Queries(database),
                new ActorProfiles(database),
                new EntityQueries(database),
                new Explanations(database),
                new TrendHistory(database),
                new ClaimChanges(database),
                clock);
    }

    /** The present hour. */
    public String hour() {
        return Hour.of(clock.instant());
    }

    /**
     * The hour after the last one that relative periods take in: the present hour, or the last hour with counts where
     * that is earlier, so that an archive has a last day too. Absent while there are no counts.
     */
    public Optional<String> end() {
        String now = Hour.of(clock.instant().plus(1, ChronoUnit.HOURS));
        return queries.span().map(Period::to).map(last -> last.compareTo(now) < 0 ? last : now);
    }
}

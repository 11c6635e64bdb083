package dev.hearsay.web.api;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimFilter;
import dev.hearsay.store.ClaimRow;
import dev.hearsay.store.OutletTotal;
import dev.hearsay.store.StoryRow;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Listing;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code stories} and {@code outlets}: where it stood. */
final class StoryRoutes {
    private static final Listing.Columns<OutletTotal> COLUMNS = new Listing.Columns<OutletTotal>()
            .add("outlet", OutletTotal::outlet)
            .add("stories", OutletTotal::stories)
            .add("actors", OutletTotal::actors)
            .add("statements", OutletTotal::statements)
            .add("reports", OutletTotal::reports);

    private final Readers readers;

    StoryRoutes(Readers readers) {
        this.readers = readers;
    }

    /** A story, what each of its versions changed, and its claims as they stand. */
    record OneStory(StoryRow story, List<Version> versions, List<ClaimRow> claims) {}

    /**
     * What one version of a story did to its claims. A version that changed none is not told of.
     *
     * @param at when it was accepted
     */
    record Version(
            Optional<String> version,
            Cause cause,
            StoryStatus status,
            Instant at,
            int added,
            int changed,
            int removed,
            List<ClaimChange> changes) {}

    void mount(Api api, RoutesConfig routes) {
        api.get(routes, "/stories/{id}", this::story);
        api.get(routes, "/outlets", this::outlets);
    }

    private void story(Context context) {
        new Parameters(context, Set.of());
        String id = context.pathParam("id");
        StoryRow story =
                readers.queries().story(id).orElseThrow(() -> Problem.notFound("No story has the id '" + id + "'."));
        Json.answer(
                context,
                new OneStory(
                        story,
                        versions(readers.changes().ofStory(id)),
                        readers.queries()
                                .claims(ClaimFilter.ALL.ofStory(id), Optional.empty(), Lists.MAX_LIMIT)
                                .rows()));
    }

    private static List<Version> versions(List<ClaimChange> changes) {
        Map<List<Object>, List<ClaimChange>> byVersion = new LinkedHashMap<>();
        for (ClaimChange change : changes) {
            byVersion
                    .computeIfAbsent(
                            List.of(change.version(), change.cause(), change.changed()), v -> new ArrayList<>())
                    .add(change);
        }
        return byVersion.values().stream()
                .map(StoryRoutes::version)
                .sorted(Comparator.comparing(Version::at))
                .toList();
    }

    private static Version version(List<ClaimChange> changes) {
        ClaimChange first = changes.get(0);
        return new Version(
                first.version(),
                first.cause(),
                first.status(),
                first.changed(),
                (int) changes.stream().filter(c -> c.before().isEmpty()).count(),
                (int) changes.stream()
                        .filter(c -> c.before().isPresent() && c.after().isPresent())
                        .count(),
                (int) changes.stream().filter(c -> c.after().isEmpty()).count(),
                changes);
    }

    private void outlets(Context context) {
        Parameters parameters = new Parameters(context, Lists.PARAMETERS);
        Lists.answer(
                context,
                parameters,
                Listing.of("outlets", COLUMNS, readers.queries().outletTotals()));
    }
}

package dev.hearsay.web.api;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.Explanation;
import dev.hearsay.store.Measure;
import dev.hearsay.store.Page;
import dev.hearsay.store.Period;
import dev.hearsay.store.Queries;
import dev.hearsay.web.http.Json;
import dev.hearsay.web.http.Listing;
import dev.hearsay.web.http.Lists;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import dev.hearsay.web.trends.Trends;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code explain}, {@code changes}, {@code trends}, {@code totals} and {@code measures}: what the numbers are. */
final class NumberRoutes {
    private static final String MENTIONS = "mentions";
    private static final double LEAST_SURPRISE = 2;

    private static final Listing.Columns<Moved> COLUMNS = new Listing.Columns<Moved>()
            .add("id", moved -> moved.change().id())
            .add("changed", moved -> moved.change().changed())
            .add("delta", Moved::delta)
            .add("cause", moved -> moved.change().cause())
            .add("status", moved -> moved.change().status())
            .add("story_id", moved -> moved.change().storyId())
            .add("version", moved -> moved.change().version())
            .add("claim_id", moved -> moved.change().claimId())
            .add("content", moved -> moved.change().content());

    private final Readers readers;

    NumberRoutes(Readers readers) {
        this.readers = readers;
    }

    /** A number with its question. */
    record Explained(
            String measure,
            Optional<String> actor,
            Optional<String> entity,
            Optional<Period> period,
            Optional<String> outlet,
            long number,
            long sum,
            boolean settled,
            List<Explanation.Part> parts,
            Optional<String> next,
            long retractions,
            List<ClaimChange> retracted) {}

    /**
     * A change, and what it did to the number of an actor's counted claims.
     *
     * @param delta 1, 0 or −1; absent where it is not known whether the old value counted
     */
    record Moved(Optional<Integer> delta, ClaimChange change) {}

    /** A measure of the dictionary. */
    record Definition(String name, String of, String definition) {}

    void mount(Api api, RoutesConfig routes) {
        api.get(routes, "/explain", this::explain);
        api.get(routes, "/changes", this::changes);
        api.get(routes, "/trends", this::trends);
        api.get(routes, "/totals", context -> {
            new Parameters(context, Set.of());
            Json.answer(
                    context,
                    new Sums(readers.queries().totals(), readers.queries().span(), readers.end()));
        });
        api.get(routes, "/measures", context -> {
            Parameters parameters = new Parameters(context, Lists.PARAMETERS);
            Lists.answer(context, parameters, Listing.of("measures", Definitions.COLUMNS, Definitions.ALL));
        });
    }

    /** Everything added up, the hours with counts, and where relative periods end. */
    record Sums(dev.hearsay.store.Totals totals, Optional<Period> span, Optional<String> end) {}

    private void explain(Context context) {
        Parameters parameters = new Parameters(
                context, Set.of("actor", "entity", "measure", "period", "from", "to", "outlet", "limit", "cursor"));
        Set<String> measures = new HashSet<>(Api.labels());
        measures.add(MENTIONS);
        String measure = parameters.word("measure", measures, Measure.STATEMENTS.label());
        Optional<Period> period = parameters.period(readers.end());
        Optional<String> outlet = parameters.text("outlet");
        Optional<String> cursor = parameters.cursor();
        int limit = parameters.number("limit", 1, Lists.MAX_LIMIT, 50);
        boolean mentions = measure.equals(MENTIONS);
        if (mentions && outlet.isPresent()) {
            throw Problem.parameter("outlet", "Mentions are not counted by outlet.");
        }
        String whose = parameters.required(mentions ? "entity" : "actor");
        if (parameters.text(mentions ? "actor" : "entity").isPresent()) {
            throw Problem.parameter(
                    mentions ? "actor" : "entity",
                    mentions ? "Mentions are those of an entity." : "Only mentions are counted of an entity.");
        }
        Explanation explanation;
        try {
            explanation = mentions
                    ? readers.explanations().mentions(whose, period, cursor, limit)
                    : readers.explanations().measure(whose, Measure.of(measure), period, outlet, cursor, limit);
        } catch (IllegalArgumentException e) {
            throw Parameters.badCursor();
        }
        Json.answer(
                context,
                new Explained(
                        measure,
                        mentions ? Optional.empty() : Optional.of(whose),
                        mentions ? Optional.of(whose) : Optional.empty(),
                        period,
                        outlet,
                        explanation.number(),
                        explanation.sum(),
                        explanation.settled(),
                        explanation.parts(),
                        explanation.next().map(Parameters::cursor),
                        explanation.retractions(),
                        explanation.retracted()));
    }

    private void changes(Context context) {
        Parameters parameters = new Parameters(context, Api.with(Lists.PARAMETERS, "actor", "retractions", "until"));
        boolean retractions =
                parameters.word("retractions", Set.of("true", "false"), "false").equals("true");
        Optional<String> actor = parameters.text("actor");
        Optional<Instant> until = parameters.time("until");
        Set<String> names =
                actor.map(id -> Set.copyOf(readers.queries().namesOf(id))).orElse(Set.of());
        Lists.answer(context, parameters, Listing.of("changes", COLUMNS, (after, limit) -> {
            long before = after.map(Long::parseLong).orElse(Long.MAX_VALUE);
            List<ClaimChange> found;
            if (actor.isEmpty()) {
                found = readers.changes().latest(before, until, retractions, limit);
            } else {
                found = retractions
                        ? readers.changes().takenFrom(actor.get(), before, until, limit)
                        : readers.changes().ofActor(actor.get(), before, until, limit);
            }
            return new Page<>(
                    found.stream()
                            .map(change -> new Moved(delta(change, names), change))
                            .toList(),
                    found.size() < limit
                            ? Optional.empty()
                            : Optional.of(
                                    Long.toString(found.get(found.size() - 1).id())));
        }));
    }

    /** Whose names are empty is everybody's. */
    private static Optional<Integer> delta(ClaimChange change, Set<String> names) {
        Optional<Integer> before = counted(change.before(), names);
        Optional<Integer> after = counted(change.after(), names);
        return before.flatMap(was -> after.map(is -> is - was));
    }

    private static Optional<Integer> counted(Optional<ClaimChange.Side> side, Set<String> names) {
        if (side.isEmpty()
                || !names.isEmpty()
                        && !side.get().actorId().map(names::contains).orElse(false)) {
            return Optional.of(0);
        }
        return side.get()
                .act()
                .map(act -> act == Act.STATEMENT && side.get().actorId().isPresent() ? 1 : 0);
    }

    private void trends(Context context) {
        Parameters parameters = new Parameters(context, Set.of("window", "of", "limit"));
        Trends.Window window =
                parameters.constant("window", Trends.Window.class).orElse(Trends.Window.DAY);
        boolean mentions = parameters
                .word("of", Set.of("statements", MENTIONS), "statements")
                .equals(MENTIONS);
        int limit = parameters.number("limit", 1, Lists.MAX_LIMIT, 50);
        Queries queries = readers.queries();
        String end = readers.end().orElseGet(readers::hour);
        Period span = queries.span().orElse(new Period(end, end));
        Json.answer(context, Trends.find(readers.trends(), span, end, window, mentions, LEAST_SURPRISE, limit));
    }
}

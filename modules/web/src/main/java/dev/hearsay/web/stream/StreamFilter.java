package dev.hearsay.web.stream;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimRow;
import dev.hearsay.store.SearchWords;
import dev.hearsay.web.http.Problem;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Which changes a follower wants. A change is wanted if its new value is, or if its old value is as far as it is known:
 * who was told of a claim is told of its end, and now and then of the end of one that was never sent.
 *
 * @param actors names that stand for the actor; absent for all
 * @param words what the content or the speaker's words must hold, as in a search
 */
public record StreamFilter(
        Optional<Set<String>> actors,
        Optional<String> outlet,
        Optional<String> story,
        Optional<Set<String>> entities,
        Optional<Act> act,
        Optional<ClaimType> type,
        SearchWords words) {

    /** Names of the parameters that make a filter. */
    public static final Set<String> PARAMETERS = Set.of("actor", "outlet", "story", "entity", "act", "type", "q");

    /**
     * The filter that parameters describe; absent and blank ones let everything through.
     *
     * @param namesOf names that stand for an actor or entity
     * @throws Problem if a value is none that the parameter may have
     */
    public static StreamFilter of(Map<String, String> parameters, Function<String, Set<String>> namesOf) {
        Function<String, Optional<String>> given = name ->
                Optional.ofNullable(parameters.get(name)).map(String::strip).filter(value -> !value.isEmpty());
        return new StreamFilter(
                given.apply("actor").map(namesOf),
                given.apply("outlet"),
                given.apply("story"),
                given.apply("entity").map(namesOf),
                given.apply("act").map(value -> constant("act", value, Act.class)),
                given.apply("type").map(value -> constant("type", value, ClaimType.class)),
                given.apply("q").map(SearchWords::of).orElse(SearchWords.NONE));
    }

    private static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> Problem.parameter(
                        name, "'" + name + "' must be one of " + Arrays.toString(type.getEnumConstants()) + "."));
    }

    /** Whether the follower is told of this change. */
    public boolean wants(ClaimChange change) {
        if (story.isPresent() && !story.equals(change.storyId())) {
            return false;
        }
        return change.after().isPresent() && wantsNew(change, change.after().get())
                || change.before().isPresent()
                        && wantsOld(change, change.before().get());
    }

    private boolean wantsNew(ClaimChange change, ClaimChange.Side side) {
        if (!mayBe(side)) {
            return false;
        }
        Optional<ClaimRow> claim = change.claim();
        if (entities.isPresent()
                && claim.map(row -> row.about().stream()
                                .noneMatch(e -> entities.get().contains(e.id())))
                        .orElse(true)) {
            return false;
        }
        return words.occurIn(
                change.content().orElse(""), claim.map(ClaimRow::sourceText).orElse(""));
    }

    /** What the old value said is not known any more: only what is known can rule it out. */
    private boolean wantsOld(ClaimChange change, ClaimChange.Side side) {
        boolean stays = change.after().map(this::mayBe).orElse(false) && !change.retraction();
        return !stays && mayBe(side);
    }

    private boolean mayBe(ClaimChange.Side side) {
        return (actors.isEmpty() || side.actorId().map(actors.get()::contains).orElse(false))
                && (outlet.isEmpty() || outlet.get().equals(side.outlet()))
                && (act.isEmpty() || side.act().map(act.get()::equals).orElse(true))
                && (type.isEmpty() || side.type().map(type.get()::equals).orElse(true));
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import java.util.Optional;

/**
 * Which claims to list; what is absent does not matter.
 *
 * @param actor actor id; claims of names that are aliases of this actor are among them
 * @param entity id of an entity that the claim is about
 * @param text words that occur in the content or in the speaker's words, see {@link SearchWords}
 */
public record ClaimFilter(
        Optional<String> actor,
        Optional<String> outlet,
        Optional<String> entity,
        Optional<String> story,
        Optional<Act> act,
        Optional<ClaimType> type,
        Optional<Period> period,
        Optional<String> text) {

    /** Every claim. */
    public static final ClaimFilter ALL = new ClaimFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    /** Blank text finds everything. */
    public ClaimFilter {
        text = text.filter(words -> !words.isBlank());
    }

    /** Those of one actor. */
    public ClaimFilter ofActor(String id) {
        return new ClaimFilter(Optional.of(id), outlet, entity, story, act, type, period, text);
    }

    /** Those of one outlet. */
    public ClaimFilter ofOutlet(String name) {
        return new ClaimFilter(actor, Optional.of(name), entity, story, act, type, period, text);
    }

    /** Those about one entity. */
    public ClaimFilter about(String entityId) {
        return new ClaimFilter(actor, outlet, Optional.of(entityId), story, act, type, period, text);
    }

    /** Those of one story. */
    public ClaimFilter ofStory(String storyId) {
        return new ClaimFilter(actor, outlet, entity, Optional.of(storyId), act, type, period, text);
    }

    /** Those of one act. */
    public ClaimFilter withAct(Act newAct) {
        return new ClaimFilter(actor, outlet, entity, story, Optional.of(newAct), type, period, text);
    }

    /** Those of one type. */
    public ClaimFilter withType(ClaimType newType) {
        return new ClaimFilter(actor, outlet, entity, story, act, Optional.of(newType), period, text);
    }

    /** Those of stories of a period. */
    public ClaimFilter in(Period newPeriod) {
        return new ClaimFilter(actor, outlet, entity, story, act, type, Optional.of(newPeriod), text);
    }

    /** Those with these words. */
    public ClaimFilter withText(String words) {
        return new ClaimFilter(actor, outlet, entity, story, act, type, period, Optional.of(words));
    }

    /** Those with any words. */
    ClaimFilter withoutText() {
        return new ClaimFilter(actor, outlet, entity, story, act, type, period, Optional.empty());
    }

    /** Those about whatever it is. */
    ClaimFilter aboutAnything() {
        return new ClaimFilter(actor, outlet, Optional.empty(), story, act, type, period, text);
    }
}

package dev.hearsay.app.changes;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimRow;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One change of a claim as a line for a person. It remembers names, for when the claims that had them are gone. */
public final class ChangeLine {
    private static final int LONGEST_CONTENT = 160;
    private static final int MOST_NAMES = 10_000;

    private final Function<String, Optional<String>> lookUp;
    private final Map<String, String> names = new HashMap<>();

    /** Asks there for the name of an actor id that no change has told yet. */
    public ChangeLine(Function<String, Optional<String>> lookUp) {
        this.lookUp = lookUp;
    }

    /**
     * The line: {@code +} a claim that is new, {@code -} one taken back, {@code >} one that has another speaker now,
     * {@code ~} one that changed otherwise.
     */
    public String of(ClaimChange change) {
        change.claim().flatMap(ClaimRow::actor).ifPresent(actor -> remember(actor.id(), actor.name()));
        String said = change.content()
                .or(() -> change.claim().map(ClaimRow::contentText))
                .filter(text -> !text.isBlank())
                .map(ChangeLine::quoted)
                .orElse("");
        if (change.after().isEmpty()) {
            String removed = change.removed()
                    .filter(text -> !text.isBlank())
                    .map(text -> " " + quoted(text) + ",")
                    .orElse("");
            return "- " + speaker(change.before()) + act(change.before()) + ":" + removed + " taken back, "
                    + reason(change.cause()) + "  (" + change.storyId().orElse(change.claimId()) + ")";
        }
        String outlet = "  (" + change.after().get().outlet() + ")";
        String now = speaker(change.after()) + act(change.after());
        if (change.before().isEmpty()) {
            return "+ " + now + ": " + said + outlet;
        }
        if (change.retraction()) {
            return "> " + now + ", not " + speaker(change.before()) + ": " + said + ", " + reason(change.cause())
                    + outlet;
        }
        return "~ " + now + ": " + said + ", " + reason(change.cause()) + outlet;
    }

    private String speaker(Optional<ClaimChange.Side> side) {
        return side.flatMap(ClaimChange.Side::actorId).map(this::name).orElse("An unnamed speaker");
    }

    private String name(String actorId) {
        String known = names.get(actorId);
        if (known != null) {
            return known;
        }
        Optional<String> found = lookUp.apply(actorId);
        found.ifPresent(name -> remember(actorId, name));
        return found.orElseGet(() -> capitalized(actorId));
    }

    private void remember(String actorId, String name) {
        if (names.size() >= MOST_NAMES) {
            names.clear();
        }
        names.put(actorId, name);
    }

    /** As a name is written most often: for an actor who is gone and whose name nobody told. */
    private static String capitalized(String id) {
        StringBuilder out = new StringBuilder();
        for (String word : id.split(" ")) {
            int first = word.offsetByCodePoints(0, Math.min(1, word.length()));
            out.append(out.length() == 0 ? "" : " ")
                    .append(word.substring(0, first).toUpperCase(Locale.ROOT))
                    .append(word, first, word.length());
        }
        return out.toString();
    }

    private static String act(Optional<ClaimChange.Side> side) {
        Act act = side.flatMap(ClaimChange.Side::act).orElse(Act.STATEMENT);
        return act == Act.STATEMENT
                ? ""
                : " [" + act.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "]";
    }

    private static String quoted(String text) {
        int points = text.codePointCount(0, text.length());
        return points <= LONGEST_CONTENT ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST_CONTENT)) + "…";
    }

    /** Why, as the end of a sentence. */
    public static String reason(Cause cause) {
        return switch (cause) {
            case NEW -> "the story is new";
            case REVISED -> "the story was revised";
            case WITHHELD -> "the story is withheld";
            case KILLED -> "the story was killed";
            case EMBARGOED -> "the story is under embargo";
            case REEXTRACTED -> "the story was read again";
            case UNKNOWN -> "for a reason that this version does not know";
        };
    }
}

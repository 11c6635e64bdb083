package dev.hearsay.app.changes;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.store.ClaimChange;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One change of a claim as a line for a person. */
public final class ChangeLine {
    private static final int LONGEST_CONTENT = 160;

    /** From an actor id to the name to show. */
    private final UnaryOperator<String> names;

    /** With these names of actors. */
    public ChangeLine(UnaryOperator<String> names) {
        this.names = names;
    }

    /**
     * The line: {@code +} a claim that is new, {@code -} one taken back, {@code >} one that has another speaker now,
     * {@code ~} one that changed otherwise.
     */
    public String of(ClaimChange change) {
        String said = change.content()
                .or(() -> change.claim().map(claim -> claim.contentText()))
                .filter(text -> !text.isBlank())
                .map(ChangeLine::quoted)
                .orElse("");
        if (change.after().isEmpty()) {
            return "- " + speaker(change.before()) + act(change.before()) + ": taken back, " + reason(change.cause())
                    + "  (" + change.storyId().orElse(change.claimId()) + ")";
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
        return side.flatMap(ClaimChange.Side::actorId).map(names).orElse("An unnamed speaker");
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

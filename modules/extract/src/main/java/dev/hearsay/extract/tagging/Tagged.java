package dev.hearsay.extract.tagging;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.TokenSpan;
import java.util.List;

/** What the network found in a text. Tokens are counted from 0, ends are exclusive. */
public record Tagged(List<Name> names, List<Claim> claims) {
    /** Copies the lists. */
    public Tagged {
        names = List.copyOf(names);
        claims = List.copyOf(claims);
    }

    /**
     * An occurrence of a name.
     *
     * @param probability that its tokens have this type, the least of them
     */
    public record Name(int start, int end, EntityType type, double probability) {}

    /**
     * The spans of a claim, in text order and disjoint.
     *
     * @param source empty if the text has no words for the speaker
     * @param content never empty
     * @param probability that the cue reports, times the mean probability of the content's tokens
     * @param act the likeliest act, and its probability
     */
    public record Claim(
            List<TokenSpan> source,
            TokenSpan cue,
            List<TokenSpan> content,
            double probability,
            Act act,
            double actProbability) {
        /** Copies the lists. */
        public Claim {
            source = List.copyOf(source);
            content = List.copyOf(content);
        }
    }
}

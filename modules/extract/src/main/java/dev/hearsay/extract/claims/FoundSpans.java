package dev.hearsay.extract.claims;

import dev.hearsay.extract.mentions.Mention;
import java.util.List;

/**
 * The names and claims of a text.
 *
 * @param mentions names in text order; no two overlap, none leaves its sentence, none is in boilerplate
 * @param claims in text order of their first token of content, or of cue; none touches boilerplate
 */
public record FoundSpans(List<Mention> mentions, List<FoundClaim> claims) {
    /** Copies the lists. */
    public FoundSpans {
        mentions = List.copyOf(mentions);
        claims = List.copyOf(claims);
    }
}

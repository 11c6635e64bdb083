package dev.hearsay.extract.claims;

import dev.hearsay.extract.Act;
import java.util.List;
import java.util.Optional;

/**
 * A claim whose spans are known, but neither whose it is nor what act it is. Spans of one kind are in text order and disjoint.
 *
 * @param source words for the speaker; empty if the text has none
 * @param cue words that report; empty only where the source is too
 * @param content words that are said; empty where nothing is, as in "declined to comment"
 * @param act what the finder takes the act to be, if it knows
 * @param confidence how sure the finder is, 0 to 1
 * @param decidedBy what found it
 */
public record FoundClaim(
        List<TokenSpan> source,
        List<TokenSpan> cue,
        List<TokenSpan> content,
        Optional<Act> act,
        double confidence,
        String decidedBy) {
    /** Copies the lists. */
    public FoundClaim {
        source = List.copyOf(source);
        cue = List.copyOf(cue);
        content = List.copyOf(content);
    }
}

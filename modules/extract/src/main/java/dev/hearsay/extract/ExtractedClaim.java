package dev.hearsay.extract;

import java.util.List;
import java.util.Optional;

/**
 * One actor's one communicative act in a text. Spans of each kind are in text order and do not overlap.
 *
 * @param actor who made it; empty for an unnamed speaker
 * @param role role of the actor or description of the unnamed speaker, as the text gives it
 * @param affiliation organization or place that the text ties the speaker to
 * @param source spans of the words for the speaker; empty if the text has none
 * @param cue spans of the words that report, such as {@code said}
 * @param content spans of what was said: the quotation marks included, the cue and the source not
 * @param about ids of the entities that the content names, in text order
 * @param confidence how sure the extractor is, 0 to 1
 * @param decidedBy the rule or model that made the decision
 * @param context the paragraph (or paragraphs) around the claim
 */
public record ExtractedClaim(
        Optional<Actor> actor,
        Optional<String> role,
        Optional<String> affiliation,
        List<TextSpan> source,
        List<TextSpan> cue,
        List<TextSpan> content,
        QuoteType type,
        Act act,
        List<String> about,
        double confidence,
        String decidedBy,
        TextSpan context) {
    /** Copies the lists. */
    public ExtractedClaim {
        source = List.copyOf(source);
        cue = List.copyOf(cue);
        content = List.copyOf(content);
        about = List.copyOf(about);
    }
}

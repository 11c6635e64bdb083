package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A claim as it stands now.
 *
 * @param actor as the story names it, before aliases; absent for an unnamed speaker
 * @param source spans of the speaker's words, in code points of the article's text
 * @param content spans of what was said
 * @param about entities that the content names
 * @param confidence 0 to 1
 * @param time earliest creation or publication time of the story
 * @param hour hour of that time
 * @param context the paragraphs around the claim, which begin at contextStart
 */
public record ClaimRow(
        String claimId,
        String storyId,
        Optional<String> version,
        String extractor,
        Optional<NamedEntity> actor,
        Optional<String> role,
        Optional<String> affiliation,
        List<TextSpan> source,
        String sourceText,
        List<TextSpan> cue,
        String cueText,
        List<TextSpan> content,
        String contentText,
        String fingerprint,
        ClaimType type,
        Act act,
        List<NamedEntity> about,
        double confidence,
        String decidedBy,
        String outlet,
        Optional<String> url,
        String headline,
        Instant time,
        String hour,
        Optional<String> language,
        String context,
        int contextStart) {

    /** Whether it counts as a statement. */
    public boolean counted() {
        return act == Act.STATEMENT;
    }
}

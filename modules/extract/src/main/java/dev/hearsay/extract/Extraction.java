package dev.hearsay.extract;

import java.util.List;

/**
 * What a text holds.
 *
 * @param supported false if the text was passed through because of its language: nothing is then extracted
 * @param truncated true if only the beginning was read, or a bound of work was reached
 * @param entities every named entity, in order of first mention; every actor is among them
 * @param claims in text order of their content (or cue, where they have none)
 */
public record Extraction(boolean supported, boolean truncated, List<Entity> entities, List<ExtractedClaim> claims) {
    /** Copies the lists. */
    public Extraction {
        entities = List.copyOf(entities);
        claims = List.copyOf(claims);
    }

    /** Nothing, for a language that the extractor does not read. */
    public static Extraction unsupported() {
        return new Extraction(false, false, List.of(), List.of());
    }
}

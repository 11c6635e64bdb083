package dev.hearsay.extract.evaluation;

/** What is measured of attributions, in the order of the published tables. */
public enum AttributionMetric {
    /** Tokens that are content of any claim. */
    CONTENT_TOKENS,
    /** Claims whose content has exactly the same words, whatever the punctuation around them. */
    CONTENT_EXACT,
    /** Claims matched one to one whose contents share at least half of their tokens (Jaccard). */
    CONTENT_PARTIAL,
    /** Matched claims whose sources agree too: they share a telling word, or there is none on both sides. */
    ATTRIBUTED,
    /** {@link #CONTENT_PARTIAL} of direct quotations: precision over found claims with a quotation mark. */
    CONTENT_PARTIAL_QUOTED,
    /** {@link #ATTRIBUTED} of direct quotations. */
    ATTRIBUTED_QUOTED,
    /** Tokens that are source of any claim. */
    SOURCE_TOKENS,
    /** Tokens that are cue of any claim. */
    CUE_TOKENS,
    /** Share of the matched claims whose sources agree. */
    SOURCE_ACC
}

package dev.hearsay.contracts;

/** Bounds of an article. A feed refuses what exceeds them; extraction turns it into a dead letter. */
public final class ArticleLimits {
    /** Most code points of {@code Article.text}: about a hundred times a long story. */
    public static final int MAX_TEXT_CODE_POINTS = 500_000;

    /** Most UTF-16 units of a document id, provider or outlet: they become parts of keys. */
    public static final int MAX_ID_LENGTH = 2_000;

    /** Most bytes of a record on any topic. */
    public static final int MAX_RECORD_BYTES = 8 * 1024 * 1024;

    private ArticleLimits() {}
}

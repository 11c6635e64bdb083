package dev.hearsay.feeds;

import dev.hearsay.contracts.records.ArticleStatus;
import java.util.Locale;
import java.util.Optional;

/** The publishing status that a document writes, in any of the spellings that agencies use. */
public final class StatusWord {
    private StatusWord() {}

    /**
     * The status that a word means: bare ({@code usable}), a QCode ({@code stat:canceled}) or a concept's URI. No word,
     * or an empty one, is usable, as the formats define it; an unknown word is {@link ArticleStatus#UNKNOWN}.
     */
    public static ArticleStatus read(Optional<String> word) {
        String bare = word.map(StatusWord::bare).orElse("");
        return switch (bare) {
            case "", "usable" -> ArticleStatus.USABLE;
            case "withheld", "held", "hold" -> ArticleStatus.WITHHELD;
            case "canceled", "cancelled", "cancel", "killed", "kill", "replaced" -> ArticleStatus.CANCELED;
            default -> ArticleStatus.UNKNOWN;
        };
    }

    private static String bare(String word) {
        String lower = word.strip().toLowerCase(Locale.ROOT);
        int from = Math.max(lower.lastIndexOf('/'), Math.max(lower.lastIndexOf(':'), lower.lastIndexOf('#')));
        return lower.substring(from + 1).strip();
    }
}

package dev.hearsay.extract.claims;

import dev.hearsay.extract.text.Document;

/** Tokens by their words. */
public final class WordSpans {
    private WordSpans() {}

    /** The tokens of the first occurrence of words, which have no character beyond U+FFFF before them. */
    public static TokenSpan of(Document document, String words) {
        int at = document.text().indexOf(words);
        int start = 0;
        while (document.start(start) < at) {
            start++;
        }
        int end = start;
        while (end < document.size() && document.end(end) <= at + words.length()) {
            end++;
        }
        return new TokenSpan(start, end);
    }
}

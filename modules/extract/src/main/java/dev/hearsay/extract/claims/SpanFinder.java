package dev.hearsay.extract.claims;

import dev.hearsay.extract.text.Document;

/** Finds the names and the spans of claims in a text, together. Implementations are thread-safe and deterministic. */
public interface SpanFinder {
    /** What is in the text, as {@link FoundSpans} has it. */
    FoundSpans find(Document document);
}

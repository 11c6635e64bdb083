package dev.hearsay.streams.extraction;

import dev.hearsay.extract.Extraction;

/**
 * Reads a text: what the topology needs of an extractor. It must be deterministic, and safe for use by several threads;
 * whatever it throws becomes a dead letter.
 */
public interface StoryExtractor {
    /** Its version: when this changes, a story that is fed again is read again. */
    String version();

    /**
     * Reads one text.
     *
     * @param language BCP 47 tag as declared; empty if undeclared
     */
    Extraction extract(String text, String language);
}

package dev.hearsay.app.roles;

import dev.hearsay.extract.Extractor;
import dev.hearsay.streams.extraction.StoryExtractor;

/** The extractor as the topology wants it. */
public final class Extraction implements StoryExtractor {
    private final Extractor extractor;

    private Extraction(Extractor extractor) {
        this.extractor = extractor;
    }

    /** Loads the extractor's models. */
    public static Extraction open() {
        return new Extraction(Extractor.open());
    }

    @Override
    public String version() {
        return extractor.version();
    }

    @Override
    public dev.hearsay.extract.Extraction extract(String text, String language) {
        return extractor.extract(text, language);
    }
}

package dev.hearsay.extract.mentions;

import dev.hearsay.extract.text.Document;
import java.util.List;

/** Finds the names in a text. Implementations are thread-safe and deterministic. */
public interface MentionFinder {
    /** Names in text order; no two overlap, none leaves its sentence, none is in boilerplate. */
    List<Mention> find(Document document);
}

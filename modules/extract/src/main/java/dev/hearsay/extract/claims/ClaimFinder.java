package dev.hearsay.extract.claims;

import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.List;

/** Finds the spans of claims. Implementations are thread-safe and deterministic. */
public interface ClaimFinder {
    /** Claims in text order of their first token of content, or of cue; none touches boilerplate. */
    List<FoundClaim> find(Document document, List<Mention> mentions);
}

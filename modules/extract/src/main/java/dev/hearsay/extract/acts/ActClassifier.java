package dev.hearsay.extract.acts;

import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.text.Document;

/** Tells acts apart. Implementations are thread-safe and deterministic. */
public interface ActClassifier {
    /** The act of a claim. */
    ActDecision classify(Document document, FoundClaim claim);
}

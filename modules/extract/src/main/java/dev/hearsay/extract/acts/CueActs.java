package dev.hearsay.extract.acts;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb;
import dev.hearsay.extract.text.Document;
import java.util.Optional;
import java.util.Set;

/** Acts by the words of the cue: the list says of each verb what it tells of; modals and negations change it. */
public final class CueActs implements ActClassifier {
    private static final Set<String> SILENT = Set.of("declined", "declines", "refused", "refuses");
    private static final Set<String> UNREAL =
            Set.of("would", "will", "could", "should", "may", "might", "expected", "if");

    private final Lexicon lexicon;

    /** Uses these word lists. */
    public CueActs(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    @Override
    public ActDecision classify(Document document, FoundClaim claim) {
        if (claim.act().isPresent()) {
            return new ActDecision(claim.act().get(), 0.9);
        }
        Act act = Act.STATEMENT;
        boolean known = claim.cue().isEmpty();
        for (TokenSpan span : claim.cue()) {
            for (int i = span.start(); i < span.end(); i++) {
                String lower = document.lower(i);
                if (SILENT.contains(lower)) {
                    return new ActDecision(Act.NON_RESPONSE, 0.9);
                }
                if (UNREAL.contains(lower)) {
                    return new ActDecision(Act.ANTICIPATED, 0.8);
                }
                Optional<SpeechVerb> verb = lexicon.verb(lower);
                if (verb.isPresent()) {
                    act = verb.get().act();
                    known = true;
                }
            }
        }
        return new ActDecision(act, known ? 0.9 : 0.6);
    }
}

package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.TextSpan;
import java.util.List;

/**
 * What an annotator says of a claim.
 *
 * @param content where it stands
 * @param statement whether it counts as a statement
 * @param actors names of who makes it; empty if nobody is named
 * @param form how the text names the source, such as {@code name} or {@code pronoun}
 */
public record LabeledClaim(List<TextSpan> content, boolean statement, List<String> actors, String form) {
    /** Copies the lists, spans in text order. */
    public LabeledClaim {
        content = content.stream().sorted().toList();
        actors = List.copyOf(actors);
    }
}

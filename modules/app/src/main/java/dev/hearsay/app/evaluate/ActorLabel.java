package dev.hearsay.app.evaluate;

import java.util.List;

/**
 * Who makes an attribution and whether it is a statement.
 *
 * @param id of the attribution
 * @param actors canonical names; empty if nobody is named
 * @param form how the text names the source: name, pronoun, nominal or empty; {@code unlabeled} if the label does not say
 */
public record ActorLabel(String id, boolean statement, List<String> actors, String form) {
    /** Copies the list. */
    public ActorLabel {
        actors = List.copyOf(actors);
    }
}

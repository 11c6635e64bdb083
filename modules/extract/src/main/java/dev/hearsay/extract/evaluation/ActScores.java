package dev.hearsay.extract.evaluation;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well act and actor of the found claims agree with the annotated ones. Each score is of the matched claims: precision, recall and
 * F1 are the same, the accuracy.
 *
 * @param act statement or not
 * @param actorByForm the actor, by how the text names the source
 */
public record ActScores(Score act, SortedMap<String, Score> actorByForm) {
    /** Of no text. */
    public static final ActScores NONE = new ActScores(Score.NONE, new TreeMap<>());

    /** Copies the map. */
    public ActScores {
        actorByForm = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(actorByForm));
    }

    /** The scores of both together. */
    public ActScores plus(ActScores other) {
        SortedMap<String, Score> sums = new TreeMap<>(actorByForm);
        other.actorByForm.forEach((form, score) -> sums.merge(form, score, Score::plus));
        return new ActScores(act.plus(other.act), sums);
    }
}

package dev.hearsay.extract.evaluation;

import java.util.List;
import java.util.Map;

/**
 * How well the actors of one text and their numbers of statements agree with the annotated ones.
 *
 * @param byMetric a score for every metric
 * @param missing annotated names without a found one, sorted
 * @param extra found names without an annotated one, sorted
 */
public record ActorScores(Map<ActorMetric, Score> byMetric, List<String> missing, List<String> extra) {
    /** Copies the collections. */
    public ActorScores {
        byMetric = Map.copyOf(byMetric);
        missing = List.copyOf(missing);
        extra = List.copyOf(extra);
    }
}

package dev.hearsay.extract.evaluation;

import java.util.EnumMap;
import java.util.Map;

/**
 * How well found claims agree with annotated ones.
 *
 * @param byMetric a score for every metric
 * @param tokens how many tokens were read: words and single other characters
 * @param goldWithoutContent annotated claims that were left out because they have no content
 * @param foundWithoutContent found claims that were left out for the same reason
 */
public record AttributionScores(
        Map<AttributionMetric, Score> byMetric, int tokens, int goldWithoutContent, int foundWithoutContent) {
    /** Copies the scores. */
    public AttributionScores {
        byMetric = Map.copyOf(byMetric);
    }

    /** Of no text. */
    public static AttributionScores none() {
        return new AttributionScores(Map.of(), 0, 0, 0);
    }

    /** The scores of both together. */
    public AttributionScores plus(AttributionScores other) {
        Map<AttributionMetric, Score> sums = new EnumMap<>(AttributionMetric.class);
        for (AttributionMetric metric : AttributionMetric.values()) {
            sums.put(metric, of(metric).plus(other.of(metric)));
        }
        return new AttributionScores(
                sums,
                tokens + other.tokens,
                goldWithoutContent + other.goldWithoutContent,
                foundWithoutContent + other.foundWithoutContent);
    }

    /** The score of one metric. */
    public Score of(AttributionMetric metric) {
        return byMetric.getOrDefault(metric, Score.NONE);
    }
}

package dev.hearsay.extract.evaluation;

/**
 * Counts behind precision and recall. What is correct is counted on both sides, because a restriction (such as to
 * quotations) may hold of a found claim and not of the annotated claim that it matches.
 *
 * @param correctFound how many of the found are right
 * @param found how many were found
 * @param correctGold how many of the annotated were found
 * @param gold how many are annotated
 */
public record Score(int correctFound, int found, int correctGold, int gold) {
    /** Of nothing. */
    public static final Score NONE = new Score(0, 0, 0, 0);

    static Score of(int correct, int found, int gold) {
        return new Score(correct, found, correct, gold);
    }

    /** The counts of both together: a micro-average. */
    public Score plus(Score other) {
        return new Score(
                correctFound + other.correctFound,
                found + other.found,
                correctGold + other.correctGold,
                gold + other.gold);
    }

    /** Share of the found that is right, 0 to 1; 0 where nothing was found. */
    public double precision() {
        return found == 0 ? 0 : (double) correctFound / found;
    }

    /** Share of the annotated that was found, 0 to 1; 0 where nothing is annotated. */
    public double recall() {
        return gold == 0 ? 0 : (double) correctGold / gold;
    }

    /** Harmonic mean of precision and recall; 0 where both are. */
    public double f1() {
        double p = precision();
        double r = recall();
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }
}

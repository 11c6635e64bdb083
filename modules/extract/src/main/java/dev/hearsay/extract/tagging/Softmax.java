package dev.hearsay.extract.tagging;

/** Probabilities of scores; {@link StrictMath#exp} gives the same bits everywhere. */
final class Softmax {
    private Softmax() {}

    /** Probability of each of the first rows in one column. */
    static double[] of(float[][] scores, int rows, int column) {
        float highest = scores[0][column];
        for (int r = 1; r < rows; r++) {
            highest = Math.max(highest, scores[r][column]);
        }
        double[] shares = new double[rows];
        double sum = 0;
        for (int r = 0; r < rows; r++) {
            shares[r] = StrictMath.exp(scores[r][column] - highest);
            sum += shares[r];
        }
        for (int r = 0; r < rows; r++) {
            shares[r] /= sum;
        }
        return shares;
    }
}

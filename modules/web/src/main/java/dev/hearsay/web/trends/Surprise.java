package dev.hearsay.web.trends;

/**
 * How unlikely a count is, given counts of earlier windows.
 *
 * <p>The counts of windows are taken as Poisson with an unknown rate; what earlier windows say of the rate is its
 * posterior under Jeffreys' prior, Gamma(sum + 1/2, windows). The next count then follows the posterior predictive
 * distribution, a negative binomial with r = sum + 1/2 and p = windows / (windows + 1) (Gelman et al., Bayesian Data
 * Analysis, 3rd ed., section 2.6). A short history makes a wide distribution, so that a newcomer needs more to stand out
 * than a regular.
 */
public final class Surprise {
    private static final double PRIOR = 0.5;
    private static final double NEGLIGIBLE = 1e-17;
    private static final double MOST = 300;

    private Surprise() {}

    /** The mean of the predictive distribution. */
    public static double expected(long before, long windows) {
        return (before + PRIOR) / windows;
    }

    /**
     * −log10 of the probability of {@code observed} or more.
     *
     * @param before counts of all earlier windows together
     * @param windows how many they are, at least 1
     */
    public static double of(long observed, long before, long windows) {
        double r = before + PRIOR;
        double p = windows / (windows + 1.0);
        // the tail is summed upwards from the observed count: 1 minus the sum below it would lose its digits
        double logTerm = logGamma(observed + r)
                - logGamma(r)
                - logGamma(observed + 1.0)
                + r * Math.log(p)
                + observed * Math.log1p(-p);
        double relative = 1;
        double term = 1;
        double mean = r * (1 - p) / p;
        for (long k = observed + 1; term > NEGLIGIBLE * relative || k < mean; k++) {
            term *= (k - 1 + r) / k * (1 - p);
            relative += term;
        }
        double log10 = (logTerm + Math.log(relative)) / Math.log(10);
        return Math.min(MOST, Math.max(0, -log10));
    }

    /** Lanczos' approximation of ln Γ(x) for x &gt; 0 (g = 7, n = 9; Numerical Recipes, 3rd ed., section 6.1). */
    private static double logGamma(double x) {
        double[] c = {
            0.99999999999980993,
            676.5203681218851,
            -1259.1392167224028,
            771.32342877765313,
            -176.61502916214059,
            12.507343278686905,
            -0.13857109526572012,
            9.9843695780195716e-6,
            1.5056327351493116e-7
        };
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double z = x - 1;
        double sum = c[0];
        for (int i = 1; i < c.length; i++) {
            sum += c[i] / (z + i);
        }
        double t = z + 7.5;
        return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
    }
}

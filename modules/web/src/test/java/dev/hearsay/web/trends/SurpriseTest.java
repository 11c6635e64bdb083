package dev.hearsay.web.trends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SurpriseTest {
    private static final double ROUNDING = 1e-9;

    @Property
    void itIsTheTailOfTheNegativeBinomial(
            @ForAll @IntRange(max = 60) int observed,
            @ForAll @IntRange(max = 200) int before,
            @ForAll @IntRange(min = 1, max = 168) int windows) {
        double r = before + 0.5;
        double p = windows / (windows + 1.0);
        double term = Math.pow(p, r);
        double below = 0;
        for (int k = 0; k < observed; k++) {
            below += term;
            term *= (k + r) / (k + 1) * (1 - p);
        }
        double tail = 1 - below;
        if (tail > 1e-9) { // below that, the plain sum has no digits left
            assertThat(Math.pow(10, -Surprise.of(observed, before, windows)))
                    .isCloseTo(tail, within(1e-6 + tail * 1e-6));
        }
    }

    @Property
    void moreIsMoreSurprisingAndMoreHistoryIsLess(
            @ForAll @IntRange(min = 1, max = 1_000) int observed,
            @ForAll @IntRange(max = 5_000) int before,
            @ForAll @IntRange(min = 1, max = 168) int windows) {
        assertThat(Surprise.of(observed + 1, before, windows))
                .isGreaterThan(Surprise.of(observed, before, windows) - ROUNDING);
        assertThat(Surprise.of(observed, before + 10, windows))
                .isLessThan(Surprise.of(observed, before, windows) + ROUNDING);
        assertThat(Surprise.of(observed, before, windows)).isBetween(0.0, 300.0);
    }

    @Test
    void workedExamples() {
        // with r = 1/2 and p = 1/2: P(0) = 0.7071, P(1) = 0.1768, so P(2 or more) = 0.1161
        assertThat(Math.pow(10, -Surprise.of(2, 0, 1))).isCloseTo(0.1161, within(1e-4));
        assertThat(Surprise.of(0, 10, 10)).isZero();
        assertThat(Surprise.expected(28, 28)).isCloseTo(1.018, within(1e-3));
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromQlTest {
    @Test
    void namesOfFunctionsLabelsAndOperatorsAreNoMetrics() {
        assertThat(PromQl.metrics(
                        "histogram_quantile(0.99, sum by (le) (rate(a_seconds_bucket{x=\"y z\"}[$__rate_interval])))"))
                .containsExactly("a_seconds_bucket");
        assertThat(PromQl.metrics("count(b == 0) or vector(0)")).containsExactly("b");
        assertThat(PromQl.metrics(
                        "sum by (t) (label_replace(c, \"t\", \"$1\", \"id\", \"(.+?)-x\")) / on (t) d_total - d_sum"))
                .containsExactly("c", "d_sum", "d_total");
    }
}

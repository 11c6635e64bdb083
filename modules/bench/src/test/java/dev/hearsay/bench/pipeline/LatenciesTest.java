package dev.hearsay.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void quantilesAreNearestRanks() {
        Latencies.Sorted hundred =
                new Latencies.Sorted(LongStream.rangeClosed(1, 100).toArray());

        assertThat(hundred.quantile(0.5)).isEqualTo(Duration.ofNanos(50));
        assertThat(hundred.quantile(0.99)).isEqualTo(Duration.ofNanos(99));
        assertThat(hundred.quantile(1)).isEqualTo(Duration.ofNanos(100));
        assertThat(new Latencies.Sorted(new long[] {7}).quantile(0.01)).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void onlyWhatWasAcceptedAndSeenIsMeasured() {
        Latencies latencies = new Latencies();
        latencies.accepted("a");
        latencies.accepted("b");
        latencies.seen(List.of("a", "other"));

        assertThat(latencies.open()).isEqualTo(1);
        assertThat(latencies.sorted().nanos()).hasSize(1);
    }

    @Test
    void nothingMeasuredIsNoFigure() {
        assertThatThrownBy(() -> new Latencies().sorted().quantile(0.5)).isInstanceOf(IllegalStateException.class);
    }
}

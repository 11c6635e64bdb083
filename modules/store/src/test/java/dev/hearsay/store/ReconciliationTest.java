package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.ActorType;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
    private final AtomicLong clock = new AtomicLong();
    private final Reconciliation reconciliation = new Reconciliation(
            Duration.ofSeconds(5), Duration.ofSeconds(60), clock::get, time -> clock.addAndGet(time.toNanos()));

    @Test
    void equalCountsAreClean() throws Exception {
        Map<CountKey, CountRow> rows = Map.of(key("a"), row("a", 3));
        Reconciliation.Report report = reconciliation.run(Reconciliation.fixed(rows), Reconciliation.fixed(rows));

        assertThat(report.clean()).isTrue();
        assertThat(report.compared()).isEqualTo(1);
        assertThat(clock.get()).as("nothing to wait for").isZero();
    }

    @Test
    void aDifferenceThatStandsStillIsSettledAfterFiveSeconds() throws Exception {
        Reconciliation.Report report = reconciliation.run(
                Reconciliation.fixed(Map.of(key("a"), row("a", 3), key("b"), row("b", 1))),
                Reconciliation.fixed(Map.of(key("a"), row("a", 2), key("c"), row("c", 1))));

        assertThat(report.clean()).isFalse();
        assertThat(report.inFlight()).isEmpty();
        assertThat(report.settled()).extracting(d -> d.key().id()).containsExactly("a", "b", "c");
        assertThat(report.settled().get(1).live()).isEmpty();
        assertThat(report.settled().get(2).recounted()).isEmpty();
        assertThat(Duration.ofNanos(clock.get())).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void aDifferenceThatClosesIsNone() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Reconciliation.Side catchingUp = side(() -> row("a", Math.min(3, reads.incrementAndGet())));
        Reconciliation.Report report =
                reconciliation.run(Reconciliation.fixed(Map.of(key("a"), row("a", 3))), catchingUp);

        assertThat(report.clean()).isTrue();
        assertThat(report.inFlight()).isEmpty();
    }

    @Test
    void aDifferenceThatNeverStandsStillIsInFlight() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        Reconciliation.Report report = reconciliation.run(
                Reconciliation.fixed(Map.of(key("a"), row("a", 0))), side(() -> row("a", reads.incrementAndGet())));

        assertThat(report.clean()).isTrue();
        assertThat(report.inFlight()).hasSize(1);
        assertThat(Duration.ofNanos(clock.get())).isGreaterThanOrEqualTo(Duration.ofSeconds(60));
    }

    @Property
    void exactlyTheKeysThatDifferAreListed(
            @ForAll @Size(max = 6) List<@IntRange(max = 2) Integer> left,
            @ForAll @Size(max = 6) List<@IntRange(max = 2) Integer> right) {
        Map<CountKey, CountRow> a = rows(left);
        Map<CountKey, CountRow> b = rows(right);
        List<Difference> differences = Reconciliation.compare(a, b);

        for (int i = 0; i < 6; i++) {
            CountKey key = key("k" + i);
            boolean differs = a.containsKey(key) != b.containsKey(key)
                    || a.containsKey(key) && !a.get(key).equals(b.get(key));
            assertThat(differences.stream().anyMatch(d -> d.key().equals(key))).isEqualTo(differs);
        }
    }

    private static Map<CountKey, CountRow> rows(List<Integer> values) {
        Map<CountKey, CountRow> rows = new HashMap<>();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) > 0) {
                rows.put(key("k" + i), row("k" + i, values.get(i)));
            }
        }
        return rows;
    }

    private interface Reading {
        CountRow row();
    }

    private static Reconciliation.Side side(Reading reading) {
        return new Reconciliation.Side() {
            @Override
            public Map<CountKey, CountRow> all() {
                CountRow row = reading.row();
                return Map.of(row.key(), row);
            }

            @Override
            public Map<CountKey, CountRow> of(Collection<CountKey> keys) {
                return all();
            }
        };
    }

    private static CountKey key(String id) {
        return new CountKey(CountTable.MENTION_COUNTS, id, "");
    }

    private static CountRow row(String id, long mentions) {
        return new CountRow(key(id), id, ActorType.PLACE, List.of(mentions, 1L));
    }
}

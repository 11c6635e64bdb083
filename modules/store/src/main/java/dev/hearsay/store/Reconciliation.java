package dev.hearsay.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/**
 * Compares live counts with a recount while the pipeline may be at work: rows that differ are read again on both sides
 * until they are equal, or until neither side has changed for a while; then the difference is settled.
 */
public final class Reconciliation {
    /** A difference that stood still for this long is settled. */
    public static final Duration SETTLED_AFTER = Duration.ofSeconds(5);

    /** Differences that still move after this long are reported as in flight. */
    public static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration PAUSE = Duration.ofMillis(250);

    private final Duration settledAfter;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Pause pause;

    /** One side of the comparison. */
    public interface Side {
        /** Every row. */
        Map<CountKey, CountRow> all();

        /** Those of these rows that are there, as they are now. */
        Map<CountKey, CountRow> of(Collection<CountKey> keys);
    }

    /** Waits. */
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /**
     * What came of it.
     *
     * @param compared rows that either side has
     * @param settled differences that stood still, by table, id and part
     * @param inFlight differences that still moved, in the same order
     */
    public record Report(int compared, List<Difference> settled, List<Difference> inFlight) {
        /** Copies the lists. */
        public Report {
            settled = List.copyOf(settled);
            inFlight = List.copyOf(inFlight);
        }

        /** Whether no settled difference was found. */
        public boolean clean() {
            return settled.isEmpty();
        }
    }

    /** With {@link #SETTLED_AFTER} and {@link #PATIENCE}. */
    public Reconciliation() {
        this(SETTLED_AFTER, PATIENCE, System::nanoTime, time -> Thread.sleep(time.toMillis()));
    }

    Reconciliation(Duration settledAfter, Duration patience, LongSupplier nanoTime, Pause pause) {
        this.settledAfter = settledAfter;
        this.patience = patience;
        this.nanoTime = nanoTime;
        this.pause = pause;
    }

    /** The live side: what the database holds. */
    public static Side live(Queries queries) {
        return new Side() {
            @Override
            public Map<CountKey, CountRow> all() {
                Map<CountKey, CountRow> rows = new HashMap<>();
                queries.counts(row -> rows.put(row.key(), row));
                return rows;
            }

            @Override
            public Map<CountKey, CountRow> of(Collection<CountKey> keys) {
                return queries.counts(keys);
            }
        };
    }

    /** A recount that does not move any more. */
    public static Side fixed(Map<CountKey, CountRow> rows) {
        Map<CountKey, CountRow> copy = Map.copyOf(rows);
        return new Side() {
            @Override
            public Map<CountKey, CountRow> all() {
                return copy;
            }

            @Override
            public Map<CountKey, CountRow> of(Collection<CountKey> keys) {
                return only(copy, keys);
            }
        };
    }

    /** The rows that differ, by table, id and part. */
    public static List<Difference> compare(Map<CountKey, CountRow> recounted, Map<CountKey, CountRow> live) {
        Set<CountKey> keys = new HashSet<>(recounted.keySet());
        keys.addAll(live.keySet());
        List<Difference> differences = new ArrayList<>();
        for (CountKey key : keys) {
            CountRow expected = recounted.get(key);
            CountRow actual = live.get(key);
            if (!Objects.equals(expected, actual)) {
                differences.add(new Difference(key, Optional.ofNullable(expected), Optional.ofNullable(actual)));
            }
        }
        differences.sort(Reconciliation::byKey);
        return differences;
    }

    /**
     * Compares until nothing moves.
     *
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public Report run(Side recount, Side live) throws InterruptedException {
        Map<CountKey, CountRow> expected = recount.all();
        Map<CountKey, CountRow> actual = live.all();
        Set<CountKey> all = new HashSet<>(expected.keySet());
        all.addAll(actual.keySet());
        long start = nanoTime.getAsLong();
        Map<CountKey, Standing> moving = new TreeMap<>(Reconciliation::order);
        for (Difference difference : compare(expected, actual)) {
            moving.put(difference.key(), new Standing(difference, start));
        }
        List<Difference> settled = new ArrayList<>();
        while (!moving.isEmpty() && nanoTime.getAsLong() - start < patience.toNanos()) {
            pause.sleep(PAUSE);
            Set<CountKey> keys = Set.copyOf(moving.keySet());
            Map<CountKey, Difference> now = new HashMap<>();
            for (Difference difference : compare(recount.of(keys), live.of(keys))) {
                now.put(difference.key(), difference);
            }
            long time = nanoTime.getAsLong();
            for (CountKey key : keys) {
                Difference difference = now.get(key);
                Standing before = moving.get(key);
                if (difference == null) {
                    moving.remove(key);
                } else if (!difference.equals(before.difference())) {
                    moving.put(key, new Standing(difference, time));
                } else if (time - before.since() >= settledAfter.toNanos()) {
                    settled.add(difference);
                    moving.remove(key);
                }
            }
        }
        settled.sort(Reconciliation::byKey);
        return new Report(
                all.size(),
                settled,
                moving.values().stream().map(Standing::difference).toList());
    }

    private record Standing(Difference difference, long since) {}

    private static int byKey(Difference a, Difference b) {
        return order(a.key(), b.key());
    }

    private static int order(CountKey a, CountKey b) {
        int byTable = a.table().compareTo(b.table());
        int byId = byTable != 0 ? byTable : a.id().compareTo(b.id());
        return byId != 0 ? byId : a.part().compareTo(b.part());
    }

    private static Map<CountKey, CountRow> only(Map<CountKey, CountRow> rows, Collection<CountKey> keys) {
        Map<CountKey, CountRow> found = new HashMap<>();
        for (CountKey key : keys) {
            CountRow row = rows.get(key);
            if (row != null) {
                found.put(key, row);
            }
        }
        return found;
    }
}

package dev.hearsay.bench.pipeline;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Times from acceptance to effect, by name. Two threads tell of them, so that either may come first. */
final class Latencies {
    private final Map<String, Long> accepted = new ConcurrentHashMap<>();
    private final Map<String, Long> seen = new ConcurrentHashMap<>();

    void accepted(String name) {
        accepted.putIfAbsent(name, System.nanoTime());
    }

    void seen(Collection<String> names) {
        long now = System.nanoTime();
        names.forEach(name -> seen.putIfAbsent(name, now));
    }

    /** Names that were accepted and had no effect yet. */
    int open() {
        Set<String> missing = new HashSet<>(accepted.keySet());
        missing.removeAll(seen.keySet());
        return missing.size();
    }

    /** Those known so far, sorted. */
    Sorted sorted() {
        List<Long> nanos = new ArrayList<>();
        accepted.forEach((name, start) -> {
            Long end = seen.get(name);
            if (end != null) {
                nanos.add(Math.max(0, end - start));
            }
        });
        return new Sorted(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** Nanoseconds in ascending order. */
    record Sorted(long[] nanos) {
        /** The smallest latency that at least this share of all do not exceed (nearest rank). */
        Duration quantile(double share) {
            if (nanos.length == 0) {
                throw new IllegalStateException("nothing was measured");
            }
            int rank = (int) Math.ceil(share * nanos.length);
            return Duration.ofNanos(nanos[Math.max(1, rank) - 1]);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Sorted sorted && Arrays.equals(nanos, sorted.nanos);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(nanos);
        }

        @Override
        public String toString() {
            return Arrays.toString(nanos);
        }
    }
}

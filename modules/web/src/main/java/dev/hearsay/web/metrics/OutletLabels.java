package dev.hearsay.web.metrics;

import java.util.HashSet;
import java.util.Set;

/**
 * Names of outlets as values of a label. A source may invent outlets without end, and each value is a time series of its
 * own: the first {@value #MOST} that a process meets keep their names, all others share one.
 */
final class OutletLabels {
    static final int MOST = 50;
    static final String OTHER = "other";

    private final Set<String> named = new HashSet<>();

    String of(String outlet) {
        if (named.contains(outlet)) {
            return outlet;
        }
        return named.size() < MOST && named.add(outlet) ? outlet : OTHER;
    }
}

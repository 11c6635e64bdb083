package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.util.List;

/**
 * A row of counts.
 *
 * @param name commonest name among the live records
 * @param type type that goes with it
 * @param measures in the order of {@link CountTable#measures}
 */
public record CountRow(CountKey key, String name, ActorType type, List<Long> measures) {
    /** Copies the measures. */
    public CountRow {
        measures = List.copyOf(measures);
        if (measures.size() != key.table().measures().size()) {
            throw new IllegalArgumentException(
                    key.table().label() + " has the measures " + key.table().measures() + ", not " + measures.size());
        }
    }
}

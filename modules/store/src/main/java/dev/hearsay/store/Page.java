package dev.hearsay.store;

import java.util.List;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param next asks for the part that follows; absent at the end
 */
public record Page<T>(List<T> rows, Optional<String> next) {
    /** Copies the rows. */
    public Page {
        rows = List.copyOf(rows);
    }
}

package dev.hearsay.store;

/**
 * Another sink took over a partition of this one: nothing of the batch at hand was written. The sink that meets this has
 * stopped; a new one may join the group.
 */
public final class FencedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FencedException(String message) {
        super(message);
    }
}

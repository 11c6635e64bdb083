package dev.hearsay.web.metrics;

import java.util.Locale;

/** A stage of the pipeline, under the name that {@code hearsay lag} gives it. */
public enum Stage {
    /** Articles to entities and claims. */
    EXTRACT,
    /** Entities and claims to counts. */
    COUNT,
    /** All of it into the database. */
    WRITE;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.hearsay.contracts;

import org.apache.kafka.common.errors.RetriableException;

/** The schema catalog cannot answer: a service that is away, or a schema that it does not take. */
public final class SchemaCatalogException extends RetriableException {
    private static final long serialVersionUID = 1L;

    /** What failed, and where. */
    public SchemaCatalogException(String message) {
        super(message);
    }

    /** What failed, where, and the failure below it. */
    public SchemaCatalogException(String message, Throwable cause) {
        super(message, cause);
    }
}

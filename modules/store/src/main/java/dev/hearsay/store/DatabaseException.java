package dev.hearsay.store;

/** The database cannot be used; the message is one sentence that says why and what to do. */
public class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public DatabaseException(String message) {
        super(message);
    }

    /** What is wrong, and the failure below it. */
    public DatabaseException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.hearsay.store;

import java.time.Duration;

/** A read took longer than it may and was broken off; the database itself works. */
public final class ReadLimitException extends DatabaseException {
    private static final long serialVersionUID = 1L;

    ReadLimitException(Duration limit, Throwable cause) {
        super("the question takes the database longer than " + limit.toMillis() + " ms: ask for less", cause);
    }
}

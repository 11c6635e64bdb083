package dev.hearsay.broker;

/** The embedded broker cannot start; the message is one sentence that says what, where and what to do. */
public final class BrokerStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A fault that the caller can mend. */
    public BrokerStartException(String message) {
        super(message);
    }

    /** A fault with the failure below it. */
    public BrokerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}

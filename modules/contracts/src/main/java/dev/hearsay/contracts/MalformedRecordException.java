package dev.hearsay.contracts;

import org.apache.kafka.common.errors.SerializationException;

/** A record's bytes are not what its topic's contract says; the message is one sentence that names the fault. */
public final class MalformedRecordException extends SerializationException {
    private static final long serialVersionUID = 1L;

    /** A fault of the bytes themselves. */
    public MalformedRecordException(String message) {
        super(message);
    }

    /** A fault that the decoder met. */
    public MalformedRecordException(String message, Throwable cause) {
        super(message, cause);
    }
}

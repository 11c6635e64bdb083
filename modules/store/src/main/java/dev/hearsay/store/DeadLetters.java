package dev.hearsay.store;

import java.util.List;

/** Where the sink leaves the records that it gives up. */
interface DeadLetters extends AutoCloseable {
    /** Returns when all of them are safe. */
    void send(List<DeadLetter> letters);

    @Override
    void close();
}

package dev.hearsay.feeds.publish;

import dev.hearsay.feeds.Parsed;
import java.util.List;
import java.util.function.Consumer;

/** Where a source puts what it reads. */
public interface ArticleSink extends Consumer<Parsed>, AutoCloseable {
    /**
     * Waits until everything given so far is acknowledged, or refused for good.
     *
     * @return documents that were accepted, and that the broker will never take, since the last call
     * @throws PublishException if anything else was not acknowledged
     */
    List<Parsed.Refused> flush();

    /** Lets go of what it holds. */
    @Override
    void close();

    /** Opens sinks: a source opens a new one after a failure. */
    @FunctionalInterface
    interface Opener {
        /**
         * Connects.
         *
         * @throws PublishException if that is not possible now
         */
        ArticleSink open();
    }
}

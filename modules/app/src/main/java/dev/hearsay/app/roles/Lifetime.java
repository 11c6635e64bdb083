package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that works until SIGINT, SIGTERM or the failure of one of its parts, and then closes them, last
 * started first.
 */
public final class Lifetime implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Lifetime.class);
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final CountDownLatch ending = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    private final Thread signal = new Thread(this::onSignal, "hearsay-shutdown");

    private Lifetime() {}

    /** From now on a signal ends it in order. */
    public static Lifetime begin() {
        Lifetime lifetime = new Lifetime();
        Runtime.getRuntime().addShutdownHook(lifetime.signal);
        return lifetime;
    }

    /** Runs in the JVM's shutdown, which goes on when this returns: the thread that closes must be waited for. */
    private void onSignal() {
        ending.countDown();
        try {
            if (!closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("Not everything was closed within {} s.", LONGEST_CLOSE_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands over a part that is to be closed at the end; from any thread. */
    public synchronized <T extends AutoCloseable> T closing(T part) {
        parts.push(part);
        return part;
    }

    /** A part failed for good: the process is to end. The first failure is the one that is told; from any thread. */
    public void fail(Failure reason) {
        LOG.error("{}", reason.getMessage(), reason);
        failure.compareAndSet(null, reason);
        ending.countDown();
    }

    /** Ends it as if by a signal; from any thread. */
    public void end() {
        ending.countDown();
    }

    /** Whether it is to end. */
    public boolean over() {
        return ending.getCount() == 0;
    }

    /**
     * Waits until it is to end.
     *
     * @throws Failure of the part that failed, if that is why
     */
    public void awaitEnd() {
        await(Long.MAX_VALUE);
    }

    /**
     * Waits that long, or until it is to end, and says whether it is.
     *
     * @throws Failure of the part that failed, if that is why
     */
    public boolean await(long millis) {
        boolean over;
        try {
            over = ending.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            over = true;
        }
        failIfFailed();
        return over;
    }

    private void failIfFailed() {
        Failure reason = failure.get();
        if (reason != null) {
            throw reason;
        }
    }

    @Override
    public void close() {
        ending.countDown();
        AutoCloseable part;
        while ((part = next()) != null) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.warn("A part did not close in order.", e);
            }
        }
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(signal);
        } catch (IllegalStateException e) {
            // the JVM is shutting down: that is what closes us
        }
    }

    private synchronized @Nullable AutoCloseable next() {
        return parts.poll();
    }
}

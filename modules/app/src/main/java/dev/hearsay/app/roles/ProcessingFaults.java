package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.MissingSourceTopicException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to do about an exception that ended a stream thread: records that cannot be processed are dead letters and never
 * get here, so it is trouble with the infrastructure, which a new thread may find gone, or a defect. Trouble that trying
 * again does not help, and trouble that comes back {@value #MOST_RESTARTS} times within ten minutes, ends the process,
 * with one sentence.
 */
final class ProcessingFaults implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessingFaults.class);
    private static final int MOST_RESTARTS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(10);

    private final String topology;
    private final Consumer<Failure> onFault;
    private final Deque<Long> restarts = new ArrayDeque<>();

    ProcessingFaults(String topology, Consumer<Failure> onFault) {
        this.topology = topology;
        this.onFault = onFault;
    }

    @Override
    public synchronized StreamThreadExceptionResponse handle(Throwable thrown) {
        if (hopeless(thrown)) {
            return giveUp("The topology " + topology + " cannot go on: " + reason(thrown) + ".", thrown);
        }
        long now = System.nanoTime();
        while (!restarts.isEmpty() && now - restarts.peekFirst() > WITHIN.toNanos()) {
            restarts.removeFirst();
        }
        if (restarts.size() >= MOST_RESTARTS) {
            return giveUp(
                    "The topology " + topology + " failed " + (MOST_RESTARTS + 1) + " times in ten minutes, last with: "
                            + reason(thrown) + ". The log file says more.",
                    thrown);
        }
        restarts.addLast(now);
        LOG.warn("A thread of {} failed; another takes its place.", topology, thrown);
        return StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    /** The topology is in its final error state, for whatever reason. */
    void stopped() {
        onFault.accept(Failure.cannotRun("The topology " + topology + " stopped; the log file says why."));
    }

    private StreamThreadExceptionResponse giveUp(String sentence, Throwable thrown) {
        onFault.accept(
                causedBy(thrown, KafkaException.class)
                        ? Failure.cannotRun(sentence, thrown)
                        : Failure.defect(sentence, thrown));
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private static boolean hopeless(Throwable thrown) {
        return causedBy(thrown, AuthorizationException.class)
                || causedBy(thrown, AuthenticationException.class)
                || causedBy(thrown, UnsupportedVersionException.class)
                || causedBy(thrown, MissingSourceTopicException.class)
                || thrown instanceof VirtualMachineError;
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message, on one line and without its full stop. */
    static String reason(Throwable thrown) {
        Throwable deepest = thrown;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        String line = message == null
                ? ""
                : message.lines().map(String::strip).findFirst().orElse("");
        if (line.isEmpty()) {
            return deepest.getClass().getSimpleName();
        }
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }
}

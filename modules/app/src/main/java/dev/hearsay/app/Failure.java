package dev.hearsay.app;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command: one sentence for the person at the terminal and the exit code for the script. Never a stack trace,
 * unless {@code --verbose} asks for it.
 */
public final class Failure extends RuntimeException {
    /** The command ran and found differences, or some of its input was refused. */
    public static final int FOUND = 1;
    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;
    /** Something that the command stands on is missing: a port, a directory, Kafka, the database. */
    public static final int CANNOT_RUN = 3;
    /** A defect of Hearsay itself. */
    public static final int DEFECT = 4;

    private final int exitCode;

    private Failure(int exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    /** The command line or the configuration is wrong. */
    public static Failure usage(String sentence) {
        return new Failure(USAGE, sentence, null);
    }

    /** Something that the command stands on is missing. */
    public static Failure cannotRun(String sentence) {
        return new Failure(CANNOT_RUN, sentence, null);
    }

    /** Something that the command stands on is missing; {@code cause} is shown with {@code --verbose}. */
    public static Failure cannotRun(String sentence, Throwable cause) {
        return new Failure(CANNOT_RUN, sentence, cause);
    }

    /** A defect of Hearsay itself. */
    public static Failure defect(String sentence, Throwable cause) {
        return new Failure(DEFECT, sentence, cause);
    }

    /** The process exit code that says this. */
    public int exitCode() {
        return exitCode;
    }
}

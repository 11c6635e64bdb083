package dev.hearsay.app;

import dev.hearsay.app.output.Terminal;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every way in which a command can fail into one sentence and an exit code. */
final class Errors implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final Terminal terminal;
    private final boolean verbose;

    Errors(Terminal terminal, boolean verbose) {
        this.terminal = terminal;
        this.verbose = verbose;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        if (causedBy(exception) instanceof Failure failure) {
            return report(failure);
        }
        CommandLine command = exception.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        StringBuilder sentence = new StringBuilder(first(exception.getMessage()));
        if (exception instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            sentence.append("; did you mean ")
                    .append(String.join(" or ", unmatched.getSuggestions()))
                    .append('?');
        } else {
            sentence.append('.');
        }
        if (exception instanceof MissingParameterException || name.equals("hearsay")) {
            sentence.append(" See ").append(name).append(" --help.");
        } else {
            sentence.append(' ').append(name).append(" --help lists what there is.");
        }
        terminal.note("hearsay: " + sentence);
        trace(exception);
        return Failure.USAGE;
    }

    private static Throwable causedBy(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof Failure)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static String first(String message) {
        String line = message.lines().findFirst().orElse("The command line is wrong");
        return line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        if (exception instanceof Failure failure) {
            return report(failure);
        }
        if (exception instanceof ParameterException parameter) {
            return handleParseException(parameter, new String[0]);
        }
        LoggerFactory.getLogger(Errors.class).error("A command failed unexpectedly", exception);
        terminal.note("hearsay: An unexpected error: " + describe(exception)
                + (verbose ? "" : ". Run it again with --verbose for the stack trace, and please report it."));
        trace(exception);
        return Failure.DEFECT;
    }

    int report(Failure failure) {
        terminal.note("hearsay: " + failure.getMessage());
        trace(failure);
        return failure.exitCode();
    }

    private void trace(Exception exception) {
        if (verbose) {
            exception.printStackTrace(terminal.err());
        }
    }

    private static String describe(Throwable thrown) {
        String name = thrown.getClass().getSimpleName();
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? name : name + ": " + first(message);
    }
}

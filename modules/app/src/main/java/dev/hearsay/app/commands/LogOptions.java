package dev.hearsay.app.commands;

import picocli.CommandLine.Option;

/** How much a role writes to its log file. */
final class LogOptions {
    @Option(
            names = "--log-level",
            descriptionKey = "log-level",
            paramLabel = "LEVEL",
            defaultValue = "INFO",
            description = "How much goes to the log file: ERROR, WARN, INFO or DEBUG (default: ${DEFAULT-VALUE}).")
    private String level = "";

    String level() {
        return level;
    }
}

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import picocli.CommandLine.Option;

/** How much of the machine processing takes. */
final class ProcessingOptions {
    @Option(
            names = "--threads",
            descriptionKey = "threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "Threads of each topology (default: one for every processor, at most 4).")
    private int threads;

    int threads() {
        if (threads < 0) {
            throw Failure.usage("--threads must be 1 or more.");
        }
        return threads > 0 ? threads : Math.min(4, Runtime.getRuntime().availableProcessors());
    }
}

package dev.hearsay.app.commands;

import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Terminal;
import picocli.CommandLine.Option;

/** How a command prints rows. */
final class OutputOptions {
    private final Terminal terminal;

    @Option(
            names = "--format",
            descriptionKey = "format",
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, json or csv (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TABLE;

    OutputOptions(Terminal terminal) {
        this.terminal = terminal;
    }

    Format format() {
        return format;
    }

    void print(Rows rows) {
        terminal.print(rows.print(format, terminal.columns()));
    }
}

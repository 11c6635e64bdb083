package dev.hearsay.app.commands;

import dev.hearsay.app.Version;
import dev.hearsay.app.output.Format;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hearsay version}. */
@Command(name = "version", description = "Print the versions of Hearsay, Kafka and Java.")
public final class VersionCommand implements Runnable {
    private final Terminal terminal;

    @Option(names = "--format", paramLabel = "FORMAT", description = "table, json or csv (default: one line).")
    private @org.jspecify.annotations.Nullable Format format;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        Version version = Version.current();
        if (format == null) {
            terminal.println(version.line());
            return;
        }
        terminal.print(new Rows(Column.text("hearsay"), Column.text("kafka"), Column.text("java"))
                .add(version.hearsay(), version.kafka(), version.java())
                .print(format, terminal.columns()));
    }
}

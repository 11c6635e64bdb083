package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.doctor.FeedDoctor;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hearsay feed doctor}. */
@Command(
        name = "doctor",
        description = {
            "Examine a feed without feeding it: what its documents have and lack (ids, versions, statuses, times,",
            "duplicates, jumps, reused ids, encodings, lengths), as a report for the agency that sends them.",
            "",
            "The exit code is 1 if something is to be mended."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay feed doctor drop/failed",
            "  curl -s https://example.org/rss | hearsay feed doctor -"
        })
public final class FeedDoctorCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description = "Files, directories, globs, or - for standard input.")
    private List<String> sources = List.of();

    @Mixin
    private ReadingOptions reading;

    FeedDoctorCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReadOptions options = reading.read();
        FeedDoctor doctor = new FeedDoctor();
        try {
            for (FeedInput input : FeedFiles.of(sources, System.in)) {
                try (InputStream in = input.open()) {
                    ArticleReader.read(in, input.options(options), doctor);
                } catch (IOException e) {
                    throw Failure.cannotRun(input.name() + " cannot be closed: " + e.getMessage() + ".", e);
                }
            }
        } catch (SourceException e) {
            throw Failure.usage(e.getMessage() + ".");
        }
        doctor.report().forEach(terminal::println);
        return doctor.healthy() ? 0 : Failure.FOUND;
    }
}

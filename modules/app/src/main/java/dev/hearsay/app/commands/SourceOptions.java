package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.plan.FeedPlan;
import dev.hearsay.feeds.plan.Interval;
import dev.hearsay.feeds.plan.PlannedSource;
import dev.hearsay.feeds.sources.SourceException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Sources that go on until the command is ended. */
final class SourceOptions {
    @Option(
            names = "--watch",
            paramLabel = "DIR",
            description =
                    "Feed what is dropped into this directory, then move it to done/, or to failed/ beside a file that"
                            + " says why. Repeatable.")
    private List<Path> watched = List.of();

    @Option(
            names = "--settle",
            paramLabel = "TIME",
            defaultValue = "2s",
            description = "For how long a dropped file must not have changed (default: ${DEFAULT-VALUE}).")
    private String settle = "";

    @Option(
            names = "--poll",
            paramLabel = "URL",
            description = "Poll this RSS or Atom feed, and feed what is new in it. Repeatable.")
    private List<String> polled = List.of();

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "5m",
            description = "How often feeds are polled (default: ${DEFAULT-VALUE}).")
    private String every = "";

    @Option(names = "--allow-private", description = "Poll addresses of private networks too.")
    private boolean allowPrivate;

    @Option(
            names = "--sources",
            paramLabel = "FILE",
            description = "Several sources at once, from a feeds.yaml (see docs/feeds.md).")
    private @Nullable Path plan;

    @Option(
            names = "--memory",
            paramLabel = "DIR",
            defaultValue = "feed-memory",
            description = "Where polls keep what they have seen (default: ${DEFAULT-VALUE}).")
    private Path memory = Path.of("");

    Path memory() {
        return memory;
    }

    /** The sources that were named; none if the command is to end by itself. */
    List<PlannedSource> planned(ReadOptions reading) {
        try {
            List<PlannedSource> sources = new ArrayList<>();
            for (Path directory : watched) {
                sources.add(new PlannedSource.Watch(directory, Interval.parse(settle), reading));
            }
            for (String address : polled) {
                sources.add(
                        new PlannedSource.Poll(address, FeedPlan.polite(Interval.parse(every)), allowPrivate, reading));
            }
            if (plan != null) {
                sources.addAll(FeedPlan.read(plan, reading).sources());
            }
            return sources;
        } catch (SourceException | IllegalArgumentException e) {
            throw Failure.usage(e.getMessage() + ".");
        }
    }
}

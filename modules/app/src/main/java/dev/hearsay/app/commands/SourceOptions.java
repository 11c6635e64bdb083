package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.plan.FeedPlan;
import dev.hearsay.feeds.plan.Interval;
import dev.hearsay.feeds.plan.PlannedSource;
import dev.hearsay.feeds.sources.SourceException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    @Option(
            names = "--listen",
            paramLabel = "PORT",
            description =
                    "Take stories in any format that are pushed with POST to /api/v1/stories on this port; 202 means that"
                            + " Kafka has acknowledged them. 0 takes a free port.")
    private @Nullable Integer port;

    @Option(
            names = "--listen-host",
            descriptionKey = "listen-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of that port (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    @Option(
            names = "--push-token",
            descriptionKey = "push-token",
            paramLabel = "TEXT",
            description = "What those who push must send as bearer token; better in HEARSAY_PUSH_TOKEN.")
    private @Nullable String pushToken;

    /** Where pushed stories are taken, if they are. */
    Optional<InetSocketAddress> listening() {
        if (port == null) {
            return Optional.empty();
        }
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--listen must be a port: 0 to 65535.");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.usage("The host " + host + " is unknown: name another with --listen-host.");
        }
        if (!address.getAddress().isLoopbackAddress() && pushToken == null) {
            throw Failure.usage(
                    "Whoever reaches " + host + " could push stories: set a token with HEARSAY_PUSH_TOKEN.");
        }
        return Optional.of(address);
    }

    Optional<String> pushToken() {
        return Optional.ofNullable(pushToken);
    }

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

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.demo.DemoShow;
import dev.hearsay.app.demo.PacedFeed;
import dev.hearsay.app.kafka.PipelineLag;
import dev.hearsay.app.output.LogFile;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.store.Queries;
import dev.hearsay.web.WebSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay demo}. */
@Command(
        name = "demo",
        description = {
            "Run the whole pipeline in this process, on free ports and in a temporary directory, and feed it a",
            "made-up news wire at a visible pace. Shows who says how much, and what is taken back and why: two",
            "corrections, a hold that is lifted, two kills. Stays up until Ctrl-C."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay demo",
            "  hearsay demo --once             ends when the wire is through, with the final table",
            "  hearsay demo --data mine        keeps everything in mine; look at it again with hearsay top --data mine"
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long REFRESH_MILLIS = 250;
    private static final Duration MOST_SETTLING = Duration.ofMinutes(1);

    private final Terminal terminal;

    @Option(names = "--once", description = "End when the wire is through and everything is counted.")
    private boolean once;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "6",
            description = "Stories a second; 0 for as fast as it goes (default: ${DEFAULT-VALUE}).")
    private double speed;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Directory to keep everything in (default: a temporary one, removed at the end).")
    private @Nullable Path data;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of Kafka on 127.0.0.1 (default: a free one).")
    private int port;

    @Option(
            names = "--web-port",
            paramLabel = "PORT",
            defaultValue = "0",
            description = "Port of HTTP on 127.0.0.1 (default: a free one).")
    private int webPort;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private LogOptions log;

    DemoCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (speed < 0) {
            throw Failure.usage("--speed must be 0 or more.");
        }
        Path place = data == null ? temporary() : data;
        try (Lifetime lifetime = Lifetime.begin()) {
            if (data == null) {
                lifetime.closing(() -> DataDirectory.delete(place));
            }
            DataDirectory directory = lifetime.closing(DataDirectory.hold(place));
            LogFile.open(directory.log("demo"), log.level());
            terminal.println("Starting Kafka, Kafka Streams and SQLite in this process, in " + place + " ...");
            Pipeline pipeline = Pipeline.start(
                    directory,
                    new Pipeline.Settings(
                            port,
                            WebSettings.on(webPort).withTopicPrefix(topics.prefix()),
                            topics.prefix(),
                            topics.catalog(),
                            1,
                            1,
                            Optional.empty(),
                            topics.kafka()),
                    lifetime);
            play(pipeline, place, lifetime);
        }
        return 0;
    }

    private void play(Pipeline pipeline, Path place, Lifetime lifetime) {
        DemoShow show = new DemoShow(terminal, pipeline.database());
        show.say("Up after " + sinceStart() + ": Kafka on " + pipeline.cluster().bootstrap() + ", HTTP on "
                + pipeline.web().url() + ". Feeding the sample wire.");
        long length = PacedFeed.length();
        PacedFeed feed = new PacedFeed(speed, lifetime::over);
        Thread feeding = new Thread(() -> feed(feed, pipeline, lifetime), "feed");
        feeding.start();
        boolean counting = false;
        while (feeding.isAlive() && !lifetime.await(REFRESH_MILLIS)) {
            boolean any = show.refresh(feed.sent(), length);
            if (any && !counting) {
                show.say("First count after " + sinceStart() + ".");
            }
            counting = any || counting;
        }
        settle(pipeline, show, length, lifetime);
        if (lifetime.over()) {
            show.clear();
            return;
        }
        if (once) {
            show.printAll();
            return;
        }
        show.refresh(length, length);
        show.say("The wire is through; the pipeline stays up until Ctrl-C. In another terminal:");
        show.say("  hearsay counts \"Amara Nkembe\" --by outlet --data " + place);
        show.say("  hearsay claims --follow --data " + place);
        show.say("  hearsay feed --sample --bootstrap " + pipeline.cluster().bootstrap()
                + "     (again: nothing changes)");
        while (!lifetime.await(REFRESH_MILLIS)) {
            show.refresh(length, length);
        }
        show.clear();
    }

    private static void feed(PacedFeed feed, Pipeline pipeline, Lifetime lifetime) {
        try {
            feed.run(pipeline.cluster(), pipeline.topics().articles());
        } catch (PublishException e) {
            lifetime.fail(Failure.cannotRun(e.getMessage() + ".", e));
        } catch (RuntimeException e) {
            lifetime.fail(Failure.defect("The sample wire cannot be fed: " + e.getMessage() + ".", e));
        }
    }

    private void settle(Pipeline pipeline, DemoShow show, long length, Lifetime lifetime) {
        Instant deadline = Instant.now().plus(MOST_SETTLING);
        try (Admin admin = Admin.create(pipeline.cluster().properties())) {
            PipelineLag lag =
                    new PipelineLag(admin, pipeline.topics(), topics.applications(), new Queries(pipeline.database()));
            while (!lifetime.await(REFRESH_MILLIS) && !lag.settled()) {
                show.refresh(length, length);
                if (Instant.now().isAfter(deadline)) {
                    throw Failure.cannotRun("The wire is not counted after " + MOST_SETTLING.toSeconds() + " s ("
                            + lag.lag() + "); see the log file.");
                }
            }
        }
        show.refresh(length, length);
    }

    private static String sinceStart() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return String.format(
                Locale.ROOT, "%.1f s", Duration.between(start, Instant.now()).toMillis() / 1000.0);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("hearsay-demo-");
        } catch (IOException e) {
            throw Failure.cannotRun(
                    "No temporary directory can be made (" + e.getMessage() + "): name a directory with --data.", e);
        }
    }
}

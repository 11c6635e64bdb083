package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.Version;
import dev.hearsay.app.demo.SampleWire;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.LiveRegion;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.contracts.Topics;
import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.plan.FeedPlan;
import dev.hearsay.feeds.plan.FeedRun;
import dev.hearsay.feeds.plan.FeedRunListener;
import dev.hearsay.feeds.plan.PlannedSource;
import dev.hearsay.feeds.publish.ArticlePublisher;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.publish.PublishListener;
import dev.hearsay.feeds.publish.PublishProgress;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import dev.hearsay.feeds.sources.SourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay feed}. */
@Command(
        name = "feed",
        subcommands = FeedDoctorCommand.class,
        description = {
            "Feed wire stories: NewsML-G2, NITF, ninjs (a document, an array, or one a line), RSS and Atom,",
            "web pages, CSV, JSON lines, web archives (WARC) and plain text; gzip and zip of any. The format is",
            "told from the content. Ends when Kafka has acknowledged every story. Feeding the same again",
            "changes no count.",
            "",
            "What cannot be read is refused, said with its line and reason, and the rest goes on; then the",
            "exit code is 1.",
            "",
            "With --watch, --poll, --listen or --sources it goes on until it is ended."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay feed stories.jsonl archive.jsonl.gz",
            "  hearsay feed drop/ --provider \"Acme News\" --language en",
            "  hearsay feed table.csv --map id=Nr --map body=Text",
            "  curl -s https://example.org/wire.jsonl | hearsay feed -",
            "  hearsay feed --watch /wires/quill",
            "  hearsay feed --poll https://example.org/rss --every 10m",
            "  hearsay feed --listen 8090   then: curl --data-binary @story.xml localhost:8090/api/v1/stories",
            "  hearsay feed --sample        the wire that hearsay demo plays"
        })
public final class FeedCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "Files, directories, globs, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--sample", description = "Feed the wire that comes with Hearsay.")
    private boolean sample;

    @Mixin
    private ReadingOptions reading;

    @Mixin
    private SourceOptions sources;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private KafkaOptions kafka;

    FeedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        ReadOptions common = reading.read();
        List<PlannedSource> planned = sources.planned(common);
        Optional<InetSocketAddress> listening = listen.address();
        boolean ends = planned.isEmpty() && listening.isEmpty();
        List<FeedInput> inputs = ends ? inputs() : List.of();
        if (!ends && (sample || !files.isEmpty())) {
            throw Failure.usage(
                    "Files end and --watch, --poll, --listen and --sources go on: name files in a feeds.yaml,"
                            + " or feed them by a command of their own.");
        }
        Cluster cluster = kafka.cluster();
        Topics topics;
        try (Admin admin = cluster.connect(kafka.patience())) {
            topics = kafka.existingTopics(admin);
        }
        if (!ends) {
            return run(planned, listening, cluster, topics, common);
        }
        FeedReport report = new FeedReport();
        Progress progress = new Progress(terminal, inputs);
        PublishProgress last;
        try (ArticlePublisher publisher =
                ArticlePublisher.open(cluster.properties(Map.of()), topics.articles(), report, progress::show)) {
            for (FeedInput input : inputs) {
                try (InputStream in = progress.counted(input.open())) {
                    ArticleReader.read(in, input.options(common), publisher);
                } catch (IOException e) {
                    throw Failure.cannotRun(input.name() + " cannot be closed: " + e.getMessage() + ".", e);
                }
            }
            publisher.flush();
            last = publisher.progress();
        } catch (PublishException e) {
            progress.clear();
            report.firstRefusals().forEach(refusal -> terminal.note("hearsay: Refused " + refusal));
            throw Failure.cannotRun(e.getMessage() + ".", e);
        } catch (SourceException e) {
            throw Failure.cannotRun(e.getMessage() + ".", e);
        }
        progress.clear();
        report.lines().forEach(terminal::println);
        terminal.println(String.format(
                Locale.ROOT,
                "All acknowledged by Kafka after %.1f s (%,.0f stories a second).",
                last.elapsed().toMillis() / 1000.0,
                last.perSecond()));
        return report.refused() == 0 ? 0 : Failure.FOUND;
    }

    /** Feeds for ever, unless all sources are files. */
    private int run(
            List<PlannedSource> planned,
            Optional<InetSocketAddress> listening,
            Cluster cluster,
            Topics topics,
            ReadOptions common) {
        AtomicInteger clients = new AtomicInteger();
        Tally tally = new Tally(terminal);
        ArticleSink.Opener sinks = () -> ArticlePublisher.open(
                cluster.properties(Map.of("client.id", "hearsay-feed-" + clients.incrementAndGet())),
                topics.articles(),
                new FeedReport(),
                PublishListener.SILENT);
        FeedRun run = new FeedRun(
                new FeedPlan(planned),
                sources.memory(),
                "Hearsay/" + Version.current().hearsay(),
                sinks,
                tally);
        try (Lifetime lifetime = Lifetime.begin()) {
            listening.ifPresent(address -> terminal.println("Stories are taken at "
                    + listen.start(address, lifetime, cluster, topics, common) + ". Ctrl-C ends it."));
            Thread feeding = new Thread(
                    () -> {
                        try {
                            run.run();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        } finally {
                            if (listening.isEmpty()) {
                                lifetime.end();
                            }
                        }
                    },
                    "feed");
            lifetime.closing(() -> {
                feeding.interrupt();
                feeding.join();
            });
            feeding.start();
            while (!lifetime.await(Tally.PAUSE_MS)) {
                tally.print();
            }
        }
        tally.print();
        return tally.troubles == 0 ? 0 : Failure.FOUND;
    }

    /** Says what sources do: troubles at once, stories once a second. */
    private static final class Tally implements FeedRunListener {
        private static final long PAUSE_MS = 1_000;

        private final Terminal terminal;
        private final Map<String, Integer> stories = new TreeMap<>();
        private int troubles;

        Tally(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public synchronized void fed(String source, int count) {
            stories.merge(source, count, Integer::sum);
        }

        @Override
        public synchronized void trouble(String source, String sentence) {
            troubles++;
            terminal.note("hearsay: " + source + ": " + sentence);
        }

        synchronized void print() {
            stories.forEach((source, count) -> terminal.println(
                    String.format(Locale.ROOT, "%s: %,d %s fed", source, count, count == 1 ? "story" : "stories")));
            stories.clear();
        }
    }

    private List<FeedInput> inputs() {
        files.stream().filter(f -> f.matches("(?i)https?://.*")).findFirst().ifPresent(address -> {
            throw Failure.usage(address + " is no file: poll it with --poll, or pipe it into hearsay feed -.");
        });
        if (sample == !files.isEmpty()) {
            throw Failure.usage("Name the files to feed, or - for standard input, or --sample.");
        }
        if (sample) {
            return List.of(SampleWire.input());
        }
        try {
            return FeedFiles.of(files, System.in);
        } catch (SourceException e) {
            throw Failure.usage(e.getMessage() + ".");
        }
    }

    /** One line that is drawn again and again: how much of the input is read, how much is acknowledged, how fast. */
    private static final class Progress {
        private final LiveRegion region;
        private final long bytes;
        private final int width;
        private long read;

        Progress(Terminal terminal, List<FeedInput> inputs) {
            region = new LiveRegion(terminal);
            boolean known = inputs.stream().allMatch(input -> input.size().isPresent());
            bytes = known ? inputs.stream().mapToLong(i -> i.size().orElse(0L)).sum() : 0;
            width = terminal.columns();
        }

        InputStream counted(InputStream in) {
            return new FilterInputStream(in) {
                @Override
                public int read() throws IOException {
                    int value = super.read();
                    read += value < 0 ? 0 : 1;
                    return value;
                }

                @Override
                public int read(byte[] buffer, int from, int length) throws IOException {
                    int n = super.read(buffer, from, length);
                    read += Math.max(0, n);
                    return n;
                }
            };
        }

        void show(PublishProgress progress) {
            List<String> line = new ArrayList<>();
            if (bytes > 0) {
                line.add(LiveRegion.bar(read, bytes, Math.min(32, Math.max(10, width - 60))));
                line.add(Math.min(100, 100 * read / bytes) + " %");
            }
            line.add(String.format(Locale.ROOT, "%,d stories", progress.acknowledged()));
            line.add(String.format(Locale.ROOT, "%,.0f a second", progress.perSecond()));
            if (progress.refused() > 0) {
                line.add(progress.refused() + " refused");
            }
            line.add(seconds(progress.elapsed()));
            region.draw(List.of(String.join("  ", line)));
        }

        private static String seconds(Duration elapsed) {
            return elapsed.toSeconds() + " s";
        }

        void clear() {
            region.clear();
        }
    }
}

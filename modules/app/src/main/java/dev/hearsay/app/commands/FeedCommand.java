package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.demo.SampleWire;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.LiveRegion;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.Topics;
import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.profiles.ProfileException;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import dev.hearsay.feeds.publish.ArticlePublisher;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.publish.PublishProgress;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import dev.hearsay.feeds.sources.SourceException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay feed}. */
@Command(
        name = "feed",
        description = {
            "Feed wire stories: NewsML-G2, NITF, ninjs (a document, an array, or one a line), RSS and Atom,",
            "web pages, CSV, JSON lines, web archives (WARC) and plain text; gzip and zip of any. The format is",
            "told from the content. Ends when Kafka has acknowledged every story. Feeding the same again",
            "changes no count.",
            "",
            "What cannot be read is refused, said with its line and reason, and the rest goes on; then the",
            "exit code is 1."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay feed stories.jsonl archive.jsonl.gz",
            "  hearsay feed drop/ --provider \"Acme News\" --language en",
            "  hearsay feed table.csv --map id=Nr --map body=Text",
            "  curl -s https://example.org/wire.jsonl | hearsay feed -",
            "  hearsay feed --sample        the wire that hearsay demo plays"
        })
public final class FeedCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Parameters(paramLabel = "FILE", description = "Files, directories, globs, or - for standard input.")
    private List<String> files = List.of();

    @Option(names = "--sample", description = "Feed the wire that comes with Hearsay.")
    private boolean sample;

    @Option(
            names = {"--format", "--input-format"},
            paramLabel = "NAME",
            description = "newsml-g2, nitf, ninjs, ninjs-jsonl, rss (Atom too), html, csv, jsonl, warc or text"
                    + " (default: what it looks like).")
    private @Nullable String inputFormat;

    @Option(
            names = "--map",
            paramLabel = "PART=COLUMN",
            description =
                    "In CSV and JSON lines, the column of a part of an article: id, version, version-time, created,"
                            + " published, embargo, status, provider, outlet, url, language, byline, headline, body, note"
                            + " (default: the column of that name, or of another usual one).")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--profile",
            paramLabel = "FILE",
            description = "What an agency does in its own way (YAML; see docs/feeds.md). Repeatable.")
    private List<Path> profiles = List.of();

    @Option(
            names = "--provider",
            descriptionKey = "provider",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Who issued documents that do not say so themselves.")
    private String provider = "";

    @Option(
            names = "--outlet",
            descriptionKey = "outlet",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Who printed them, whatever they say.")
    private String outlet = "";

    @Option(
            names = "--language",
            descriptionKey = "language",
            paramLabel = "TAG",
            defaultValue = "",
            description = "BCP 47 tag for documents that declare no language.")
    private String language = "";

    @Mixin
    private KafkaOptions kafka;

    FeedCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        List<FeedInput> inputs = inputs();
        ReadOptions common = readOptions();
        Cluster cluster = kafka.cluster();
        Topics topics;
        try (Admin admin = cluster.connect(kafka.patience())) {
            topics = kafka.existingTopics(admin);
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

    private ReadOptions readOptions() {
        try {
            ReadOptions options = ReadOptions.of("")
                    .withProvider(provider)
                    .withOutlet(outlet)
                    .withLanguage(language)
                    .withProfiles(ProviderProfiles.bundled().with(profiles))
                    .withColumns(ColumnMap.of(columns));
            if (inputFormat == null) {
                return options;
            }
            String wanted = inputFormat;
            return options.withFormat(Format.named(wanted)
                    .orElseThrow(() -> Failure.usage(
                            "\"" + wanted + "\" is no format that Hearsay reads: it reads " + Format.labels() + ".")));
        } catch (ProfileException | IllegalArgumentException e) {
            throw Failure.usage(e.getMessage() + ".");
        }
    }

    private List<FeedInput> inputs() {
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

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.profiles.ProfileException;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How documents are read. */
final class ReadingOptions {
    @Option(
            names = {"--format", "--input-format"},
            paramLabel = "NAME",
            description = "newsml-g2, nitf, ninjs, ninjs-jsonl, rss (Atom too), html, csv, jsonl, warc or text"
                    + " (default: what it looks like).")
    private @Nullable String format;

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

    ReadOptions read() {
        try {
            ReadOptions options = ReadOptions.of("")
                    .withProvider(provider)
                    .withOutlet(outlet)
                    .withLanguage(language)
                    .withProfiles(ProviderProfiles.bundled().with(profiles))
                    .withColumns(ColumnMap.of(columns));
            if (format == null) {
                return options;
            }
            String wanted = format;
            return options.withFormat(Format.named(wanted)
                    .orElseThrow(() -> Failure.usage(
                            "\"" + wanted + "\" is no format that Hearsay reads: it reads " + Format.labels() + ".")));
        } catch (ProfileException | IllegalArgumentException e) {
            throw Failure.usage(e.getMessage() + ".");
        }
    }
}

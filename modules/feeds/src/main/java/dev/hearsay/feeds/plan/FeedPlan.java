package dev.hearsay.feeds.plan;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.profiles.ProfileException;
import dev.hearsay.feeds.sources.SourceException;
import dev.hearsay.feeds.yaml.YamlFault;
import dev.hearsay.feeds.yaml.YamlFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a {@code feeds.yaml}:
 *
 * <pre>
 * sources:
 *   - watch: /wires/quill          # a directory, for ever
 *     settle: 2s                   # how long a file must not have changed
 *     profile: quill.yaml
 *   - poll: https://echo.example/rss
 *     every: 5m
 *     allow-private: false
 *     outlet: Varley Echo
 *   - files: archive/*.csv         # once
 *     format: csv
 *     map: {id: Nr, body: Text}
 *     provider: Archive
 *     language: en
 * </pre>
 *
 * Paths are relative to the file.
 *
 * @param sources in the order of the file
 */
public record FeedPlan(List<PlannedSource> sources) {
    /** Between two questions to a feed, unless the plan says otherwise. */
    public static final Duration EVERY = Duration.ofMinutes(5);

    /** For how long a dropped file must not have changed, unless the plan says otherwise. */
    public static final Duration SETTLE = Duration.ofSeconds(2);

    private static final Duration SHORTEST_EVERY = Duration.ofSeconds(1);

    private record Written(
            @JsonProperty("sources") @Nullable List<WrittenSource> sources) {}

    private record WrittenSource(
            @JsonProperty("watch") @Nullable String watch,
            @JsonProperty("settle") @Nullable String settle,
            @JsonProperty("poll") @Nullable String poll,
            @JsonProperty("every") @Nullable String every,
            @JsonProperty("allow-private") @Nullable Boolean allowPrivate,
            @JsonProperty("files") @Nullable String files,
            @JsonProperty("format") @Nullable String format,
            @JsonProperty("provider") @Nullable String provider,
            @JsonProperty("outlet") @Nullable String outlet,
            @JsonProperty("language") @Nullable String language,
            @JsonProperty("profile") @Nullable String profile,
            @JsonProperty("map") @Nullable Map<String, String> map) {}

    /** Copies the list. */
    public FeedPlan {
        sources = List.copyOf(sources);
    }

    /**
     * Reads a plan.
     *
     * @param common how documents are read where a source does not say otherwise
     * @throws SourceException if it cannot be used; the message says which source is wrong, and why
     */
    public static FeedPlan read(Path file, ReadOptions common) {
        List<WrittenSource> all;
        try {
            all = YamlFile.read(Files.readAllBytes(file), Written.class)
                    .flatMap(written -> Optional.ofNullable(written.sources))
                    .orElse(List.of());
        } catch (YamlFault e) {
            throw new SourceException(file + ": " + e.reason(), e);
        } catch (IOException e) {
            throw new SourceException("cannot read " + file, e);
        }
        if (all.isEmpty()) {
            throw new SourceException(file + " names no sources");
        }
        List<PlannedSource> sources = new ArrayList<>();
        for (WrittenSource source : all) {
            try {
                sources.add(planned(source, file.toAbsolutePath().getParent(), common));
            } catch (IllegalArgumentException | ProfileException e) {
                throw new SourceException(file + ", source " + (sources.size() + 1) + ": " + e.getMessage(), e);
            }
        }
        return new FeedPlan(sources);
    }

    private static PlannedSource planned(WrittenSource source, Path folder, ReadOptions common) {
        ReadOptions options = options(source, folder, common);
        int kinds = (source.watch == null ? 0 : 1) + (source.poll == null ? 0 : 1) + (source.files == null ? 0 : 1);
        if (kinds != 1) {
            throw new IllegalArgumentException("it needs one of watch, poll and files");
        }
        if (source.watch != null) {
            Duration settle = source.settle == null ? SETTLE : Interval.parse(source.settle);
            return new PlannedSource.Watch(folder.resolve(source.watch), settle, options);
        }
        if (source.poll != null) {
            Duration every = source.every == null ? EVERY : Interval.parse(source.every);
            return new PlannedSource.Poll(
                    source.poll, polite(every), Boolean.TRUE.equals(source.allowPrivate), options);
        }
        return new PlannedSource.Files(
                folder.resolve(String.valueOf(source.files)).toString(), options);
    }

    /**
     * An interval that a server can bear.
     *
     * @throws IllegalArgumentException if it is too short
     */
    public static Duration polite(Duration every) {
        if (every.compareTo(SHORTEST_EVERY) < 0) {
            throw new IllegalArgumentException(
                    "feeds are not polled more often than every " + SHORTEST_EVERY.toSeconds() + " s");
        }
        return every;
    }

    private static ReadOptions options(WrittenSource source, Path folder, ReadOptions common) {
        ReadOptions options = common;
        if (source.format != null) {
            options = options.withFormat(Format.named(source.format)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "\"" + source.format + "\" is no format; the formats are " + Format.labels())));
        }
        if (source.map != null) {
            options = options.withColumns(ColumnMap.of(source.map));
        }
        if (source.profile != null) {
            options = options.withProfiles(options.profiles().with(List.of(folder.resolve(source.profile))));
        }
        options = source.provider == null ? options : options.withProvider(source.provider);
        options = source.outlet == null ? options : options.withOutlet(source.outlet);
        return Optional.ofNullable(source.language).map(options::withLanguage).orElse(options);
    }
}

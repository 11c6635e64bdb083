package dev.hearsay.feeds.profiles;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.yaml.YamlFault;
import dev.hearsay.feeds.yaml.YamlFile;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * How one provider departs from what its format says; a YAML file:
 *
 * <pre>
 * name: quill
 * providers: [Quill, "nprov:quill"]       # documents that name one of these issuers,
 * ids: "quill\\.example.*"                 # or whose id begins like this
 * provider: Quill                         # who issues them
 * outlet: Quill Wire
 * language: en
 * id: "(?&lt;id&gt;.+)_(?&lt;version&gt;\\d+)"      # ids that carry the version as a suffix
 * zone: Europe/Oslo                       # of times that name none
 * statuses: {spiked: canceled}            # words of its own
 * drop: ["^Quill Wire Service.*"]         # paragraphs that are no text of a story
 * </pre>
 *
 * All but {@code name} and one of {@code providers} and {@code ids} may be left out.
 */
public final class ProviderProfile {
    private final String name;
    private final List<String> providers;
    private final Optional<Pattern> ids;
    private final Optional<String> provider;
    private final Optional<String> outlet;
    private final Optional<String> language;
    private final Optional<Pattern> id;
    private final Optional<ZoneId> zone;
    private final Map<String, ArticleStatus> statuses;
    private final List<Pattern> drop;

    private record Written(
            @JsonProperty("name") @Nullable String name,
            @JsonProperty("providers") @Nullable List<String> providers,
            @JsonProperty("ids") @Nullable String ids,
            @JsonProperty("provider") @Nullable String provider,
            @JsonProperty("outlet") @Nullable String outlet,
            @JsonProperty("language") @Nullable String language,
            @JsonProperty("id") @Nullable String id,
            @JsonProperty("zone") @Nullable String zone,
            @JsonProperty("statuses") @Nullable Map<String, ArticleStatus> statuses,
            @JsonProperty("drop") @Nullable List<String> drop) {}

    private ProviderProfile(Written written) {
        name = required(written.name, "name");
        providers = written.providers == null
                ? List.of()
                : written.providers.stream().map(ProviderProfile::folded).toList();
        ids = pattern(written.ids);
        if (providers.isEmpty() && ids.isEmpty()) {
            throw new IllegalArgumentException(
                    "it names neither 'providers' nor 'ids': to which documents does it apply?");
        }
        provider = Optional.ofNullable(written.provider);
        outlet = Optional.ofNullable(written.outlet);
        language = Optional.ofNullable(written.language);
        id = pattern(written.id);
        if (id.isPresent() && !id.get().pattern().contains("(?<id>")) {
            throw new IllegalArgumentException("'id' needs a group (?<id>…), and (?<version>…) for the version");
        }
        zone = Optional.ofNullable(written.zone).map(ZoneId::of);
        statuses = written.statuses == null
                ? Map.of()
                : written.statuses.entrySet().stream()
                        .collect(java.util.stream.Collectors.toUnmodifiableMap(
                                e -> folded(e.getKey()), Map.Entry::getValue));
        drop = written.drop == null
                ? List.of()
                : written.drop.stream().map(Pattern::compile).toList();
    }

    /**
     * Reads a profile.
     *
     * @param source its name in messages
     * @throws ProfileException if it is none; the message says what is wrong with it
     */
    public static ProviderProfile read(InputStream yaml, String source) {
        try {
            return YamlFile.read(yaml.readAllBytes(), Written.class)
                    .map(ProviderProfile::new)
                    .orElseThrow(() -> new ProfileException(source + " is empty", null));
        } catch (YamlFault e) {
            throw new ProfileException(source + ": " + e.reason(), e);
        } catch (PatternSyntaxException e) {
            throw new ProfileException(
                    source + ": '" + e.getPattern() + "' is no regular expression: " + e.getDescription(), e);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new ProfileException(source + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ProfileException(source + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static String required(@Nullable String value, String field) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("it has no '" + field + "'");
        }
        return value.strip();
    }

    private static Optional<Pattern> pattern(@Nullable String expression) {
        return Optional.ofNullable(expression).map(Pattern::compile);
    }

    private static String folded(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Whether it is meant for a document with this id, of this issuer. */
    boolean appliesTo(Optional<String> issuer, String documentId) {
        return issuer.filter(i -> providers.contains(folded(i))).isPresent()
                || ids.filter(p -> p.matcher(documentId).lookingAt()).isPresent();
    }

    /** Who issues its documents. */
    public Optional<String> provider() {
        return provider;
    }

    /** Who prints them. */
    public Optional<String> outlet() {
        return outlet;
    }

    /** Their language. */
    public Optional<String> language() {
        return language;
    }

    /** The zone of times that name none. */
    public Optional<ZoneId> zone() {
        return zone;
    }

    /** What a status word of its own means. */
    public Optional<ArticleStatus> status(String word) {
        return Optional.ofNullable(statuses.get(folded(word)));
    }

    /**
     * An id taken apart.
     *
     * @param id what the versions share
     * @param version the version, if the id carries it
     */
    public record Identity(String id, Optional<String> version) {}

    /** The id as its versions share it. */
    public Identity identity(String written) {
        if (id.isPresent()) {
            var matcher = id.get().matcher(written);
            if (matcher.matches()) {
                Optional<String> version = id.get().pattern().contains("(?<version>")
                        ? Optional.ofNullable(matcher.group("version"))
                        : Optional.empty();
                return new Identity(matcher.group("id"), version);
            }
        }
        return new Identity(written, Optional.empty());
    }

    /** The paragraphs that are text of the story. */
    public List<String> kept(List<String> paragraphs) {
        return drop.isEmpty()
                ? paragraphs
                : paragraphs.stream()
                        .filter(p -> drop.stream().noneMatch(d -> d.matcher(p).find()))
                        .toList();
    }
}

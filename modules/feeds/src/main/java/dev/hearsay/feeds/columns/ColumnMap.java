package dev.hearsay.feeds.columns;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which column is which part of an article: as mapped, else by the names that such columns usually bear. */
public final class ColumnMap {
    /** Nothing mapped: the usual names. */
    public static final ColumnMap DEFAULT = new ColumnMap(Map.of());

    /** Parts of an article that a column can hold. */
    public enum Part {
        /** The id that all versions share. */
        ID("id", "uri", "guid", "document_id"),
        /** Version number. */
        VERSION("version", "revision"),
        /** When this version was made. */
        VERSION_TIME("version-time", "versioncreated", "updated", "modified", "date_modified"),
        /** When the story was created. */
        CREATED("created", "firstcreated", "date_created"),
        /** When it was published. */
        PUBLISHED("published", "date", "pubdate", "published_at", "date_published", "publish_date"),
        /** Not to be published before. */
        EMBARGO("embargo", "embargoed"),
        /** Publishing status. */
        STATUS("status", "pubstatus"),
        /** Who issues it. */
        PROVIDER("provider", "agency"),
        /** Who printed it. */
        OUTLET("outlet", "source", "publication", "publisher"),
        /** Where it can be read. */
        URL("url", "link"),
        /** Language tag. */
        LANGUAGE("language", "lang"),
        /** Byline. */
        BYLINE("byline", "author", "authors"),
        /** Headline. */
        HEADLINE("headline", "title"),
        /** Body: plain text, or HTML. */
        BODY("body", "text", "content", "article", "maintext", "body_text"),
        /** Editor's note. */
        NOTE("note", "ednote");

        private final String label;
        private final List<String> names;

        Part(String label, String... others) {
            this.label = label;
            this.names = java.util.stream.Stream.concat(java.util.stream.Stream.of(label), Arrays.stream(others))
                    .toList();
        }

        /** The name that people write. */
        public String label() {
            return label;
        }
    }

    private final Map<Part, String> mapped;

    private ColumnMap(Map<Part, String> mapped) {
        this.mapped = mapped;
    }

    /**
     * The map that {@code part=column} pairs give.
     *
     * @throws IllegalArgumentException with one sentence, if a pair names no part
     */
    public static ColumnMap of(Map<String, String> pairs) {
        Map<Part, String> mapped = new EnumMap<>(Part.class);
        pairs.forEach((name, column) -> {
            String wanted = name.strip().toLowerCase(Locale.ROOT);
            Part part = Arrays.stream(Part.values())
                    .filter(p -> p.label.equals(wanted))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("\"" + name
                            + "\" is no part of an article; the parts are "
                            + Arrays.stream(Part.values()).map(Part::label).collect(Collectors.joining(", "))));
            if (column.isBlank()) {
                throw new IllegalArgumentException("\"" + name + "\" is mapped to nothing");
            }
            mapped.put(part, column.strip());
        });
        return new ColumnMap(mapped);
    }

    /** Whether these are the usual names of at least a body and of an id, an address or a headline. */
    public static boolean isHeader(List<String> names) {
        return named(Part.BODY, names)
                && (named(Part.ID, names) || named(Part.URL, names) || named(Part.HEADLINE, names));
    }

    private static boolean named(Part part, List<String> names) {
        return part.names.stream().anyMatch(names::contains);
    }

    /** Whether nothing was mapped. */
    public boolean isDefault() {
        return mapped.isEmpty();
    }

    /** The value of a part, given the value of a column by its name in lower case; null if absent or blank. */
    @Nullable String value(Part part, UnaryOperator<@Nullable String> columns) {
        Optional<String> column = Optional.ofNullable(mapped.get(part));
        if (column.isPresent()) {
            return given(columns.apply(column.get().toLowerCase(Locale.ROOT)));
        }
        for (String name : part.names) {
            String value = given(columns.apply(name));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    /** The mapped columns, in lower case. */
    List<String> mappedColumns() {
        return mapped.values().stream().map(c -> c.toLowerCase(Locale.ROOT)).toList();
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value;
    }
}

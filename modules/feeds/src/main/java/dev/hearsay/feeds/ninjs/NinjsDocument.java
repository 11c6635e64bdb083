package dev.hearsay.feeds.ninjs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning;
import dev.hearsay.feeds.nitf.NitfBody;
import dev.hearsay.feeds.text.MarkupText;
import dev.hearsay.feeds.text.Paragraphs;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * One ninjs document of any version. The versions differ in the case of names (1.x, 2.x {@code pubstatus}, 3.x
 * {@code pubStatus}) and in single fields that became lists; both are read side by side, by name in any case.
 *
 * <ul>
 *   <li>Provider: {@code provider}. {@code infosources} name who printed it (the outlet): they may change between
 *       versions, and a provider that changes would tear the story apart.
 *   <li>Of several renditions of the body, marked-up ones are read first (they have paragraphs), then plain ones.
 *   <li>{@code replacing} cancels the replaced documents for good; a document that says {@code replacedby} is canceled
 *       for good itself.
 * </ul>
 */
final class NinjsDocument {
    private static final Set<String> NO_STORIES =
            Set.of("picture", "graphic", "audio", "video", "event", "planning", "component");
    private static final List<String> LESSER_ROLES =
            List.of("caption", "summary", "teaser", "abstract", "short", "infobox", "note", "description");

    private final Map<String, JsonNode> fields;
    private final Origin origin;
    private final ArticleDraft draft;

    NinjsDocument(JsonNode document, Origin origin, ReadOptions options) {
        this.origin = origin;
        this.fields = new HashMap<>(document.size() * 2);
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            fields.putIfAbsent(field.getKey().toLowerCase(Locale.ROOT), field.getValue());
        }
        this.draft = new ArticleDraft(origin, options, Format.NINJS.label());
    }

    void warn(Warning.Kind kind, String message) {
        draft.warn(kind, message);
    }

    Parsed parse() {
        String uri = text("uri");
        if (uri == null) {
            return new Parsed.Refused(origin, Refusal.INCOMPLETE, "it has no uri");
        }
        String type = Optional.ofNullable(text("type")).orElse("text").toLowerCase(Locale.ROOT);
        if (NO_STORIES.contains(type)) {
            return new Parsed.Refused(origin, Refusal.NOT_A_STORY, "its type is " + type + ": no story");
        }
        List<String> body = body();
        draft.documentId(uri)
                .provider(name("provider"))
                .outlet(first(name("outlet"), name("infosources"), name("infosource")))
                .version(text("version"))
                .versionExpected()
                .versionTime(text("versioncreated"))
                .firstCreated(first(text("firstcreated"), text("contentcreated")))
                .embargo(first(text("embargoeduntil"), text("embargoed")))
                .status(text("pubstatus"))
                .url(uri)
                .url(text("url"))
                .language(text("language"))
                .byline(first(text("byline"), text("by"), names("bylines")))
                .editorsNote(first(text("ednote"), text("editorsnote")))
                .headline(headline())
                .paragraphs(body)
                .bodyFault("it has no body" + (type.equals("text") ? "" : " (its type is " + type + ")"));
        for (String signal : list("signals", "signal")) {
            draft.signal(signal);
        }
        for (String replaced : references("replacing")) {
            draft.cancels(replaced);
        }
        List<String> successors = references("replacedby");
        if (!successors.isEmpty()) {
            draft.replacedBy(successors.get(0));
        }
        return draft.build();
    }

    private @Nullable String headline() {
        String plain = first(text("headline"), text("headline_main"));
        if (plain != null) {
            return plain;
        }
        JsonNode headlines = fields.get("headlines");
        String found = null;
        if (headlines != null) {
            for (JsonNode headline : many(headlines)) {
                String value = first(string(headline.get("value")), string(headline));
                if (value == null) {
                    continue;
                }
                String line = markup(contentType(headline)) ? MarkupText.line(value) : value;
                if ("main".equals(role(headline))) {
                    return line;
                }
                found = found == null ? line : found;
            }
        }
        if (found != null) {
            return found;
        }
        return fields.keySet().stream()
                .filter(k -> k.startsWith("headline_"))
                .sorted()
                .map(k -> k.contains("html") ? MarkupText.line(or(text(k))) : text(k))
                .filter(v -> v != null && !v.isBlank())
                .findFirst()
                .orElse(text("title"));
    }

    /** The paragraphs of the first rendition that has any. */
    private List<String> body() {
        List<Rendition> renditions = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (name.startsWith("body_") || name.equals("body")) {
                String text = string(value);
                if (text != null) {
                    String variant = name.equals("body") ? "" : name.substring("body_".length());
                    renditions.add(new Rendition(variant, "", text));
                }
            }
        });
        JsonNode bodies = fields.get("bodies");
        if (bodies != null) {
            for (JsonNode body : many(bodies)) {
                String text = string(body.get("value"));
                if (text != null) {
                    renditions.add(new Rendition(role(body), contentType(body), text));
                }
            }
        }
        renditions.sort(Comparator.comparingInt(Rendition::rank).thenComparing(Rendition::role));
        for (Rendition rendition : renditions) {
            List<String> paragraphs = rendition.paragraphs();
            if (!paragraphs.isEmpty()) {
                return paragraphs;
            }
        }
        return List.of();
    }

    private record Rendition(String role, String contentType, String text) {
        int rank() {
            int rank;
            if (xml()) {
                rank = 2;
            } else if (html()) {
                rank = role.contains("rich") ? 1 : 0;
            } else {
                rank = 3;
            }
            return LESSER_ROLES.stream().anyMatch(role::contains) ? rank + 10 : rank;
        }

        private boolean xml() {
            return contentType.contains("nitf") || role.contains("nitf");
        }

        private boolean html() {
            return !contentType.equals("text/plain") && (markup(contentType) || markup(role) || looksMarkedUp());
        }

        /** Some bodies declare nothing, or something else. */
        private boolean looksMarkedUp() {
            String start = text.stripLeading();
            return start.startsWith("<p>")
                    || start.startsWith("<p ")
                    || start.startsWith("<div")
                    || start.startsWith("<section");
        }

        List<String> paragraphs() {
            if (xml()) {
                return new NitfBody(Jsoup.parse(text, "", Parser.xmlParser())).paragraphs();
            }
            return html() ? MarkupText.paragraphs(text) : Paragraphs.of(text);
        }
    }

    private static boolean markup(String typeOrRole) {
        return typeOrRole.contains("html") || typeOrRole.contains("richtext") || typeOrRole.contains("xml");
    }

    private static String role(JsonNode node) {
        return or(string(node.get("role"))).toLowerCase(Locale.ROOT);
    }

    private static String contentType(JsonNode node) {
        return or(first(string(node.get("contenttype")), string(node.get("contentType"))))
                .toLowerCase(Locale.ROOT);
    }

    private static Iterable<JsonNode> many(JsonNode node) {
        return node.isArray() ? node : List.of(node);
    }

    private @Nullable String text(String field) {
        JsonNode node = fields.get(field);
        return node == null ? null : string(node);
    }

    /** A name: the field itself, or the name of the object (or of the first object) in it. */
    private @Nullable String name(String field) {
        JsonNode node = fields.get(field);
        if (node == null) {
            return null;
        }
        for (JsonNode one : many(node)) {
            String name = nameOf(one);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private @Nullable String names(String field) {
        List<String> names = list(field);
        return names.isEmpty() ? null : String.join(", ", names);
    }

    /** All texts or names in these fields. */
    private List<String> list(String... names) {
        List<String> all = new ArrayList<>();
        for (String field : names) {
            JsonNode node = fields.get(field);
            if (node != null) {
                for (JsonNode one : many(node)) {
                    String text = first(nameOf(one), string(one.get("uri")));
                    if (text != null) {
                        all.add(text);
                    }
                }
            }
        }
        return all;
    }

    /** The ids of other documents in this field, bare or as objects with a uri. */
    private List<String> references(String field) {
        List<String> all = new ArrayList<>();
        JsonNode node = fields.get(field);
        if (node != null) {
            for (JsonNode one : many(node)) {
                String id = first(string(one), string(one.get("uri")));
                if (id != null) {
                    all.add(id);
                }
            }
        }
        return all;
    }

    private static @Nullable String nameOf(JsonNode node) {
        return first(string(node), string(node.get("name")), string(node.get("value")), string(node.get("literal")));
    }

    private static @Nullable String string(@Nullable JsonNode node) {
        if (node == null || !(node.isTextual() || node.isNumber())) {
            return null;
        }
        String text = node.asText();
        return text.isBlank() ? null : text;
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }

    private static String or(@Nullable String text) {
        return text == null ? "" : text;
    }
}

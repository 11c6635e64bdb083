package dev.hearsay.feeds.html;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The article that a page describes in JSON-LD, after schema.org. */
final class LinkedData {
    private static final int DEEPEST = 6;
    private static final Set<String> ARTICLES = Set.of(
            "Article",
            "NewsArticle",
            "AnalysisNewsArticle",
            "AskPublicNewsArticle",
            "BackgroundNewsArticle",
            "OpinionNewsArticle",
            "ReportageNewsArticle",
            "ReviewNewsArticle",
            "BlogPosting",
            "LiveBlogPosting",
            "Report",
            "Review",
            "CreativeWork");

    private final JsonNode article;

    private LinkedData(JsonNode article) {
        this.article = article;
    }

    /** The description with the longest body, or the first of an article. Descriptions that are no JSON are passed over. */
    static Optional<LinkedData> of(Document page, ReadLimits limits) {
        JsonText json = new JsonText(limits);
        List<JsonNode> found = new ArrayList<>();
        for (Element script : page.select("script[type=application/ld+json]")) {
            // Raw line breaks inside strings are the commonest fault.
            String text =
                    script.data().strip().replaceAll("[\\x00-\\x1F]+", " ").replaceFirst(";$", "");
            try {
                collect(json.single(text).node(), DEEPEST, found);
            } catch (JsonText.Fault passedOver) {
                continue;
            }
        }
        return found.stream()
                .filter(a -> a.hasNonNull("articleBody"))
                .max(java.util.Comparator.comparingInt(
                        a -> a.get("articleBody").asText().length()))
                .or(() -> found.stream().findFirst())
                .map(LinkedData::new);
    }

    private static void collect(JsonNode node, int depth, List<JsonNode> into) {
        if (depth == 0) {
            return;
        }
        if (node.isArray()) {
            node.forEach(n -> collect(n, depth - 1, into));
        } else if (node.isObject()) {
            if (isArticle(node.get("@type"))) {
                into.add(node);
            }
            for (String holder : List.of("@graph", "mainEntity", "mainEntityOfPage")) {
                if (node.has(holder)) {
                    collect(node.get(holder), depth - 1, into);
                }
            }
        }
    }

    private static boolean isArticle(@Nullable JsonNode type) {
        if (type == null) {
            return false;
        }
        Predicate<String> known = name -> ARTICLES.contains(name.replaceFirst("^https?://schema\\.org/", ""));
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (known.test(one.asText())) {
                    return true;
                }
            }
            return false;
        }
        return known.test(type.asText());
    }

    /** A text field; null if absent. */
    @Nullable String text(String field) {
        return string(article.get(field));
    }

    /** The name of the thing (or of the first things) in a field. */
    @Nullable String name(String field) {
        JsonNode node = article.get(field);
        if (node == null) {
            return null;
        }
        List<String> names = new ArrayList<>();
        for (JsonNode one : node.isArray() ? node : List.of(node)) {
            String name = one.isObject() ? string(one.get("name")) : string(one);
            if (name != null) {
                names.add(name);
            }
        }
        return names.isEmpty() ? null : String.join(", ", names);
    }

    /** The address of the page. */
    @Nullable String address() {
        String url = text("url");
        if (url != null) {
            return url;
        }
        JsonNode page = article.get("mainEntityOfPage");
        return page == null ? null : page.isObject() ? string(page.get("@id")) : string(page);
    }

    private static @Nullable String string(@Nullable JsonNode node) {
        JsonNode one = node != null && node.isArray() && node.size() > 0 ? node.get(0) : node;
        String text = one == null || !one.isTextual() ? "" : one.asText().strip();
        return text.isEmpty() ? null : text;
    }
}

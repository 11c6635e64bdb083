package dev.hearsay.feeds.newsml;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.nitf.NitfBody;
import dev.hearsay.feeds.text.MarkupText;
import dev.hearsay.feeds.text.Paragraphs;
import dev.hearsay.feeds.xml.Elements;
import dev.hearsay.feeds.xml.XmlText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * One {@code newsItem}. Its body is one of its renditions: inline XML (XHTML, NITF, other markup) before inline data
 * before plain text; the rest repeat it.
 */
final class NewsItem {
    private final Element item;
    private final Origin origin;
    private final ReadOptions options;
    private final @Nullable String sender;

    NewsItem(Element item, Origin origin, ReadOptions options, @Nullable String sender) {
        this.item = item;
        this.origin = origin;
        this.options = options;
        this.sender = sender;
    }

    Parsed parse(XmlText text) {
        Element management = Elements.first(item, "itemMeta").orElseGet(() -> new Element("itemMeta"));
        Element content = Elements.first(item, "contentMeta").orElseGet(() -> new Element("contentMeta"));
        String itemClass = bare(concept(management, "itemClass"));
        if (itemClass != null && !itemClass.equalsIgnoreCase("text") && !itemClass.equalsIgnoreCase("composite")) {
            return new Parsed.Refused(origin, Refusal.NOT_A_STORY, "its class is " + itemClass + ": no story");
        }
        List<Rendition> renditions = renditions();
        Optional<Rendition> body =
                renditions.stream().filter(r -> !r.paragraphs().isEmpty()).findFirst();
        ArticleDraft draft = text.warn(new ArticleDraft(origin, options, Format.NEWSML_G2.label()))
                .documentId(Elements.attribute(item, "guid"))
                .version(Elements.attribute(item, "version"))
                .versionExpected()
                .provider(provider(management))
                .outlet(Elements.first(content, "infoSource")
                        .map(NewsItem::name)
                        .orElse(null))
                .versionTime(Elements.text(management, "versionCreated"))
                .firstCreated(or(Elements.text(management, "firstCreated"), Elements.text(content, "contentCreated")))
                .embargo(Elements.text(management, "embargoed"))
                .status(concept(management, "pubStatus"))
                .url(link(management))
                .language(language(content))
                .byline(or(
                        Elements.text(content, "by"),
                        body.map(Rendition::byline).orElse(null)))
                .editorsNote(Elements.text(management, "edNote"))
                .headline(or(headline(content), body.map(Rendition::headline).orElse(null)))
                .paragraphs(body.map(Rendition::paragraphs).orElse(List.of()))
                .bodyFault(bodyFault());
        for (Element signal : Elements.all(management, "signal")) {
            draft.signal(or(name(signal), conceptOf(signal)));
        }
        return draft.build();
    }

    private @Nullable String provider(Element management) {
        Optional<Element> provider = Elements.first(management, "provider");
        String named = provider.map(NewsItem::name).orElse(null);
        if (named != null) {
            return named;
        }
        String concept = bare(provider.map(NewsItem::conceptOf).orElse(null));
        if (concept != null) {
            return concept;
        }
        return sender != null && options.provider().isEmpty() ? sender : null;
    }

    /** The headline of the main role, or the first. */
    private static @Nullable String headline(Element content) {
        List<Element> headlines = Elements.all(content, "headline");
        return headlines.stream()
                .filter(h -> {
                    String role = bare(Elements.attribute(h, "role"));
                    return role == null || role.equalsIgnoreCase("main") || role.equalsIgnoreCase("medium");
                })
                .map(Elements::line)
                .filter(Objects::nonNull)
                .findFirst()
                .or(() -> headlines.stream()
                        .map(Elements::line)
                        .filter(Objects::nonNull)
                        .findFirst())
                .orElse(null);
    }

    private @Nullable String language(Element content) {
        String tag = Elements.attribute(content, "tag", "language");
        return tag != null ? tag : Elements.attribute(item, "xml:lang");
    }

    private static @Nullable String link(Element management) {
        return Elements.all(management, "link").stream()
                .filter(link -> {
                    String rel = bare(Elements.attribute(link, "rel"));
                    return "web".equalsIgnoreCase(rel)
                            || "canonical".equalsIgnoreCase(rel)
                            || "self".equalsIgnoreCase(rel);
                })
                .map(link -> Elements.attribute(link, "href"))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private String bodyFault() {
        boolean remote = Elements.first(item, "contentSet", "remoteContent").isPresent();
        if (remote) {
            return "its body lies elsewhere (remoteContent), which is not fetched";
        }
        return Elements.first(item, "contentSet").isPresent() ? "its contentSet holds no text" : "it has no contentSet";
    }

    private List<Rendition> renditions() {
        List<Rendition> all = new ArrayList<>();
        Elements.first(item, "contentSet").ifPresent(set -> {
            for (Element child : set.children()) {
                Rendition.of(child).ifPresent(all::add);
            }
        });
        all.sort(Comparator.comparingInt(Rendition::rank));
        return all;
    }

    /** The text in one element of the content set; the body is read when it is asked for. */
    private record Rendition(int rank, Element element, String contentType) {
        static Optional<Rendition> of(Element element) {
            String type = Stream.of("contenttype", "contentType", "format")
                    .map(name -> Elements.attribute(element, name))
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse("")
                    .toLowerCase(Locale.ROOT);
            return switch (element.tagName()) {
                case "inlineXML" -> Optional.of(new Rendition(structured(element) ? 0 : 1, element, type));
                case "inlineData" ->
                    type.startsWith("image") || type.startsWith("audio") || type.startsWith("video")
                            ? Optional.empty()
                            : Optional.of(new Rendition(
                                    type.contains("html") || type.contains("xml") ? 2 : 3, element, type));
                default -> Optional.empty();
            };
        }

        private static boolean structured(Element inline) {
            return inline.children().stream()
                    .map(Element::tagName)
                    .anyMatch(name ->
                            name.equals("nitf") || name.equals("html") || name.equals("body") || name.equals("div"));
        }

        List<String> paragraphs() {
            if (element.tagName().equals("inlineXML")) {
                return textual() ? new NitfBody(element).paragraphs() : List.of();
            }
            String text = element.wholeText();
            boolean markup = contentType.contains("html")
                    || contentType.contains("xml")
                    || text.stripLeading().startsWith("<");
            return markup ? MarkupText.paragraphs(text) : Paragraphs.of(text);
        }

        /** Results, events and scores are inline XML too. */
        private boolean textual() {
            return structured(element)
                    || element.children().stream().anyMatch(c -> c.tagName().equals("p"))
                    || element.children().isEmpty();
        }

        @Nullable String headline() {
            return new NitfBody(element).headline();
        }

        @Nullable String byline() {
            return new NitfBody(element).byline();
        }
    }

    private static @Nullable String concept(Element from, String name) {
        return Elements.first(from, name).map(NewsItem::conceptOf).orElse(null);
    }

    private static @Nullable String conceptOf(Element concept) {
        return or(
                Elements.attribute(concept, "qcode"),
                or(Elements.attribute(concept, "uri"), Elements.attribute(concept, "literal")));
    }

    private static @Nullable String name(Element concept) {
        return or(Elements.text(concept, "name"), or(Elements.attribute(concept, "literal"), null));
    }

    /** Without the scheme of a QCode or URI. */
    private static @Nullable String bare(@Nullable String concept) {
        if (concept == null) {
            return null;
        }
        String trimmed = concept.replaceFirst("/+$", "");
        if (trimmed.contains("://")) {
            return trimmed.contains("newscodes") || trimmed.contains("cv.iptc.org")
                    ? trimmed.substring(trimmed.lastIndexOf('/') + 1)
                    : trimmed.replaceFirst("^[a-zA-Z]+://(?:www\\.)?", "").replaceFirst("[/?#].*$", "");
        }
        return trimmed.substring(trimmed.lastIndexOf(':') + 1);
    }

    private static @Nullable String or(@Nullable String first, @Nullable String second) {
        return first != null ? first : second;
    }
}

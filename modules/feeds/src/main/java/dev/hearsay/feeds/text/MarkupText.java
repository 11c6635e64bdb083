package dev.hearsay.feeds.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.CDataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/**
 * The paragraphs of a marked-up body: HTML, XHTML and NITF. A block element is a paragraph; two line breaks in a row
 * part one; scripts, forms, media with their captions, and navigation are no text of the story. Never fails: broken
 * markup is read as browsers do.
 */
public final class MarkupText {
    private static final int DEEPEST = 512;

    /** More tags than any article has; a tree of millions would take the memory. */
    public static final int MOST_TAGS = 200_000;

    private static final Set<String> BLOCKS = Set.of(
            "p",
            "div",
            "section",
            "article",
            "main",
            "header",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "blockquote",
            "pre",
            "table",
            "tbody",
            "thead",
            "tfoot",
            "tr",
            "caption",
            "hr",
            "body",
            "html",
            "address",
            "center",
            "details",
            "summary",
            // NITF
            "body.content",
            "body.head",
            "body.end",
            "block",
            "hl1",
            "hl2",
            "bq",
            "fn",
            "hedline",
            "byline",
            "dateline",
            "abstract",
            "tagline",
            "note",
            "nitf-table",
            "datasource",
            "distributor",
            "series");

    private static final Set<String> CELLS = Set.of("td", "th");

    private static final Set<String> SILENT = Set.of(
            "script",
            "style",
            "noscript",
            "template",
            "head",
            "title",
            "iframe",
            "object",
            "embed",
            "svg",
            "math",
            "form",
            "button",
            "input",
            "select",
            "textarea",
            "nav",
            "aside",
            "figure",
            "figcaption",
            "picture",
            "video",
            "audio",
            "canvas",
            "map",
            // NITF
            "media",
            "media-caption",
            "media-producer",
            "media-metadata",
            "docdata",
            "meta",
            "pubdata");

    private MarkupText() {}

    /** The paragraphs of a piece of HTML or XHTML. */
    public static List<String> paragraphs(String html) {
        Document document = Jsoup.parseBodyFragment(bounded(html));
        return paragraphs(document.body());
    }

    /** From the tag that is one too many, everything is text: it counts against the length of the story. */
    private static String bounded(String html) {
        int at = -1;
        for (int tags = 0; tags <= MOST_TAGS; tags++) {
            at = html.indexOf('<', at + 1);
            if (at < 0) {
                return html;
            }
        }
        return html.substring(0, at) + html.substring(at).replace('<', ' ');
    }

    /** The paragraphs below an element. */
    public static List<String> paragraphs(Element root) {
        Collector collector = new Collector();
        NodeTraversor.filter(collector, root);
        collector.flush();
        return collector.paragraphs;
    }

    /** Markup as one line of text. */
    public static String line(String html) {
        return html.indexOf('<') < 0 && html.indexOf('&') < 0
                ? Paragraphs.line(html)
                : String.join(" ", paragraphs(html));
    }

    private static final class Collector implements NodeFilter {
        private final List<String> paragraphs = new ArrayList<>();
        private final StringBuilder current = new StringBuilder();
        private boolean broken;

        @Override
        public FilterResult head(Node node, int depth) {
            if (node instanceof TextNode text) {
                if (!text.isBlank()) {
                    broken = false;
                }
                current.append(text instanceof CDataNode ? text.text() : text.getWholeText());
                return FilterResult.CONTINUE;
            }
            if (!(node instanceof Element element)) {
                return FilterResult.CONTINUE;
            }
            String name = element.tagName().toLowerCase(Locale.ROOT);
            if (SILENT.contains(name) || depth > DEEPEST) {
                return FilterResult.SKIP_ENTIRELY;
            }
            if (name.equals("br")) {
                if (broken) {
                    flush();
                }
                broken = true;
                current.append(' ');
            } else if (CELLS.contains(name)) {
                current.append(' ');
            } else if (BLOCKS.contains(name)) {
                flush();
            }
            return FilterResult.CONTINUE;
        }

        @Override
        public FilterResult tail(Node node, int depth) {
            if (node instanceof Element element) {
                String name = element.tagName().toLowerCase(Locale.ROOT);
                if (CELLS.contains(name)) {
                    current.append(' ');
                } else if (BLOCKS.contains(name)) {
                    flush();
                }
            }
            return FilterResult.CONTINUE;
        }

        void flush() {
            broken = false;
            String line = Paragraphs.line(current.toString());
            current.setLength(0);
            if (!line.isEmpty()) {
                paragraphs.add(line);
            }
        }
    }
}

package dev.hearsay.feeds.html;

import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.PageId;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.DecodedText;
import dev.hearsay.feeds.text.MarkupText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads a web page as one story.
 *
 * <ul>
 *   <li>Identity: its canonical address, as declared; else where it was fetched from; else the file's name.
 *   <li>Issuer: the site; outlet: the publisher that it names, else the site.
 *   <li>Version time: {@code dateModified}, else when this content was first seen.
 *   <li>Text: {@code articleBody} of its JSON-LD, unless {@link ArticleText} finds much more in the page.
 * </ul>
 */
public final class HtmlReader {
    /** A body in JSON-LD that is shorter than this part of the page's article is a teaser. */
    private static final double TEASER = 0.75;

    private static final Pattern META_CHARSET =
            Pattern.compile("(?i)<meta[^>]{1,200}charset\\s*=|<\\?xml[^>]{1,200}encoding\\s*=");
    private static final int HEAD = 4_096;

    private final ReadOptions options;

    /** A reader with these options. */
    public HtmlReader(ReadOptions options) {
        this.options = options;
    }

    /**
     * The story on a page.
     *
     * @param charset what the server said, if it said something
     * @param address where it was fetched from, if that is known
     */
    public Parsed document(byte[] bytes, Optional<String> charset, Optional<String> address, Origin origin) {
        if (tags(bytes) > MarkupText.MOST_TAGS) {
            return new Parsed.Refused(
                    origin, Refusal.TOO_LARGE, "a page of more than " + MarkupText.MOST_TAGS + " tags");
        }
        Document page;
        try {
            page = Jsoup.parse(new ByteArrayInputStream(bytes), encoding(bytes, charset), address.orElse(""));
        } catch (IOException | RuntimeException e) {
            return new Parsed.Refused(origin, Refusal.MALFORMED, "no HTML: " + e.getMessage());
        }
        Optional<LinkedData> linked = LinkedData.of(page, options.limits());
        String url = linked.map(LinkedData::address)
                .filter(u -> !PageId.site(u).isEmpty())
                .or(() -> attribute(page, "link[rel=canonical]", "href"))
                .or(() -> meta(page, "og:url"))
                .filter(u -> !PageId.site(u).isEmpty())
                .or(() -> address)
                .orElse(null);
        ArticleDraft draft = new ArticleDraft(origin, options, Format.HTML.label())
                .documentId(url != null ? PageId.ofAddress(url) : fileName(origin.source()))
                .provider(options.provider()
                        .orElse(url == null || PageId.site(url).isEmpty() ? null : PageId.site(url)))
                .outlet(linked.map(l -> l.name("publisher"))
                        .or(() -> meta(page, "og:site_name"))
                        .orElse(null))
                .versionTime(linked.map(l -> l.text("dateModified"))
                        .or(() -> meta(page, "article:modified_time"))
                        .orElse(null))
                .versionedByContent()
                .published(linked.map(l -> l.text("datePublished"))
                        .or(() -> meta(page, "article:published_time"))
                        .or(() -> meta(page, "date"))
                        .orElse(null))
                .url(url)
                .language(linked.map(l -> l.text("inLanguage"))
                        .or(() -> attribute(page, "html[lang]", "lang"))
                        .or(() -> meta(page, "og:locale"))
                        .orElse(null))
                .byline(linked.map(l -> l.name("author"))
                        .or(() -> meta(page, "author"))
                        .orElse(null))
                .headline(headline(page, linked))
                .paragraphs(body(page, linked))
                .bodyFault("no article was found on the page");
        if (url == null) {
            draft.warn(Kind.NO_ID, "the page does not say its address: called by its file's name");
        }
        return draft.build();
    }

    private static int tags(byte[] bytes) {
        int tags = 0;
        for (byte b : bytes) {
            tags += b == '<' ? 1 : 0;
        }
        return tags;
    }

    private static List<String> body(Document page, Optional<LinkedData> linked) {
        List<String> read = ArticleText.of(page);
        List<String> described = linked.map(l -> l.text("articleBody"))
                .map(HtmlReader::described)
                .orElse(List.of());
        return length(described) == 0 || length(described) < TEASER * length(read) ? read : described;
    }

    /** The body as JSON-LD gives it: plain text, or HTML, or HTML escaped once more. */
    private static List<String> described(String body) {
        return body.indexOf('<') >= 0 || body.indexOf('&') >= 0
                ? MarkupText.paragraphs(body.indexOf('<') < 0 ? MarkupText.line(body) : body)
                : body.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    }

    private static int length(List<String> paragraphs) {
        return paragraphs.stream().mapToInt(String::length).sum();
    }

    private static String headline(Document page, Optional<LinkedData> linked) {
        return linked.map(l -> l.text("headline"))
                .map(MarkupText::line)
                .or(() -> meta(page, "og:title"))
                .or(() -> Optional.ofNullable(page.selectFirst("h1")).map(Element::text))
                .filter(h -> !h.isBlank())
                .orElse(page.title());
    }

    private static Optional<String> meta(Document page, String name) {
        return attribute(
                page, "meta[property=" + name + "],meta[name=" + name + "],meta[itemprop=" + name + "]", "content");
    }

    private static Optional<String> attribute(Document page, String query, String name) {
        return Optional.ofNullable(page.selectFirst(query))
                .map(e -> e.attr(name).strip())
                .filter(v -> !v.isEmpty());
    }

    private static String fileName(String source) {
        String name = source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        return name.replaceFirst("(?i)(\\.x?html?)?(\\.(gz|zip))?$", "");
    }

    /** The encoding to read with; null leaves it to the page's own declaration. */
    private static @Nullable String encoding(byte[] bytes, Optional<String> charset) {
        if (DecodedText.marked(bytes, bytes.length) != null) {
            return null;
        }
        if (charset.isPresent() && java.nio.charset.Charset.isSupported(charset.get())) {
            return charset.get();
        }
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        if (META_CHARSET.matcher(head).find()) {
            return null;
        }
        return DecodedText.utf8(bytes).malformed() > 0 ? "windows-1252" : "UTF-8";
    }
}

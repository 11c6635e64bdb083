package dev.hearsay.feeds.syndication;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.PageId;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.MarkupText;
import dev.hearsay.feeds.text.Paragraphs;
import dev.hearsay.feeds.xml.SafeXml;
import dev.hearsay.feeds.xml.XmlFault;
import dev.hearsay.feeds.xml.XmlText;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.JDOMException;
import org.jdom2.Namespace;
import org.jdom2.input.StAXStreamBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Reads feeds through ROME, over XML that is read safely here.
 *
 * <ul>
 *   <li>Identity: Atom {@code id}, RSS {@code guid}, else the link; an address counts as https.
 *   <li>Version: Atom {@code updated}; RSS has none: the time when this content was first seen.
 *   <li>Absence from a feed is no deletion. RFC 6721 {@code at:deleted-entry} is: a cancel with the time of {@code when}.
 *   <li>Issuer: the site of the feed's own link, unless the reader is told another.
 *   <li>Body: the full content where the feed carries one, else the description or summary.
 * </ul>
 */
public final class SyndicationReader {
    private static final Namespace TOMBSTONES = Namespace.getNamespace("http://purl.org/atompub/tombstones/1.0");

    private final ReadOptions options;

    /** A reader with these options. */
    public SyndicationReader(ReadOptions options) {
        this.options = options;
    }

    /** Reads every entry of a feed. */
    public void documents(byte[] bytes, Origin origin, Consumer<Parsed> into) {
        XmlText text = XmlText.of(bytes);
        Document document;
        SyndFeed feed;
        try {
            document = new StAXStreamBuilder().build(new SafeXml(text.text(), options.limits()).events());
        } catch (XmlFault fault) {
            into.accept(new Parsed.Refused(origin, fault.kind(), fault.reason()));
            return;
        } catch (JDOMException e) {
            XmlFault fault = SafeXml.fault(e);
            into.accept(new Parsed.Refused(origin, fault.kind(), fault.reason()));
            return;
        } catch (RuntimeException e) {
            into.accept(new Parsed.Refused(
                    origin, Refusal.MALFORMED, SafeXml.fault(e).reason()));
            return;
        }
        try {
            // ROME reads dates by the locale; feeds write them in English.
            feed = new SyndFeedInput(false, Locale.US).build(document);
        } catch (FeedException | RuntimeException e) {
            // ROME meets broken feeds with exceptions of many kinds.
            into.accept(
                    new Parsed.Refused(origin, Refusal.MALFORMED, "no feed: " + fault(document.getRootElement(), e)));
            return;
        }
        int entries = 0;
        for (SyndEntry entry : feed.getEntries()) {
            into.accept(entry(feed, document.getRootElement(), entry, text, origin, ++entries));
        }
        for (Element deleted : document.getRootElement().getChildren("deleted-entry", TOMBSTONES)) {
            into.accept(deleted(feed, deleted, text, origin, ++entries));
        }
        if (entries == 0) {
            into.accept(new Parsed.Refused(origin, Refusal.INCOMPLETE, "the feed has no entries"));
        }
    }

    private Parsed entry(SyndFeed feed, Element root, SyndEntry entry, XmlText text, Origin origin, int number) {
        Origin at = origin.entry(number);
        boolean atom = root.getName().equals("feed");
        Optional<String> link = Optional.ofNullable(given(entry.getLink()));
        Optional<String> id = Optional.ofNullable(given(entry.getUri())).or(() -> link);
        if (id.isEmpty()) {
            return new Parsed.Refused(at, Refusal.INCOMPLETE, "the entry has neither an id nor a link");
        }
        ArticleDraft draft = text.warn(new ArticleDraft(at, options, Format.SYNDICATION.label()));
        draft.documentId(PageId.ofGuid(id.get()))
                .provider(issuer(feed, link))
                .outlet(source(entry))
                .versionedByContent()
                .url(link.orElse(null))
                .language(language(feed, root))
                .byline(byline(entry))
                .headline(headline(entry))
                .paragraphs(body(entry))
                .bodyFault("the entry has neither content nor description");
        time(entry.getPublishedDate()).ifPresent(draft::published);
        if (atom) {
            time(entry.getUpdatedDate())
                    .or(() -> time(entry.getPublishedDate()))
                    .ifPresent(draft::versionTime);
        }
        if (given(entry.getUri()) == null) {
            draft.warn(Kind.NO_ID, "it has no " + (atom ? "id" : "guid") + ": called by its link");
        }
        return draft.build();
    }

    private Parsed deleted(SyndFeed feed, Element deleted, XmlText text, Origin origin, int number) {
        String ref = given(deleted.getAttributeValue("ref"));
        return text.warn(new ArticleDraft(origin.entry(number), options, Format.SYNDICATION.label()))
                .documentId(ref == null ? null : PageId.ofGuid(ref))
                .provider(issuer(feed, Optional.empty()))
                .versionTime(deleted.getAttributeValue("when"))
                .status(ArticleStatus.CANCELED)
                .editorsNote(given(deleted.getChildText("comment", TOMBSTONES)))
                .build();
    }

    private @Nullable String issuer(SyndFeed feed, Optional<String> link) {
        if (options.provider().isPresent()) {
            return options.provider().get();
        }
        List<String> addresses = new ArrayList<>();
        addresses.add(Objects.toString(feed.getLink(), ""));
        feed.getLinks().forEach(l -> addresses.add(Objects.toString(l.getHref(), "")));
        addresses.add(Objects.toString(feed.getUri(), ""));
        link.ifPresent(addresses::add);
        return addresses.stream()
                .map(PageId::site)
                .filter(site -> !site.isEmpty())
                .findFirst()
                .orElse(null);
    }

    /** Where an aggregated entry comes from. */
    private static @Nullable String source(SyndEntry entry) {
        SyndFeed source = entry.getSource();
        if (source == null) {
            return null;
        }
        String title = given(source.getTitle());
        if (title != null) {
            return Paragraphs.line(title);
        }
        String site = PageId.site(Objects.toString(source.getLink(), Objects.toString(source.getUri(), "")));
        return site.isEmpty() ? null : site;
    }

    private static @Nullable String language(SyndFeed feed, Element root) {
        String tag = given(feed.getLanguage());
        return tag != null ? tag : given(root.getAttributeValue("lang", Namespace.XML_NAMESPACE));
    }

    private static @Nullable String byline(SyndEntry entry) {
        String names = entry.getAuthors().stream()
                .map(SyndPerson::getName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
        String author = given(names);
        return author != null ? author : given(entry.getAuthor());
    }

    private static String headline(SyndEntry entry) {
        SyndContent title = entry.getTitleEx();
        String value = title == null ? entry.getTitle() : title.getValue();
        return value == null ? "" : MarkupText.line(value);
    }

    /** The longest of its contents; else the description. */
    private static List<String> body(SyndEntry entry) {
        List<String> longest = List.of();
        int length = 0;
        for (SyndContent content : entry.getContents()) {
            List<String> paragraphs = paragraphs(content);
            int size = paragraphs.stream().mapToInt(String::length).sum();
            if (size > length) {
                longest = paragraphs;
                length = size;
            }
        }
        return longest.isEmpty() ? paragraphs(entry.getDescription()) : longest;
    }

    private static List<String> paragraphs(@Nullable SyndContent content) {
        if (content == null || content.getValue() == null) {
            return List.of();
        }
        String value = content.getValue();
        // Whatever type is declared, descriptions are HTML as often as not.
        return value.indexOf('<') < 0 && value.indexOf('&') < 0 ? Paragraphs.of(value) : MarkupText.paragraphs(value);
    }

    private static Optional<String> time(@Nullable Date date) {
        return Optional.ofNullable(date).map(d -> d.toInstant().toString());
    }

    /** What ROME stumbled over; its exceptions seldom say. */
    private static String fault(Element root, Exception e) {
        String name = root.getName();
        if (!name.equals("rss") && !name.equals("RDF") && !name.equals("feed")) {
            return "its root is '" + name + "', no feed's";
        }
        if (!name.equals("feed")
                && root.getChildren().stream().noneMatch(c -> c.getName().equals("channel"))) {
            return "it has no channel of its version of RSS";
        }
        if (e instanceof FeedException || e instanceof IllegalArgumentException && e.getMessage() != null) {
            return "Invalid document".equals(e.getMessage())
                    ? "its root '" + name + "' names no version of RSS or Atom that is known"
                    : String.valueOf(e.getMessage());
        }
        return "a value in it breaks the rules of its format";
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}

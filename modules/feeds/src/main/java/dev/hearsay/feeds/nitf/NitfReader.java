package dev.hearsay.feeds.nitf;

import dev.hearsay.contracts.records.ArticleStatus;
import dev.hearsay.feeds.ArticleDraft;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.StatusWord;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.xml.Elements;
import dev.hearsay.feeds.xml.SafeXml;
import dev.hearsay.feeds.xml.XmlFault;
import dev.hearsay.feeds.xml.XmlText;
import java.util.Optional;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads NITF documents (IPTC NITF 3.x, and the older ones that share its names).
 *
 * <ul>
 *   <li>Identity: {@code doc-id/@id-string}, else {@code du-key/@key}; issuer: {@code doc-id/@regsrc}.
 *   <li>Version: {@code du-key/@version}; version time: {@code date.issue/@norm}.
 *   <li>Status: {@code docdata/@management-status}, in the words of NITF ({@code embargoed} is usable, and
 *       {@code date.release} says until when).
 *   <li>{@code management-doc-idref} with a status that kills names the story that is killed; without a status of its own,
 *       the document's status is meant for that story.
 * </ul>
 */
public final class NitfReader {
    private final ReadOptions options;

    /** A reader with these options. */
    public NitfReader(ReadOptions options) {
        this.options = options;
    }

    /** Reads a document, or a file of several in one root. */
    public void documents(byte[] bytes, Origin origin, Consumer<Parsed> into) {
        XmlText text = XmlText.of(bytes);
        try {
            SafeXml xml = new SafeXml(text.text(), options.limits());
            int documents = 0;
            for (String name = xml.nextElement(); name != null; name = xml.nextElement()) {
                if (name.equals("nitf")) {
                    Origin at = documents++ == 0 ? origin : origin.at(xml.line());
                    into.accept(document(xml.tree(), text, at));
                }
            }
            if (documents == 0) {
                into.accept(new Parsed.Refused(origin, Refusal.INCOMPLETE, "it holds no nitf element"));
            }
        } catch (XmlFault fault) {
            into.accept(new Parsed.Refused(origin, fault.kind(), fault.reason()));
        }
    }

    private Parsed document(Element nitf, XmlText text, Origin origin) {
        Element data = Elements.first(nitf, "head", "docdata").orElseGet(() -> new Element("docdata"));
        NitfBody body = new NitfBody(nitf);
        String status = Elements.attribute(data, "management-status");
        ArticleDraft draft = text.warn(new ArticleDraft(origin, options, Format.NITF.label()))
                .documentId(identity(data))
                .provider(Elements.attribute(data, "regsrc", "doc-id"))
                .version(Elements.attribute(data, "version", "du-key"))
                .versionExpected()
                .versionTime(Elements.attribute(data, "norm", "date.issue"))
                .published(Elements.attribute(nitf, "date.publication", "head", "pubdata"))
                .url(Elements.attribute(nitf, "ex-ref", "head", "pubdata"))
                .language(language(nitf))
                .editorsNote(Elements.attribute(data, "info", "ed-msg"))
                .byline(body.byline())
                .headline(headline(nitf, body))
                .paragraphs(body.paragraphs());
        if ("embargoed".equalsIgnoreCase(status)) {
            draft.status(ArticleStatus.USABLE);
            draft.embargo(Elements.attribute(data, "norm", "date.release"));
            if (Elements.first(data, "date.release").isEmpty()) {
                draft.status(ArticleStatus.WITHHELD)
                        .warn(Kind.BAD_TIME, "embargoed, and no date.release says until when: withheld");
            }
        } else {
            draft.status(status).embargo(Elements.attribute(data, "norm", "date.release"));
        }
        cancels(data, status, draft);
        if (Elements.attribute(data, "id-string", "doc-id") == null && draft.hasDocumentId()) {
            draft.warn(Kind.NO_ID, "its doc-id has no id-string: called by its du-key");
        }
        return draft.build();
    }

    private static @Nullable String identity(Element data) {
        String id = Elements.attribute(data, "id-string", "doc-id");
        return id != null ? id : Elements.attribute(data, "key", "du-key");
    }

    /** The status of the story that is named wins over that of the document that names it. */
    private static void cancels(Element data, @Nullable String status, ArticleDraft draft) {
        String named = Elements.attribute(data, "management-doc-idref");
        if (named == null) {
            return;
        }
        String meant = Elements.attribute(data, "management-idref-status");
        Optional<String> word = Optional.ofNullable(meant == null ? status : meant);
        if (StatusWord.read(word) == ArticleStatus.CANCELED) {
            draft.cancels(named);
        } else {
            draft.warn(
                    Kind.REFERS,
                    "it names " + named + " with the status '" + word.orElse("") + "', which takes nothing back");
        }
    }

    private static @Nullable String language(Element nitf) {
        for (String name : new String[] {"baselang", "xml:lang"}) {
            String tag = Elements.attribute(nitf, name);
            if (tag != null) {
                return tag;
            }
        }
        return Elements.attribute(nitf, "xml:lang", "body");
    }

    private static @Nullable String headline(Element nitf, NitfBody body) {
        String headline = body.headline();
        return headline != null ? headline : Elements.text(nitf, "head", "title");
    }
}

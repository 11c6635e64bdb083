package dev.hearsay.feeds.newsml;

import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.xml.Elements;
import dev.hearsay.feeds.xml.SafeXml;
import dev.hearsay.feeds.xml.XmlFault;
import dev.hearsay.feeds.xml.XmlText;
import java.util.Set;
import java.util.function.Consumer;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/**
 * Reads NewsML-G2: a news item, or a news message with any number of them, each read by itself, so that what stood before
 * a fault is kept. Packages, planning, concept, knowledge and catalog items are no stories; in a message beside news
 * items they are passed over.
 */
public final class NewsmlReader {
    private static final Set<String> OTHER_ITEMS =
            Set.of("packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem");

    private final ReadOptions options;

    /** A reader with these options. */
    public NewsmlReader(ReadOptions options) {
        this.options = options;
    }

    /** Reads everything in this document. */
    public void documents(byte[] bytes, Origin origin, Consumer<Parsed> into) {
        XmlText text = XmlText.of(bytes);
        try {
            SafeXml xml = new SafeXml(text.text(), options.limits());
            String sender = null;
            String other = null;
            int items = 0;
            for (String name = xml.nextElement(); name != null; name = xml.nextElement()) {
                if (name.equals("header")) {
                    sender = Elements.text(xml.tree(), "sender");
                } else if (name.equals("newsItem")) {
                    Origin at = items++ == 0 && xml.depth() == 1 ? origin : origin.at(xml.line());
                    into.accept(new NewsItem(xml.tree(), at, options, sender).parse(text));
                } else if (OTHER_ITEMS.contains(name)) {
                    Element passed = xml.tree();
                    other = other == null ? passed.tagName() : other;
                }
            }
            if (items == 0) {
                into.accept(none(origin, other));
            }
        } catch (XmlFault fault) {
            into.accept(new Parsed.Refused(origin, fault.kind(), fault.reason()));
        }
    }

    private static Parsed none(Origin origin, @Nullable String other) {
        return other == null
                ? new Parsed.Refused(origin, Refusal.INCOMPLETE, "it holds no newsItem")
                : new Parsed.Refused(origin, Refusal.NOT_A_STORY, "a " + other + " is no story");
    }
}

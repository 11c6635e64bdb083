package dev.hearsay.feeds.nitf;

import dev.hearsay.feeds.text.MarkupText;
import dev.hearsay.feeds.xml.Elements;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** What the body of an NITF document says, wherever it stands. */
public final class NitfBody {
    private final Element document;

    /** Of this {@code nitf} element, or of an element that holds a part of one. */
    public NitfBody(Element document) {
        this.document = document;
    }

    /** The paragraphs of {@code body.content}; of everything where there is none. */
    public List<String> paragraphs() {
        List<Element> contents = document.stream()
                .filter(e -> e.tagName().equals("body.content"))
                .toList();
        if (contents.isEmpty()) {
            return MarkupText.paragraphs(document);
        }
        return contents.stream().flatMap(c -> MarkupText.paragraphs(c).stream()).toList();
    }

    /** The main headline. */
    public @Nullable String headline() {
        return Elements.below(document, "hl1")
                .or(() -> Elements.below(document, "hedline"))
                .map(Elements::line)
                .orElse(null);
    }

    /** The byline. */
    public @Nullable String byline() {
        return Elements.below(document, "body.head")
                .flatMap(head -> Elements.below(head, "byline"))
                .map(Elements::line)
                .orElse(null);
    }
}

package dev.hearsay.feeds.xml;

import dev.hearsay.feeds.text.Paragraphs;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Steps through a tree of elements by their names. */
public final class Elements {
    private Elements() {}

    /** The first element at the end of this path of children. */
    public static Optional<Element> first(Element from, String... path) {
        Element at = from;
        for (String name : path) {
            Element next = null;
            for (Element child : at.children()) {
                if (child.tagName().equals(name)) {
                    next = child;
                    break;
                }
            }
            if (next == null) {
                return Optional.empty();
            }
            at = next;
        }
        return Optional.of(at);
    }

    /** The children of this name. */
    public static List<Element> all(Element from, String name) {
        return from.children().stream().filter(c -> c.tagName().equals(name)).toList();
    }

    /** The first element of this name anywhere below. */
    public static Optional<Element> below(Element from, String name) {
        return from.stream().filter(e -> e.tagName().equals(name)).findFirst();
    }

    /** The text of the element at the end of the path, on one line; null if there is none. */
    public static @Nullable String text(Element from, String... path) {
        return first(from, path).map(Elements::line).orElse(null);
    }

    /** An attribute of the element at the end of the path; null if there is none. */
    public static @Nullable String attribute(Element from, String attribute, String... path) {
        return first(from, path).map(e -> attribute(e, attribute)).orElse(null);
    }

    /** An attribute; null if it is absent or blank. */
    public static @Nullable String attribute(Element element, String name) {
        String value = element.attr(name).strip();
        return value.isEmpty() ? null : value;
    }

    /** All text in an element, on one line; null if blank. */
    public static @Nullable String line(Element element) {
        String line = Paragraphs.line(element.wholeText());
        return line.isEmpty() ? null : line;
    }
}

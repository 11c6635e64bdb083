package dev.hearsay.feeds.xml;

import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.Refusal;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Tag;
import org.jspecify.annotations.Nullable;

/**
 * XML by StAX: a document type is passed over, never resolved; entities are neither declared nor fetched; depth and the
 * number of elements are bounded. Elements come as jsoup's, named without prefix, so that one reader of paragraphs
 * serves HTML, XHTML and NITF.
 */
public final class SafeXml {
    private static final int MOST_ELEMENTS = 200_000;
    private static final int MOST_ATTRIBUTES = 200;

    private final XMLStreamReader reader;
    private final Map<String, Tag> tags = new HashMap<>();
    private final Bounds bounds;

    /** Begins to read a text. */
    public SafeXml(String text, ReadLimits limits) throws XmlFault {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        try {
            bounds = new Bounds(factory.createXMLStreamReader(new StringReader(text)), limits.depth());
            reader = bounds;
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e);
        }
    }

    /** The events themselves, bounded as well: for builders of other trees, which pass the faults to {@link #fault}. */
    public XMLStreamReader events() {
        bounds.mostElements = MOST_ELEMENTS;
        return reader;
    }

    /** Moves to the next start of an element, wherever it stands; its local name, or null at the end. */
    public @Nullable String nextElement() throws XmlFault {
        try {
            while (reader.hasNext()) {
                if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                    return reader.getLocalName();
                }
            }
            return null;
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e);
        }
    }

    /** Line of the last event, from 1. */
    public long line() {
        return Math.max(1, reader.getLocation().getLineNumber());
    }

    /** How many elements are open. */
    public int depth() {
        return bounds.depth;
    }

    /** The element that starts here, with all in it; the reader then stands at its end. */
    public Element tree() throws XmlFault {
        try {
            Element root = element();
            Element at = root;
            int open = 1;
            int elements = 1;
            while (open > 0) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++elements > MOST_ELEMENTS) {
                            throw new XmlFault(
                                    Refusal.TOO_LARGE,
                                    where(reader.getLocation()) + "more than " + MOST_ELEMENTS
                                            + " elements in one document");
                        }
                        Element child = element();
                        at.appendChild(child);
                        at = child;
                        open++;
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        open--;
                        Element parent = at.parent();
                        at = parent == null ? root : parent;
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        at.appendChild(new TextNode(reader.getText()));
                    default -> {}
                }
            }
            return root;
        } catch (XMLStreamException | RuntimeException e) {
            throw fault(e);
        }
    }

    private Element element() {
        Element element = new Element(tags.computeIfAbsent(reader.getLocalName(), name -> new Tag(name, "")), "", null);
        for (int i = 0; i < Math.min(MOST_ATTRIBUTES, reader.getAttributeCount()); i++) {
            String prefix = reader.getAttributePrefix(i);
            String name = reader.getAttributeLocalName(i);
            element.attr("xml".equals(prefix) ? "xml:" + name : name, reader.getAttributeValue(i));
        }
        return element;
    }

    /** The fault that an exception of the parser means. */
    public static XmlFault fault(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null && !(cause instanceof XMLStreamException) && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        if (cause instanceof BoundsException) {
            return new XmlFault(Refusal.TOO_LARGE, String.valueOf(cause.getMessage()));
        }
        String message = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        int text = message.indexOf("Message: ");
        if (text >= 0) {
            message = message.substring(text + "Message: ".length());
        }
        message = plain(message);
        Location location = cause instanceof XMLStreamException xml ? xml.getLocation() : null;
        return new XmlFault(Refusal.MALFORMED, "no XML: " + where(location) + message);
    }

    /** The parser leaves keys of its message bundle where it finds no message. */
    private static String plain(String message) {
        if (message.contains("ElementPrefixUnbound?") || message.contains("AttributePrefixUnbound?")) {
            String[] parts = message.substring(message.indexOf('?') + 1).split("&");
            return "the prefix '" + parts[0] + "' of " + parts[parts.length - 1] + " is not declared";
        }
        if (message.contains("must start and end within the same entity")) {
            return "it breaks off: an element is not closed";
        }
        return message.strip();
    }

    private static String where(@Nullable Location location) {
        return location == null || location.getLineNumber() < 1
                ? ""
                : "line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ": ";
    }

    private static final class BoundsException extends XMLStreamException {
        BoundsException(String message) {
            super(message);
        }
    }

    private static final class Bounds extends StreamReaderDelegate {
        private final int deepest;
        private long mostElements = Long.MAX_VALUE;
        private long elements;
        private int depth;

        Bounds(XMLStreamReader reader, int deepest) {
            super(reader);
            this.deepest = deepest;
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            while (event == XMLStreamConstants.DTD) {
                // Builders of trees would read it again, each in its own way.
                event = super.next();
            }
            if (event == XMLStreamConstants.START_ELEMENT && ++elements > mostElements) {
                throw new BoundsException("more than " + mostElements + " elements in one document");
            }
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > deepest) {
                throw new BoundsException("elements nested more than " + deepest + " deep");
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        }
    }
}

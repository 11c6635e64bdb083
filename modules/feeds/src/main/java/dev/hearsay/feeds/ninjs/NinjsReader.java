package dev.hearsay.feeds.ninjs;

import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.json.JsonText;
import java.util.function.Consumer;

/**
 * Reads ninjs as JSON text. One document, an array of them, or several one after the other; or one on each line, which
 * is read line by line by the caller.
 *
 * <p>Thread-safe. Every fault of a document is a {@link Parsed.Refused}; what follows a fault in the same JSON text
 * cannot be read any more, lines can.
 */
public final class NinjsReader {
    private final ReadOptions options;
    private final JsonText json;

    /** A reader with these options. */
    public NinjsReader(ReadOptions options) {
        this.options = options;
        this.json = new JsonText(options.limits());
    }

    /** Reads one line that should hold one document. */
    public Parsed line(byte[] buffer, int length, Origin origin) {
        try {
            return document(json.single(buffer, length), origin);
        } catch (JsonText.Fault fault) {
            return new Parsed.Refused(origin, fault.kind(), fault.reason());
        }
    }

    /** Reads a text that holds any number of documents. */
    public void documents(byte[] bytes, Origin origin, Consumer<Parsed> into) {
        try {
            json.each(bytes, value -> into.accept(document(value, value.only() ? origin : origin.at(value.line()))));
        } catch (JsonText.Fault fault) {
            into.accept(new Parsed.Refused(origin, fault.kind(), fault.reason()));
        }
    }

    private Parsed document(JsonText.Value value, Origin origin) {
        if (!value.node().isObject()) {
            return new Parsed.Refused(origin, Refusal.MALFORMED, "not a JSON object but " + value.kind());
        }
        NinjsDocument document = new NinjsDocument(value.node(), origin, options);
        if (value.malformed() > 0) {
            document.warn(
                    Kind.BAD_ENCODING, value.malformed() + " broken byte sequences (no UTF-8): each is U+FFFD now");
        }
        return document.parse();
    }
}

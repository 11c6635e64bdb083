package dev.hearsay.feeds.ninjs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.Warning.Kind;
import dev.hearsay.feeds.text.DecodedText;
import java.io.IOException;
import java.util.Locale;
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
    private final ObjectReader json;

    /** A reader with these options. */
    public NinjsReader(ReadOptions options) {
        this.options = options;
        ReadLimits limits = options.limits();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxStringLength(limits.documentBytes())
                        .maxNumberLength(100)
                        .maxNameLength(1_000)
                        .build())
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        json = JsonMapper.builder(factory).build().readerFor(JsonNode.class);
    }

    /** Reads one line that should hold one document. */
    public Parsed line(byte[] buffer, int length, Origin origin) {
        DecodedText decoded = DecodedText.utf8(buffer, 0, length);
        try (JsonParser parser = json.createParser(decoded.text())) {
            JsonNode node = json.readTree(parser);
            if (parser.nextToken() != null) {
                return refused(origin, "the line holds more than one JSON value");
            }
            return document(node, decoded, origin);
        } catch (IOException e) {
            return refused(origin, e, false);
        }
    }

    /** Reads a text that holds any number of documents. */
    public void documents(byte[] bytes, Origin origin, Consumer<Parsed> into) {
        DecodedText decoded = DecodedText.utf8(bytes);
        int values = 0;
        try (JsonParser parser = json.createParser(decoded.text())) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && depth == 0) {
                    depth++;
                } else if (token == JsonToken.END_ARRAY && depth > 0) {
                    depth--;
                } else {
                    Origin at = values == 0 && depth == 0
                            ? origin
                            : origin.at(parser.currentTokenLocation().getLineNr());
                    JsonNode node = json.readTree(parser);
                    values++;
                    into.accept(document(node, decoded, at));
                }
            }
            if (values == 0) {
                into.accept(new Parsed.Refused(origin, Refusal.INCOMPLETE, "it holds no document"));
            }
        } catch (IOException e) {
            into.accept(refused(origin, e, true));
        }
    }

    private Parsed document(JsonNode node, DecodedText decoded, Origin origin) {
        if (node == null || !node.isObject()) {
            return refused(origin, "not a JSON object but " + kind(node));
        }
        NinjsDocument document = new NinjsDocument(node, origin, options);
        if (decoded.malformed() > 0) {
            document.warn(
                    Kind.BAD_ENCODING, decoded.malformed() + " broken byte sequences (no UTF-8): each is U+FFFD now");
        }
        return document.parse();
    }

    private static String kind(JsonNode node) {
        return node == null || node.isMissingNode()
                ? "nothing"
                : node.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private static Parsed refused(Origin origin, String fault) {
        return new Parsed.Refused(origin, Refusal.MALFORMED, fault);
    }

    private static Parsed refused(Origin origin, IOException fault, boolean lines) {
        Refusal kind = fault instanceof StreamConstraintsException ? Refusal.TOO_LARGE : Refusal.MALFORMED;
        if (!(fault instanceof JsonProcessingException bad)) {
            return new Parsed.Refused(origin, kind, "no JSON: " + fault.getMessage());
        }
        String where = "";
        if (bad.getLocation() != null) {
            where = (lines ? "line " + bad.getLocation().getLineNr() + ", " : "") + "column "
                    + bad.getLocation().getColumnNr() + ": ";
        }
        String message = bad.getOriginalMessage() == null ? "malformed" : bad.getOriginalMessage();
        return new Parsed.Refused(origin, kind, "no JSON: " + where + message);
    }
}

package dev.hearsay.feeds.json;

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
import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.text.DecodedText;
import java.io.IOException;
import java.util.Locale;

/** Reads JSON values from bytes, bounded in depth and length. Thread-safe. */
public final class JsonText {
    private final ObjectReader json;

    /** A reader within these bounds. */
    public JsonText(ReadLimits limits) {
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

    /**
     * A value.
     *
     * @param line where it begins, from 1
     * @param malformed byte sequences that were no text in the document's encoding
     * @param only whether nothing stood before it, nor around it
     */
    public record Value(JsonNode node, long line, int malformed, boolean only) {
        /** What it is, in a word. */
        public String kind() {
            return node == null || node.isMissingNode()
                    ? "nothing"
                    : node.getNodeType().name().toLowerCase(Locale.ROOT);
        }
    }

    /** Takes values as they are read. */
    @FunctionalInterface
    public interface Values {
        /** The next. */
        void accept(Value value);
    }

    /** No JSON, or none within the bounds. */
    public static final class Fault extends Exception {
        private final Refusal kind;

        Fault(Refusal kind, String message) {
            super(message);
            this.kind = kind;
        }

        /** How the document is to be refused. */
        public Refusal kind() {
            return kind;
        }

        /** One sentence. */
        public String reason() {
            return String.valueOf(getMessage());
        }
    }

    /** The one value in these bytes. */
    public Value single(byte[] buffer, int length) throws Fault {
        DecodedText decoded = DecodedText.utf8(buffer, 0, length);
        return single(decoded.text(), decoded.malformed());
    }

    /** The one value in this text. */
    public Value single(String text) throws Fault {
        return single(text, 0);
    }

    private Value single(String text, int malformed) throws Fault {
        try (JsonParser parser = json.createParser(text)) {
            JsonNode node = json.readTree(parser);
            if (node == null) {
                throw new Fault(Refusal.INCOMPLETE, "it holds no JSON value");
            }
            if (parser.nextToken() != null) {
                throw new Fault(Refusal.MALFORMED, "the line holds more than one JSON value");
            }
            return new Value(node, 1, malformed, true);
        } catch (IOException e) {
            throw fault(e, false);
        }
    }

    /** Every value in these bytes: one, several one after the other, or those of an array. */
    public void each(byte[] bytes, Values into) throws Fault {
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
                    long line = parser.currentTokenLocation().getLineNr();
                    boolean only = values++ == 0 && depth == 0;
                    into.accept(new Value(json.readTree(parser), line, decoded.malformed(), only));
                }
            }
        } catch (IOException e) {
            throw fault(e, true);
        }
        if (values == 0) {
            throw new Fault(Refusal.INCOMPLETE, "it holds no document");
        }
    }

    private static Fault fault(IOException fault, boolean lines) {
        Refusal kind = fault instanceof StreamConstraintsException ? Refusal.TOO_LARGE : Refusal.MALFORMED;
        if (!(fault instanceof JsonProcessingException bad)) {
            return new Fault(kind, "no JSON: " + fault.getMessage());
        }
        String where = "";
        if (bad.getLocation() != null) {
            where = (lines ? "line " + bad.getLocation().getLineNr() + ", " : "") + "column "
                    + bad.getLocation().getColumnNr() + ": ";
        }
        String message = bad.getOriginalMessage() == null ? "malformed" : bad.getOriginalMessage();
        return new Fault(kind, "no JSON: " + where + message);
    }
}

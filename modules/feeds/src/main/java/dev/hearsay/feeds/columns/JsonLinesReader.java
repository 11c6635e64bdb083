package dev.hearsay.feeds.columns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import dev.hearsay.feeds.json.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads JSON lines of any making; a field in an object is called {@code outer.inner}, a list is its texts in a row. */
public final class JsonLinesReader {
    private static final int DEEPEST = 4;

    private final ReadOptions options;
    private final JsonText json;

    /** A reader with these options. */
    public JsonLinesReader(ReadOptions options) {
        this.options = options;
        this.json = new JsonText(options.limits());
    }

    /** Reads one line that should hold one object. */
    public Parsed line(byte[] buffer, int length, Origin origin) {
        try {
            JsonText.Value value = json.single(buffer, length);
            if (!value.node().isObject()) {
                return new Parsed.Refused(origin, Refusal.MALFORMED, "not a JSON object but " + value.kind());
            }
            Map<String, String> fields = new HashMap<>();
            flatten("", value.node(), DEEPEST, fields);
            return MappedStory.of(fields::get, options, origin, Format.JSON_LINES);
        } catch (JsonText.Fault fault) {
            return new Parsed.Refused(origin, fault.kind(), fault.reason());
        }
    }

    private static void flatten(String prefix, JsonNode object, int depth, Map<String, String> into) {
        for (Map.Entry<String, JsonNode> field : object.properties()) {
            String name = prefix + field.getKey().toLowerCase(Locale.ROOT);
            if (field.getValue().isObject() && depth > 0) {
                flatten(name + ".", field.getValue(), depth - 1, into);
            } else {
                text(field.getValue()).ifPresent(text -> into.putIfAbsent(name, text));
            }
        }
    }

    private static Optional<String> text(JsonNode node) {
        if (node.isArray()) {
            List<String> texts = new ArrayList<>();
            node.forEach(element -> text(element).ifPresent(texts::add));
            return texts.isEmpty() ? Optional.empty() : Optional.of(String.join("\n\n", texts));
        }
        return node.isTextual() || node.isNumber() ? Optional.of(node.asText()) : Optional.empty();
    }
}

package dev.hearsay.web.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The JSON object of a request. A member that is unknown, repeated or no value of its kind is refused. */
public final class Body {
    private final JsonNode members;

    /**
     * Reads it.
     *
     * @param known names that the operation knows
     * @throws Problem if it is no such object
     */
    public Body(Context context, Set<String> known) {
        String type = String.valueOf(context.contentType()).toLowerCase(Locale.ROOT);
        if (!type.replaceFirst(";.*", "").strip().equals("application/json")) {
            throw Problem.of(415, "Unsupported media type", "Send JSON: Content-Type: application/json.");
        }
        members = object(context.bodyAsBytes());
        members.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw Problem.parameter(
                        name.length() > 40 ? "" : name,
                        "The object has " + known.stream().sorted().toList() + ".");
            }
        });
    }

    private static JsonNode object(byte[] json) {
        try {
            JsonNode read = Json.read(json, JsonNode.class);
            if (read.isObject()) {
                return read;
            }
        } catch (IOException e) {
            // told below
        }
        throw Problem.of(400, "Bad request", "The request holds no JSON object.");
    }

    /** A text; absent if it is not given. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.get(name)).map(value -> text(name, value));
    }

    /** A text that must be given. */
    public String required(String name) {
        return text(name).orElseThrow(() -> Problem.parameter(name, "'" + name + "' must be given."));
    }

    /** Yes or no; absent if it is not given. */
    public Optional<Boolean> flag(String name) {
        return Optional.ofNullable(members.get(name)).map(value -> {
            if (!value.isBoolean()) {
                throw Problem.parameter(name, "'" + name + "' must be true or false.");
            }
            return value.booleanValue();
        });
    }

    /** An object of texts; empty if it is not given. */
    public Map<String, String> texts(String name) {
        JsonNode object = members.get(name);
        Map<String, String> texts = new TreeMap<>();
        if (object != null) {
            if (!object.isObject()) {
                throw Problem.parameter(name, "'" + name + "' must be an object.");
            }
            object.properties().forEach(member -> texts.put(member.getKey(), text(member.getKey(), member.getValue())));
        }
        return texts;
    }

    private static String text(String name, JsonNode value) {
        if (!value.isTextual()) {
            throw Problem.parameter(name, "'" + name + "' must be a text.");
        }
        return value.textValue();
    }
}

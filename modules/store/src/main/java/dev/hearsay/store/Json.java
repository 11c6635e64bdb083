package dev.hearsay.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.Span;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The columns that hold JSON. */
final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    private interface Body {
        void write(JsonGenerator out) throws IOException;
    }

    static String spans(List<Span> spans) {
        StringBuilder out = new StringBuilder(2 + 10 * spans.size()).append('[');
        for (Span span : spans) {
            out.append(out.length() == 1 ? "[" : ",[")
                    .append(span.getStart())
                    .append(',')
                    .append(span.getEnd())
                    .append(']');
        }
        return out.append(']').toString();
    }

    static List<TextSpan> parseSpans(String json) {
        List<TextSpan> spans = new ArrayList<>();
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_ARRAY) {
                int start = in.nextIntValue(0);
                int end = in.nextIntValue(0);
                spans.add(new TextSpan(start, end));
                in.nextToken();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + json + "' is no list of spans", e);
        }
        return List.copyOf(spans);
    }

    static String strings(List<String> values) {
        return write(out -> {
            for (String value : values) {
                out.writeString(value);
            }
        });
    }

    static String entities(List<EntityRef> entities) {
        return entities.isEmpty()
                ? "[]"
                : write(out -> {
                    for (EntityRef entity : entities) {
                        out.writeStartObject();
                        out.writeStringField("id", entity.getEntityId());
                        out.writeStringField("name", entity.getName());
                        out.writeStringField("type", entity.getType().name());
                        out.writeEndObject();
                    }
                });
    }

    static List<NamedEntity> parseEntities(String json) {
        List<NamedEntity> entities = new ArrayList<>();
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_OBJECT) {
                String id = "";
                String name = "";
                ActorType type = ActorType.UNKNOWN;
                while (in.nextToken() == JsonToken.FIELD_NAME) {
                    String field = in.currentName();
                    String value = in.nextTextValue();
                    switch (field) {
                        case "id" -> id = value;
                        case "name" -> name = value;
                        default -> type = ActorType.valueOf(value);
                    }
                }
                entities.add(new NamedEntity(id, name, type));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + json + "' is no list of entities", e);
        }
        return List.copyOf(entities);
    }

    static String forms(List<Form> forms) {
        return write(out -> {
            for (Form form : forms) {
                out.writeStartArray();
                out.writeString(form.getName());
                out.writeString(form.getType().name());
                out.writeNumber(form.getCount());
                out.writeEndArray();
            }
        });
    }

    static String pairs(List<ClaimChange.Source> records) {
        return write(out -> {
            for (ClaimChange.Source record : records) {
                out.writeStartArray();
                out.writeNumber(record.partition());
                out.writeNumber(record.offset());
                out.writeEndArray();
            }
        });
    }

    static List<ClaimChange.Source> parsePairs(String json) {
        List<ClaimChange.Source> records = new ArrayList<>();
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.START_ARRAY) {
                records.add(new ClaimChange.Source(in.nextIntValue(0), in.nextLongValue(0)));
                in.nextToken();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + json + "' is no list of records", e);
        }
        return List.copyOf(records);
    }

    static String object(Map<String, String> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            for (Map.Entry<String, String> value : new TreeMap<>(values).entrySet()) {
                out.writeStringField(value.getKey(), value.getValue());
            }
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    static Map<String, String> parseObject(String json) {
        Map<String, String> values = new TreeMap<>();
        try (JsonParser in = FACTORY.createParser(json)) {
            in.nextToken();
            while (in.nextToken() == JsonToken.FIELD_NAME) {
                String name = in.currentName();
                values.put(name, String.valueOf(in.nextTextValue()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("'" + json + "' is no object of texts", e);
        }
        return values;
    }

    private static String write(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartArray();
            body.write(out);
            out.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

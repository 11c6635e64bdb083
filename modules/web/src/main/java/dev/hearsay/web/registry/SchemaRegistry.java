package dev.hearsay.web.registry;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.web.http.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The reading half of the Confluent Schema Registry API (subjects, versions, schemas by id, look-ups by schema,
 * compatibility), over the schemas of this build, so that registry-aware clients read and write the topics without a
 * registry. Nothing can be registered: ids are fixed in the contract. Who registers what is there already, as producers do
 * when they start, gets its id; anything else is refused the way a registry in read-only mode refuses it.
 */
public final class SchemaRegistry {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;
    private static final int INVALID_SCHEMA = 42201;
    private static final int READ_ONLY = 42205;

    private static final Map<String, String> RECORDS = Map.ofEntries(
            Map.entry("articles", "Article"),
            Map.entry("stories", "StoryState"),
            Map.entry("entities", "EntityMentions"),
            Map.entry("claims", "Claim"),
            Map.entry("statements", "Statement"),
            Map.entry("actor-counts", "ActorCounts"),
            Map.entry("actor-counts-hourly", "ActorCounts"),
            Map.entry("actor-counts-by-outlet", "ActorCounts"),
            Map.entry("mention-counts", "MentionCounts"),
            Map.entry("mention-counts-hourly", "MentionCounts"),
            Map.entry("aliases", "Alias"));

    private final BundledSchemaCatalog catalog;
    private final Map<String, List<BundledSchemaCatalog.Entry>> versions = new TreeMap<>();

    private SchemaRegistry(BundledSchemaCatalog catalog, String topicPrefix) {
        this.catalog = catalog;
        RECORDS.forEach((topic, record) -> versions.put(
                topicPrefix + topic + "-value",
                catalog.entries().stream()
                        .filter(entry -> entry.record().equals(record))
                        .toList()));
    }

    /** The registry of the topics under a prefix. */
    public static SchemaRegistry of(String topicPrefix) {
        return new SchemaRegistry(BundledSchemaCatalog.load(), topicPrefix);
    }

    /** A version of a subject. */
    record Version(String subject, int version, int id, String schema) {}

    /** What a client sends to look a schema up; the rest of it (references, normalization) means nothing for Avro here. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Wanted(@Nullable String schema, @Nullable String schemaType) {}

    /** A subject and a version's number. */
    record SubjectVersion(String subject, int version) {}

    /** Adds the answers. */
    public void mount(RoutesConfig routes) {
        routes.get("/subjects", context -> answer(context, versions.keySet()));
        routes.get("/subjects/{subject}/versions", context -> subject(context)
                .ifPresent(entries -> answer(context, numbers(entries))));
        routes.get("/subjects/{subject}/versions/{version}", this::version);
        routes.post("/subjects/{subject}", this::lookUp);
        routes.post("/subjects/{subject}/versions", this::register);
        routes.get("/schemas/types", context -> answer(context, List.of("AVRO")));
        routes.get("/schemas/ids/{id}", context -> schema(context)
                .ifPresent(schema -> answer(context, Map.of("schema", schema.toString()))));
        routes.get("/schemas/ids/{id}/versions", context -> schema(context)
                .ifPresent(schema -> answer(context, uses(number(context)))));
        routes.get("/schemas/ids/{id}/subjects", context -> schema(context)
                .ifPresent(schema -> answer(
                        context,
                        uses(number(context)).stream()
                                .map(SubjectVersion::subject)
                                .toList())));
        routes.get("/config", SchemaRegistry::compatibility);
        routes.get("/config/{subject}", SchemaRegistry::compatibility);
    }

    private static void compatibility(Context context) {
        answer(context, Map.of("compatibilityLevel", "FULL_TRANSITIVE"));
    }

    private Optional<List<BundledSchemaCatalog.Entry>> subject(Context context) {
        Optional<List<BundledSchemaCatalog.Entry>> entries =
                Optional.ofNullable(versions.get(context.pathParam("subject")));
        if (entries.isEmpty()) {
            refuse(context, SUBJECT_NOT_FOUND, "Subject '" + context.pathParam("subject") + "' not found.");
        }
        return entries;
    }

    private void version(Context context) {
        Optional<List<BundledSchemaCatalog.Entry>> entries = subject(context);
        if (entries.isEmpty()) {
            return;
        }
        String wanted = context.pathParam("version");
        int version =
                wanted.equals("latest") || wanted.equals("-1") ? entries.get().size() : parsed(wanted);
        if (version < 1 || version > entries.get().size()) {
            refuse(context, VERSION_NOT_FOUND, "Version " + wanted + " not found.");
            return;
        }
        answer(context, version(context.pathParam("subject"), entries.get(), version));
    }

    private Version version(String subject, List<BundledSchemaCatalog.Entry> entries, int version) {
        int id = entries.get(version - 1).id();
        return new Version(
                subject, version, id, catalog.schemaOf(id).orElseThrow().toString());
    }

    /** Which version of a subject a schema is; looks, and changes nothing. */
    private void lookUp(Context context) {
        subject(context).ifPresent(entries -> wanted(context).ifPresent(schema -> find(entries, schema)
                .ifPresentOrElse(
                        version -> answer(context, version(context.pathParam("subject"), entries, version)),
                        () -> refuse(context, SCHEMA_NOT_FOUND, "Schema not found"))));
    }

    private void register(Context context) {
        String subject = context.pathParam("subject");
        List<BundledSchemaCatalog.Entry> entries = versions.getOrDefault(subject, List.of());
        wanted(context).ifPresent(schema -> find(entries, schema)
                .ifPresentOrElse(
                        version -> answer(
                                context, Map.of("id", entries.get(version - 1).id())),
                        () -> refuse(
                                context,
                                READ_ONLY,
                                "Subject " + subject + " is in read-only mode: this registry serves the schemas"
                                        + " of Hearsay's topics, and takes no others.")));
    }

    /** The schema that the request holds; answers it if that is none. */
    private static Optional<Schema> wanted(Context context) {
        try {
            Wanted wanted = Json.read(context.bodyAsBytes(), Wanted.class);
            if (wanted.schemaType() != null && !wanted.schemaType().equals("AVRO")) {
                refuse(context, INVALID_SCHEMA, "Schemas of type " + wanted.schemaType() + " are not kept here.");
                return Optional.empty();
            }
            return Optional.of(new Schema.Parser().parse(wanted.schema() == null ? "" : wanted.schema()));
        } catch (IOException | AvroRuntimeException e) {
            refuse(
                    context,
                    INVALID_SCHEMA,
                    "Invalid schema: the body must be {\"schema\": \"an Avro schema as text\"}.");
            return Optional.empty();
        }
    }

    /** The version that has this schema, whatever its documentation says. */
    private Optional<Integer> find(List<BundledSchemaCatalog.Entry> entries, Schema schema) {
        String fingerprint = BundledSchemaCatalog.fingerprint(schema);
        return numbers(entries).stream()
                .filter(version -> entries.get(version - 1).fingerprint().equals(fingerprint))
                .findFirst();
    }

    private Optional<Schema> schema(Context context) {
        Optional<Schema> schema = catalog.schemaOf(number(context));
        if (schema.isEmpty()) {
            refuse(context, SCHEMA_NOT_FOUND, "Schema " + context.pathParam("id") + " not found.");
        }
        return schema;
    }

    private List<SubjectVersion> uses(int id) {
        return versions.entrySet().stream()
                .flatMap(subject -> numbers(subject.getValue()).stream()
                        .filter(version -> subject.getValue().get(version - 1).id() == id)
                        .map(version -> new SubjectVersion(subject.getKey(), version)))
                .toList();
    }

    private static List<Integer> numbers(List<BundledSchemaCatalog.Entry> entries) {
        return IntStream.rangeClosed(1, entries.size()).boxed().toList();
    }

    private static int number(Context context) {
        return parsed(context.pathParam("id"));
    }

    private static int parsed(String number) {
        try {
            return Integer.parseInt(number);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static void answer(Context context, Object value) {
        context.contentType(CONTENT_TYPE).result(Json.bytes(value));
    }

    private static void refuse(Context context, int code, String message) {
        answer(context.status(code / 100), Map.of("error_code", code, "message", message));
    }
}

package dev.hearsay.web.registry;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.web.http.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.avro.Schema;

/**
 * The reading half of the Confluent Schema Registry API (subjects, versions, schemas by id, compatibility), over the
 * schemas of this build, so that registry-aware consumers decode the topics without a registry. Nothing can be
 * registered: ids are fixed in the contract.
 */
public final class SchemaRegistry {
    private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
    private static final int SUBJECT_NOT_FOUND = 40401;
    private static final int VERSION_NOT_FOUND = 40402;
    private static final int SCHEMA_NOT_FOUND = 40403;

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

    /** A subject and a version's number. */
    record SubjectVersion(String subject, int version) {}

    /** Adds the answers. */
    public void mount(RoutesConfig routes) {
        routes.get("/subjects", context -> answer(context, versions.keySet()));
        routes.get("/subjects/{subject}/versions", context -> subject(context)
                .ifPresent(entries -> answer(context, numbers(entries))));
        routes.get("/subjects/{subject}/versions/{version}", this::version);
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
        int id = entries.get().get(version - 1).id();
        answer(
                context,
                new Version(
                        context.pathParam("subject"),
                        version,
                        id,
                        catalog.schemaOf(id).orElseThrow().toString()));
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
        answer(context.status(404), Map.of("error_code", code, "message", message));
    }
}

package dev.hearsay.contracts;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/**
 * The catalog of a schema registry with Confluent's REST API: Confluent's own, Apicurio ({@code /apis/ccompat/v7}), Karapace
 * or Redpanda.
 *
 * <p>A schema that the subject has is looked up and only one that it lacks is registered, so that a client that may only
 * read works with schemas that others have registered. The ids of {@code schemas/ids.lock} are resolved without asking:
 * records that were written before the switch to a registry stay readable. Answers are kept for ever, because a registry
 * never changes what an id means. An address that fails is tried again, after the others, {@value #ROUNDS} times in all.
 */
public final class RegistrySchemaCatalog implements SchemaCatalog {
    private static final int ROUNDS = 3;
    private static final long FIRST_PAUSE_MS = 100;
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    /** Subject, version or schema not found: registries do not agree which of them it is. */
    private static final Set<Integer> NOT_FOUND = Set.of(40401, 40402, 40403);

    private final RegistryAccess access;
    private final BundledSchemaCatalog bundled;
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final Map<Subject, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    private record Subject(String name, Schema schema) {}

    private record Answer(int status, JsonNode body) {
        boolean ok() {
            return status / 100 == 2;
        }

        /** The registry's own code of an error, or 0 if it is not the registry that answers. */
        int code() {
            return body.path("error_code").asInt();
        }

        boolean notFound() {
            return NOT_FOUND.contains(code());
        }

        String reason() {
            String message = body.path("message").asText().strip();
            return message.isEmpty() ? "HTTP status " + status : message + " (HTTP status " + status + ")";
        }
    }

    /** A catalog that asks this registry when it must; opening it asks nothing. */
    public RegistrySchemaCatalog(RegistryAccess access) {
        this.access = access;
        this.bundled = BundledSchemaCatalog.load();
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .connectTimeout(access.timeout())
                .build();
    }

    /**
     * Makes sure that a registry answers at the address, and us.
     *
     * @throws SchemaCatalogException if not; the message says why
     */
    public void requireRegistry() {
        String path = "/schemas/types";
        Answer answer = send("GET", path, "");
        if (!answer.ok()) {
            throw refused(answer, "to list its types of schemas");
        }
        if (!answer.body().isArray()) {
            throw new SchemaCatalogException("what answers at " + access + path
                    + " is no schema registry: is this the base address of its API?");
        }
    }

    @Override
    public int idOf(String subject, Schema schema) {
        Subject wanted = new Subject(subject, schema);
        Integer known = ids.get(wanted);
        if (known == null) {
            known = checked(lookUpOrRegister(subject, schema), schema);
            ids.put(wanted, known);
        }
        return known;
    }

    /**
     * The schema of an id.
     *
     * @throws MalformedRecordException if the registry has something else than an Avro schema under this id: waiting
     *     for the registry will not make a record with it readable
     */
    @Override
    public Optional<Schema> schemaOf(int id) {
        Schema known = schemas.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<Schema> found = bundled.schemaOf(id).or(() -> ask(id));
        found.ifPresent(schema -> schemas.put(id, schema));
        return found;
    }

    private int lookUpOrRegister(String subject, Schema schema) {
        String path = "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8);
        ObjectNode body = json.createObjectNode().put("schema", portable(schema));
        Answer found = send("POST", path, body.toString());
        if (found.ok()) {
            return id(found, path);
        }
        if (!found.notFound()) {
            throw refused(found, "to look up schema " + schema.getFullName() + " under subject " + subject);
        }
        Answer registered = send("POST", path + "/versions", body.toString());
        if (registered.ok()) {
            return id(registered, path);
        }
        throw refused(registered, "to register schema " + schema.getFullName() + " under subject " + subject);
    }

    private int id(Answer answer, String path) {
        JsonNode id = answer.body().path("id");
        if (!id.canConvertToInt()) {
            throw new SchemaCatalogException("the schema registry at " + access + " answers " + path
                    + " without an id: is this the base address of its API?");
        }
        return id.intValue();
    }

    private int checked(int id, Schema schema) {
        if (id < BundledSchemaCatalog.FIRST_RESERVED_ID) {
            return id;
        }
        boolean ours = bundled.schemaOf(id)
                .filter(s -> BundledSchemaCatalog.fingerprint(s).equals(BundledSchemaCatalog.fingerprint(schema)))
                .isPresent();
        if (!ours) {
            throw new SchemaCatalogException("the schema registry at " + access + " gives id " + id + " to schema "
                    + schema.getFullName() + ": ids from " + BundledSchemaCatalog.FIRST_RESERVED_ID
                    + " on belong to schemas/ids.lock");
        }
        return id;
    }

    private Optional<Schema> ask(int id) {
        Answer answer = send("GET", "/schemas/ids/" + Integer.toUnsignedString(id), "");
        if (answer.notFound()) {
            return Optional.empty();
        }
        if (!answer.ok() || !answer.body().path("schema").isTextual()) {
            throw refused(answer, "to give the schema of id " + id);
        }
        String type = answer.body().path("schemaType").asText("AVRO");
        if (!type.equals("AVRO")) {
            throw new MalformedRecordException("schema id " + id + " is of type " + type + " where Avro is expected");
        }
        try {
            return Optional.of(
                    new Schema.Parser().parse(answer.body().path("schema").asText()));
        } catch (AvroRuntimeException e) {
            throw new MalformedRecordException(
                    "the registry's schema of id " + id + " is not one that stands on its own: " + e.getMessage(), e);
        }
    }

    private SchemaCatalogException refused(Answer answer, String request) {
        String hint =
                switch (answer.status()) {
                    case 401 -> ": it wants a user and a password, or others than these";
                    case 403 -> ": this user may not";
                    case 404 ->
                        answer.code() == 0 || answer.code() == 404 ? ": is this the base address of its API?" : "";
                    case 409 -> ": it is not compatible with the schemas that the subject has";
                    default -> "";
                };
        return new SchemaCatalogException(
                "the schema registry at " + access + " refuses " + request + hint + ": " + answer.reason());
    }

    /** Asks one address after the other until one answers for itself. */
    private Answer send(String method, String path, String body) {
        int attempts = ROUNDS * access.addresses().size();
        String failure = "";
        for (int attempt = 0; attempt < attempts; attempt++) {
            URI address = access.addresses().get(attempt % access.addresses().size());
            try {
                HttpResponse<String> response =
                        http.send(request(address, method, path, body), BodyHandlers.ofString(StandardCharsets.UTF_8));
                Answer answer = new Answer(response.statusCode(), tree(response.body()));
                if (answer.status() < 500 && answer.status() != 429) {
                    return answer;
                }
                failure = answer.reason();
            } catch (IOException e) {
                failure = reason(e);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
            boolean roundEnds = (attempt + 1) % access.addresses().size() == 0;
            if (roundEnds && attempt + 1 < attempts) {
                pause(FIRST_PAUSE_MS << attempt / access.addresses().size());
            }
        }
        throw new SchemaCatalogException("the schema registry at " + access + " does not answer: " + failure);
    }

    private HttpRequest request(URI address, String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(access.timeout())
                .header("Accept", MEDIA_TYPE + ", application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", MEDIA_TYPE);
        }
        access.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private JsonNode tree(String body) {
        try {
            return json.readTree(body);
        } catch (JacksonException e) {
            return json.missingNode();
        }
    }

    private String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer within " + access.timeout().toMillis() + " ms";
        }
        if (e instanceof ConnectException) {
            return "no connection";
        }
        return String.valueOf(e.getMessage());
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static SchemaCatalogException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new SchemaCatalogException("interrupted while the schema registry was asked", e);
    }

    /** The schema without the notes to Java that generated classes carry. */
    private String portable(Schema schema) {
        try {
            JsonNode tree = json.readTree(schema.toString());
            tree.findParents("avro.java.string").forEach(node -> ((ObjectNode) node).remove("avro.java.string"));
            return new Schema.Parser().parse(tree.toString()).toString();
        } catch (JacksonException e) {
            throw new IllegalStateException("Avro wrote a schema that is no JSON", e);
        }
    }
}

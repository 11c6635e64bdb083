package dev.hearsay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** The document that the server gives of itself, as something to hold answers against. */
public final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    /** The document as it was served. */
    public OpenApi(String document) throws IOException {
        this.document = JSON.readTree(document);
    }

    JsonNode document() {
        return document;
    }

    List<String> paths() {
        List<String> paths = new ArrayList<>();
        document.get("paths").fieldNames().forEachRemaining(paths::add);
        return paths;
    }

    /** Parameters of an operation, references followed. */
    List<JsonNode> parameters(String path) {
        return StreamSupport.stream(
                        document.at("/paths").get(path).at("/get/parameters").spliterator(), false)
                .map(this::followed)
                .toList();
    }

    private JsonNode followed(JsonNode node) {
        return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
    }

    /** Fails unless the answer is one that reading may give. */
    void check(String path, int status, String mediaType, String body) {
        check("get", path, status, mediaType, body);
    }

    /** Fails unless the answer is one that the operation may give. */
    void check(String method, String path, int status, String mediaType, String body) {
        JsonNode response = followed(operation(method, path).at("/responses/" + status));
        assertThat(response.isMissingNode()).as(path + " answers " + status).isFalse();
        if (body.isEmpty()) {
            assertThat(response.has("content")).as(path + " answers nothing").isFalse();
            return;
        }
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode()).as(path + " answers " + mediaType).isFalse();
        conforms(content.get("schema"), path, body);
    }

    /** Fails unless the operation takes this. */
    void checkRequest(String method, String path, String body) {
        conforms(operation(method, path).at("/requestBody/content/application~1json/schema"), path, body);
    }

    /** Fails unless a webhook of this name may send this. */
    public void checkWebhook(String name, String body) {
        conforms(
                document.at("/webhooks").get(name).at("/post/requestBody/content/application~1json/schema"),
                name,
                body);
    }

    /** Operations of the paths that begin like this, such as {@code post /subscriptions}. */
    List<String> operations(String beginning) {
        List<String> operations = new ArrayList<>();
        for (String path : paths()) {
            if (path.startsWith(beginning)) {
                document.at("/paths").get(path).fieldNames().forEachRemaining(m -> operations.add(m + " " + path));
            }
        }
        return operations;
    }

    private JsonNode operation(String method, String path) {
        return document.at("/paths").get(path).get(method);
    }

    private void conforms(JsonNode given, String where, String body) {
        ObjectNode schema = given.deepCopy();
        schema.set("components", document.get("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString(), InputFormat.JSON)
                        .validate(body, InputFormat.JSON))
                .as(where + " " + body)
                .isEmpty();
    }
}

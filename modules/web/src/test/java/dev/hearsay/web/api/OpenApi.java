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
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode document;

    OpenApi(String document) throws IOException {
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

    /** Fails unless the answer is one that the operation may give. */
    void check(String path, int status, String mediaType, String body) {
        JsonNode response = followed(document.at("/paths").get(path).at("/get/responses/" + status));
        assertThat(response.isMissingNode()).as(path + " answers " + status).isFalse();
        JsonNode content = response.path("content").path(mediaType);
        assertThat(content.isMissingNode()).as(path + " answers " + mediaType).isFalse();
        ObjectNode schema = content.get("schema").deepCopy();
        schema.set("components", document.get("components"));
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(schema.toString(), InputFormat.JSON)
                        .validate(body, InputFormat.JSON))
                .as(path + " " + body)
                .isEmpty();
    }
}

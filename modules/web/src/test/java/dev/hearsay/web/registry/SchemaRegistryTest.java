package dev.hearsay.web.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.web.RunningServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaRegistryTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private RunningServer server;

    @BeforeEach
    void start() throws Exception {
        server = RunningServer.start(folder);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private JsonNode json(String path) throws Exception {
        HttpResponse<String> response = server.get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        return JSON.readTree(response.body());
    }

    @Test
    void everyTopicHasASubjectAndEveryIdASchema() throws Exception {
        BundledSchemaCatalog catalog = BundledSchemaCatalog.load();
        JsonNode subjects = json("/subjects");
        Topics topics = Topics.of(catalog);
        assertThat(subjects).hasSize(topics.all().size() - 1); // dead letters are bytes
        for (JsonNode subject : subjects) {
            assertThat(topics.all()).anyMatch(topic -> (topic.name() + "-value").equals(subject.asText()));
            JsonNode latest = json("/subjects/" + subject.asText() + "/versions/latest");
            Schema schema = new Schema.Parser().parse(latest.get("schema").asText());
            assertThat(catalog.idOf(subject.asText(), schema))
                    .isEqualTo(latest.get("id").asInt());
            assertThat(json("/schemas/ids/" + latest.get("id").asInt())
                            .get("schema")
                            .asText())
                    .isEqualTo(latest.get("schema").asText());
        }
    }

    @Test
    void aSchemaKnowsWhereItIsUsed() throws Exception {
        int id = BundledSchemaCatalog.load().idOf("", Claim.getClassSchema());
        assertThat(json("/schemas/ids/" + id + "/versions").at("/0/subject").asText())
                .isEqualTo("hearsay.claims-value");
        assertThat(json("/subjects/hearsay.claims-value/versions")).hasSize(1);
        assertThat(json("/config").get("compatibilityLevel").asText()).isEqualTo("FULL_TRANSITIVE");
    }

    @Test
    void whatIsNotThereHasTheCodesThatClientsKnow() throws Exception {
        assertThat(JSON.readTree(server.get("/schemas/ids/7").body())
                        .get("error_code")
                        .asInt())
                .isEqualTo(40403);
        assertThat(JSON.readTree(server.get("/subjects/x/versions").body())
                        .get("error_code")
                        .asInt())
                .isEqualTo(40401);
        assertThat(JSON.readTree(server.get("/subjects/hearsay.claims-value/versions/9")
                                .body())
                        .get("error_code")
                        .asInt())
                .isEqualTo(40402);
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri(path))
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static String asking(String schema) {
        return JSON.createObjectNode().put("schema", schema).toString();
    }

    private static void isRefused(HttpResponse<String> response, int code, String why) throws Exception {
        assertThat(response.statusCode()).isEqualTo(code / 100);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/vnd.schemaregistry.v1+json");
        assertThat(JSON.readTree(response.body()).get("error_code").asInt()).isEqualTo(code);
        assertThat(JSON.readTree(response.body()).get("message").asText()).contains(why);
    }

    @Test
    void aSchemaIsLookedUpUnderItsSubject() throws Exception {
        String subject = "/subjects/hearsay.claims-value";
        JsonNode latest = json(subject + "/versions/latest");
        HttpResponse<String> found = post(subject, asking(Claim.getClassSchema().toString()));
        assertThat(found.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(found.body())).isEqualTo(latest);

        isRefused(post(subject, asking(Article.getClassSchema().toString())), 40403, "Schema not found");
        isRefused(post("/subjects/x", asking(Claim.getClassSchema().toString())), 40401, "Subject 'x' not found");
        for (String none : List.of("", "null", "[]", "{}", asking("{\"type\": \"nonsense\"}"), "{\"schema\": 7}")) {
            isRefused(post(subject, none), 42201, "Invalid schema");
        }
        isRefused(post(subject, "{\"schema\": \"x\", \"schemaType\": \"JSON\"}"), 42201, "type JSON");
    }

    @Test
    void nothingCanBeRegisteredAndWhatIsThereHasItsId() throws Exception {
        JsonNode subjects = json("/subjects");
        String versions = "/subjects/hearsay.claims-value/versions";
        HttpResponse<String> known =
                post(versions, asking(Claim.getClassSchema().toString()));
        assertThat(known.statusCode()).isEqualTo(200);
        assertThat(JSON.readTree(known.body()).get("id"))
                .isEqualTo(json(versions + "/latest").get("id"));

        isRefused(post(versions, asking("\"string\"")), 42205, "read-only mode");
        isRefused(post("/subjects/new-value/versions", asking("\"string\"")), 42205, "read-only mode");
        assertThat(json("/subjects")).isEqualTo(subjects);
        assertThat(json(versions)).hasSize(1);
        assertThat(post(versions, "x".repeat(200_000)).statusCode()).isEqualTo(413);
        assertThat(post("/subjects", "{}").statusCode()).isEqualTo(405);
    }
}

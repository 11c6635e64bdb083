package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.columns.ColumnMap;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.profiles.ProviderProfile;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit: documents of ours, about invented people and places, that hold every row of the table in
 * docs/feeds.md and the traps of real wires; beside each, as {@code NAME.expected.json}, what must come of it.
 * {@code -Dconformance.write=true} writes what comes of documents that have no expectation yet, to be read by a person.
 */
class ConformanceTest {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static Path kit() {
        try {
            return Path.of(ConformanceTest.class.getResource("conformance").toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(kit(), 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(f -> !f.getParent().equals(kit()))
                    .filter(f -> !f.toString().endsWith(".expected.json")
                            && !f.toString().endsWith(".options.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void kitIsLargeEnough() throws IOException {
        assertThat(documents().size()).isGreaterThanOrEqualTo(80);
    }

    @TestFactory
    List<DynamicTest> everyDocumentGivesWhatIsExpected() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path document : documents()) {
            tests.add(DynamicTest.dynamicTest(kit().relativize(document).toString(), () -> {
                JsonNode actual = JSON.readTree(JSON.writeValueAsString(read(document)));
                Path expected = Path.of(document + ".expected.json");
                if (!Files.exists(expected) && Boolean.getBoolean("conformance.write")) {
                    Path source = Path.of(expected.toString().replace("/target/test-classes/", "/src/test/resources/"));
                    Files.writeString(source, JSON.writeValueAsString(actual) + "\n");
                    return;
                }
                assertThat(JSON.writeValueAsString(actual))
                        .isEqualTo(JSON.writeValueAsString(JSON.readTree(expected.toFile())));
            }));
        }
        return tests;
    }

    private static ArrayNode read(Path document) throws IOException {
        ArrayNode results = JSON.createArrayNode();
        try (InputStream in = Files.newInputStream(document)) {
            ArticleReader.read(in, options(document), parsed -> results.add(json(parsed)));
        }
        return results;
    }

    private static ReadOptions options(Path document) throws IOException {
        ReadOptions options = ReadOptions.of(document.getFileName().toString())
                .withReadAt(Reading.NOW)
                .withProfiles(ProviderProfiles.bundled());
        Path file = Path.of(document + ".options.json");
        if (!Files.exists(file)) {
            return options;
        }
        JsonNode given = JSON.readTree(file.toFile());
        if (given.has("profile")) {
            String name = given.get("profile").asText();
            try (InputStream in = Files.newInputStream(kit().resolve(name))) {
                options = options.withProfiles(ProviderProfiles.bundled().with(ProviderProfile.read(in, name)));
            }
        }
        if (given.has("map")) {
            Map<String, String> pairs = new LinkedHashMap<>();
            given.get("map")
                    .properties()
                    .forEach(e -> pairs.put(e.getKey(), e.getValue().asText()));
            options = options.withColumns(ColumnMap.of(pairs));
        }
        if (given.has("format")) {
            options = options.withFormat(
                    Format.named(given.get("format").asText()).orElseThrow());
        }
        return options.withProvider(given.path("provider").asText(""))
                .withLanguage(given.path("language").asText(""));
    }

    private static ObjectNode json(Parsed parsed) {
        ObjectNode result =
                JSON.createObjectNode().put("origin", parsed.origin().toString());
        if (parsed instanceof Parsed.Refused refused) {
            return result.put("refused", refused.kind().toString()).put("reason", refused.reason());
        }
        Parsed.Accepted accepted = (Parsed.Accepted) parsed;
        result.set("article", json(accepted.article()));
        if (!accepted.cancels().isEmpty()) {
            ArrayNode cancels = result.putArray("cancels");
            accepted.cancels().forEach(c -> cancels.add(json(c)));
        }
        if (!accepted.warnings().isEmpty()) {
            ArrayNode warnings = result.putArray("warnings");
            accepted.warnings().forEach(w -> warnings.add(w.kind() + ": " + w.message()));
        }
        return result;
    }

    /** Every field that is set; times as text. */
    private static ObjectNode json(Article article) {
        ObjectNode fields = JSON.createObjectNode();
        for (Schema.Field field : article.getSchema().getFields()) {
            Object value = article.get(field.pos());
            if (value instanceof List<?> list) {
                if (!list.isEmpty()) {
                    ArrayNode all = fields.putArray(field.name());
                    list.forEach(v -> all.add(v.toString()));
                }
            } else if (value != null && !value.toString().isEmpty()) {
                fields.put(field.name(), value.toString());
            }
        }
        return fields;
    }
}

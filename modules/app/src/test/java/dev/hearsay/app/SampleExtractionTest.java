package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.extract.Act;
import dev.hearsay.extract.Actor;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.NormalizedContent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the extractor finds in the sample wire, against what was read in it by hand. */
class SampleExtractionTest {
    private static final String SAMPLE = "/dev/hearsay/feeds/sample/";

    @Test
    void everyVersionThatWasCurrentYieldsItsGoldClaims() throws IOException {
        Map<String, List<String>> gold = new HashMap<>();
        for (String[] story : rows("gold/stories.tsv")) {
            if (story[2].equals("USABLE")) {
                gold.put(story[0] + " " + story[3], new ArrayList<>());
            }
        }
        for (String file : List.of("gold/claims.tsv", "gold/superseded.tsv")) {
            for (String[] row : rows(file)) {
                gold.computeIfAbsent(row[0] + " " + row[1], key -> new ArrayList<>())
                        .addAll(counted(row[5], row[2], said(row[5], row[6], row.length > 9 ? row[9] : "")));
            }
        }
        Extractor extractor = Extractor.open();
        int compared = 0;
        for (String line : lines("wire.ninjs.jsonl")) {
            JsonNode story = new ObjectMapper().readTree(line);
            String version =
                    story.path("uri").asText() + " " + story.path("version").asText();
            List<String> expected = gold.remove(version);
            if (expected == null) {
                continue;
            }
            String text = story.path("headline").asText() + "\n\n"
                    + story.path("body_text").asText();
            Extraction extraction =
                    extractor.extract(text, story.path("language").asText("en"));
            List<String> found = new ArrayList<>();
            for (ExtractedClaim claim : extraction.claims()) {
                found.addAll(counted(
                        claim.act().name(),
                        claim.actor().map(Actor::id).orElse("-"),
                        said(
                                claim.act().name(),
                                claim.type().name(),
                                NormalizedContent.of(text, claim.content()).text())));
            }
            assertThat(found).as(version).containsExactlyInAnyOrderElementsOf(expected);
            compared++;
        }
        assertThat(gold).as("versions that the wire lacks").isEmpty();
        assertThat(compared).isGreaterThan(60);
    }

    /** Thoughts and expectations count for nobody: how many of them are found is measured elsewhere. */
    private static List<String> counted(String act, String actor, String said) {
        boolean counts = act.equals(Act.STATEMENT.name()) || act.equals(Act.NON_RESPONSE.name());
        return counts ? List.of(actor + " | " + act + said) : List.of();
    }

    /** Type and content of a statement; of other acts only the actor counts. */
    private static String said(String act, String type, String content) {
        if (!act.equals(Act.STATEMENT.name())) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        for (String part : content.split(" \u2026 ")) {
            parts.add(NormalizedContent.of(part).text());
        }
        return " | " + type + " | " + String.join(" ", parts);
    }

    private static List<String[]> rows(String name) throws IOException {
        List<String> lines = lines(name);
        return lines.subList(1, lines.size()).stream()
                .map(line -> line.split("\t", -1))
                .toList();
    }

    private static List<String> lines(String name) throws IOException {
        try (InputStream in = SampleExtractionTest.class.getResourceAsStream(SAMPLE + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        }
    }
}

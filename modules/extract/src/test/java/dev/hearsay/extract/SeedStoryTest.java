package dev.hearsay.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A real page with its debris, which lies beside the project and not in it, against what was read in it by hand. */
class SeedStoryTest {
    /** Beside the repository, or where HEARSAY_SHARED says. */
    private static final Path SEED = Path.of(
                    Optional.ofNullable(System.getenv("HEARSAY_SHARED")).orElse("../../../shared"))
            .resolve("seed");

    @Test
    void everySpeakerIsFoundAndAtMostTwoStatementsAreOff() throws IOException {
        assumeTrue(Files.exists(SEED.resolve("story.txt")), () -> "no seed story at " + SEED.toAbsolutePath());
        String text = Files.readString(SEED.resolve("story.txt"));
        Extraction extraction = ExtractionAssert.extract(text);
        Map<String, Integer> found = new HashMap<>();
        for (ExtractedClaim claim : extraction.claims()) {
            if (claim.act().counted()) {
                claim.actor().ifPresent(actor -> found.merge(actor.id(), 1, Integer::sum));
            }
        }
        Map<String, Integer> expected = expected();
        assertThat(expected).isNotEmpty();
        assertThat(found.keySet()).containsAll(expected.keySet());
        int off = 0;
        for (String actor : found.keySet()) {
            off += Math.abs(found.get(actor) - expected.getOrDefault(actor, 0));
        }
        assertThat(off).as("found %s, expected %s", found, expected).isLessThanOrEqualTo(2);
        assertThat(extraction.claims()).anyMatch(claim -> claim.act() == Act.NON_RESPONSE);
        noBoilerplate(text, extraction);
    }

    private static void noBoilerplate(String text, Extraction extraction) {
        Document document = Document.of(text);
        List<TextSpan> debris = new ArrayList<>();
        for (int p = 0; p < document.paragraphs(); p++) {
            if (document.boilerplate(p)) {
                debris.add(document.span(document.paragraphStart(p), document.paragraphEnd(p)));
            }
        }
        assertThat(debris).isNotEmpty();
        for (ExtractedClaim claim : extraction.claims()) {
            assertThat(debris).noneMatch(span -> span.overlaps(claim.context()));
        }
    }

    /** Rows "| A; B | type | number | …" of the table. */
    private static Map<String, Integer> expected() throws IOException {
        Map<String, Integer> expected = new HashMap<>();
        for (String line : Files.readAllLines(SEED.resolve("EXPECTED.md"))) {
            String[] cells = line.split("\\|");
            if (cells.length > 4 && cells[3].trim().matches("\\d+.*")) {
                for (String name : cells[1].split(";")) {
                    expected.put(
                            NormalizedName.of(name.trim()),
                            Integer.parseInt(cells[3].trim().replaceAll("\\D.*", "")));
                }
            }
        }
        return expected;
    }
}

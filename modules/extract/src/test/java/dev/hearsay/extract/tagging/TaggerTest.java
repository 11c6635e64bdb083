package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TaggerTest {
    private static final Tagger TAGGER = Tagger.load();

    private static String resource(String name) throws IOException {
        try (InputStream in = TaggerTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void findsWhoSaidWhatInANewsStory() throws IOException {
        Document document = Document.of(resource("story.txt"));
        Tagged tagged = TAGGER.tag(document);
        assertThat(tagged.names())
                .filteredOn(name -> name.type() == EntityType.PERSON)
                .extracting(name -> document.text(name.start(), name.end()))
                .anyMatch(name -> name.endsWith("Elena Dorvik"))
                .anyMatch(name -> name.endsWith("T. J. Wirt"))
                .contains("Dorvik", "Wirt");
        assertThat(tagged.claims()).anySatisfy(claim -> {
            assertThat(document.text(claim.cue().start(), claim.cue().end())).isEqualTo("said");
            assertThat(document.text(
                            claim.source().get(0).start(), claim.source().get(0).end()))
                    .contains("Elena Dorvik");
            assertThat(claim.content()).hasSize(2);
        });
    }

    /** The scores of the cues, computed by PyTorch from the same model ({@code modules/training/python/golden.py}). */
    @Test
    void scoresAreThoseOfTheTrainingProgram() throws IOException {
        Document document = Document.of(resource("story.txt"));
        Network.Encoded encoded = Network.load().encode(document, TokenContext.of(document), 0, document.size());
        List<String> lines = resource("story-scores.tsv").lines().toList();
        assertThat(lines).hasSize(document.size());
        for (int t = 0; t < lines.size(); t++) {
            String[] columns = lines.get(t).split("\t");
            assertThat(columns[0]).isEqualTo(document.form(t));
            for (int tag = 0; tag < Network.CUE_TAGS; tag++) {
                assertThat((double) encoded.cue()[tag][t])
                        .as("cue tag %d of token %d", tag, t)
                        .isCloseTo(Double.parseDouble(columns[1 + tag]), within(1e-3));
            }
            for (int tag = 0; tag < Network.ENTITY_TAGS; tag++) {
                assertThat((double) encoded.entity()[tag][t])
                        .as("name tag %d of token %d", tag, t)
                        .isCloseTo(Double.parseDouble(columns[1 + Network.CUE_TAGS + tag]), within(1e-3));
            }
        }
    }

    /** Every bit of every score, so that a processor, compiler or JDK that computes otherwise is noticed. */
    @Test
    void scoresAreTheSameBitsEverywhere() throws Exception {
        Document document = Document.of(resource("story.txt"));
        Network.Encoded encoded = Network.load().encode(document, TokenContext.of(document), 0, document.size());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (float[][] scores : List.of(encoded.states(), encoded.cue(), encoded.entity(), encoded.act())) {
            for (float[] row : scores) {
                ByteBuffer bytes = ByteBuffer.allocate(4 * document.size());
                bytes.asFloatBuffer().put(row, 0, document.size());
                digest.update(bytes);
            }
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .as("changes with the model alone: then write the new value here")
                .isEqualTo(resource("story.sha256").strip());
    }

    @Test
    void theSameTextGivesTheSameTagsInAllThreads() throws IOException {
        Document document = Document.of(resource("story.txt"));
        Tagged expected = TAGGER.tag(document);
        assertThat(IntStream.range(0, 16)
                        .parallel()
                        .mapToObj(i -> TAGGER.tag(document))
                        .toList())
                .allMatch(expected::equals);
    }

    @Test
    void aTextInPiecesIsReadToItsEnd() throws IOException {
        String story = resource("story.txt");
        Document document = Document.of((story + "\n\n").repeat(20));
        assertThat(Pieces.edges(document)).hasSizeGreaterThan(2).isSorted().endsWith(document.size());
        Tagged tagged = TAGGER.tag(document);
        assertThat(tagged.claims().get(tagged.claims().size() - 1).cue().start())
                .isGreaterThan(document.size() - document.size() / 20);
        assertThat(TAGGER.tag(Document.of("")).claims()).isEmpty();
    }
}

package dev.hearsay.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.extract.evaluation.NamedSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NameColumnsTest {
    @TempDir
    private Path directory;

    @Test
    void tokensBecomeRunningTextAndATagThatGoesOnOneName() throws IOException {
        List<AnnotatedText<NamedSpan>> documents = NameColumns.read(columns("""
                -DOCSTART- -X- O

                Odile I-PER
                Farrowby I-PER
                Prell B-PER
                said O
                : O
                " O
                \uD83D\uDCF0 O
                ( O
                Ostrel I-LOC
                ) O
                's O
                . O
                " O

                Short O
                . O

                -DOCSTART- -X- O

                Portish I-MISC
                """));

        assertThat(documents)
                .extracting(AnnotatedText::text)
                .containsExactly("Odile Farrowby Prell said: \"\uD83D\uDCF0 (Ostrel)'s.\"\n\nShort.\n", "Portish\n");
        assertThat(documents.get(0).gold())
                .containsExactly(
                        name(0, 14, EntityType.PERSON),
                        name(15, 20, EntityType.PERSON),
                        name(31, 37, EntityType.PLACE));
        assertThat(documents.get(1).gold()).isEmpty();
    }

    @Test
    void namesEndBySingleAndEndTagsAndAtTheSentence() throws IOException {
        AnnotatedText<NamedSpan> document = NameColumns.read(
                        columns("Ostrel S-LOC\nCarrow I-LOC\nBrandel B-ORG\nHask E-ORG\nPort I-ORG\n\nPort I-ORG\n"))
                .get(0);

        assertThat(document.text()).isEqualTo("Ostrel Carrow Brandel Hask Port\nPort\n");
        assertThat(document.gold())
                .containsExactly(
                        name(0, 6, EntityType.PLACE),
                        name(7, 13, EntityType.PLACE),
                        name(14, 26, EntityType.ORGANIZATION),
                        name(27, 31, EntityType.ORGANIZATION),
                        name(32, 36, EntityType.ORGANIZATION));
    }

    @Test
    void eachFileOfADirectoryIsADocumentOfTabbedTokens() throws IOException {
        Files.writeString(directory.resolve("README.md"), "No token here.\n");
        Files.writeString(directory.resolve("b.tsv"), "Ostrel Port\tB-Facility\n");
        Files.writeString(directory.resolve("a.tsv"), "Monday\tB-Date\r\nHask\tB-Person\r\n");

        assertThat(NameColumns.read(directory))
                .containsExactly(
                        new AnnotatedText<>("Monday Hask\n", List.of(name(7, 11, EntityType.PERSON))),
                        new AnnotatedText<>("Ostrel Port\n", List.of(name(0, 11, EntityType.PLACE))));
    }

    private Path columns(String lines) throws IOException {
        return Files.writeString(directory.resolve("names.conll"), lines);
    }

    private static NamedSpan name(int start, int end, EntityType type) {
        return new NamedSpan(new TextSpan(start, end), type);
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExtractTest {
    private static final String TEXT =
            "\uD83D\uDCF0 Council meets\n\nThe harbor will close, Mayor Odile Farrowby said on Monday.\n\n“We have no choice,” she added.\n";

    @TempDir
    private Path directory;

    @Test
    void aLineOfJsonHoldsCodePointsOfTheFile() throws IOException {
        Path file = Files.writeString(directory.resolve("story.one.txt"), TEXT);
        CommandRun run = CommandRun.of("extract", file.toString(), "--format", "jsonl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).hasLineCount(1).startsWith("{\"doc\":\"story.one\",\"entities\":[{\"id\":");
        assertThat(spans(run.out(), "content")).contains("“We have no choice,”");
        assertThat(spans(run.out(), "mentions")).anyMatch(name -> name.contains("Odile Farrowby"));
        assertThat(run.out())
                .contains("\"actor\":{\"id\":\"odile farrowby\",\"name\":\"Odile Farrowby\",\"type\":\"PERSON\"}");
        assertThat(run.out()).contains("\"type\":\"DIRECT\",\"act\":\"STATEMENT\",\"counted\":true,\"confidence\":0.");
    }

    @Test
    void documentsComeInTheOrderGivenAndThoseOfADirectoryByPath() throws IOException {
        for (String name : List.of("b.txt", "a.txt", "notes.md", "c.txt")) {
            Files.writeString(directory.resolve(name), TEXT);
        }
        CommandRun run = CommandRun.of(
                "extract",
                directory.resolve("c.txt").toString(),
                directory.toString(),
                "--format",
                "jsonl",
                "--threads",
                "3");
        assertThat(run.out().lines().map(line -> line.substring(0, 10)))
                .containsExactly("{\"doc\":\"c\"", "{\"doc\":\"a\"", "{\"doc\":\"b\"", "{\"doc\":\"c\"");
    }

    @Test
    void aPersonReadsWhoSaidWhat() throws IOException {
        Path file = Files.writeString(directory.resolve("story.txt"), TEXT);
        assertThat(CommandRun.of("extract", file.toString()).out())
                .contains("story: 2 claims", "Odile Farrowby (person", "“We have no choice,”", "statement, direct, ");
    }

    @Test
    void aFileThatIsNotThereIsOneSentence() {
        CommandRun run = CommandRun.of("extract", "nowhere.txt");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("hearsay: There is no file nowhere.txt.\n");
    }

    @Test
    void whatIsNoUtf8BecomesAReplacementCharacterAndMovesNoOffset() throws IOException {
        byte[] bytes = "\u0000Caf# is open, Odile Farrowby said.".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        bytes[4] = (byte) 0xE9;
        Path file = Files.write(directory.resolve("broken.txt"), bytes);
        CommandRun run = CommandRun.of("extract", file.toString(), "--format", "jsonl");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("\"mentions\":[[15,29]]");
    }

    /** The texts of all spans under a field, cut out of the file by code points. */
    private static List<String> spans(String line, String field) throws IOException {
        List<String> found = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(line)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.FIELD_NAME
                        && json.currentName().equals(field)) {
                    json.nextToken();
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        int start = json.nextIntValue(-1);
                        int end = json.nextIntValue(-1);
                        json.nextToken();
                        found.add(TEXT.substring(TEXT.offsetByCodePoints(0, start), TEXT.offsetByCodePoints(0, end)));
                    }
                }
            }
        }
        return found;
    }
}

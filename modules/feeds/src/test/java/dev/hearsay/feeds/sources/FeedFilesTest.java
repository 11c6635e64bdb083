package dev.hearsay.feeds.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedFilesTest {
    @TempDir
    Path folder;

    @BeforeEach
    void files() throws IOException {
        Files.createDirectories(folder.resolve("sub"));
        for (String name : List.of("b.json", "a.txt", "c.json.tmp", ".hidden", "d.part", "sub/e.json")) {
            Files.writeString(folder.resolve(name), "x");
        }
    }

    private List<String> names(String argument) {
        return FeedFiles.of(List.of(argument), InputStream.nullInputStream()).stream()
                .map(input -> folder.relativize(Path.of(input.name())).toString())
                .toList();
    }

    @Test
    void folderStandsForItsFinishedFilesInOrder() {
        assertThat(names(folder.toString())).containsExactly("a.txt", "b.json", "sub/e.json");
    }

    @Test
    void globsMatch() {
        assertThat(names(folder + "/*.json")).containsExactly("b.json");
        assertThat(names(folder + "/**.json")).containsExactly("b.json", "sub/e.json");
    }

    @Test
    void dashIsStandardInput() {
        assertThat(FeedFiles.of(List.of("-"), InputStream.nullInputStream())
                        .get(0)
                        .name())
                .isEqualTo("<stdin>");
    }

    @Test
    void whatIsNotThereIsOneSentence() {
        assertThatThrownBy(() -> names(folder + "/none.json"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("no such file or folder");
        assertThatThrownBy(() -> names(folder + "/*.xml"))
                .isInstanceOf(SourceException.class)
                .hasMessageStartingWith("no file matches");
    }
}

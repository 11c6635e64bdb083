package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real files, where they lie beside the project. */
class RealFilesTest {
    private static Path data(String path) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isDirectory(folder.resolve("schemas"))) {
            folder = folder.getParent();
        }
        Path data = folder == null
                ? Path.of(path)
                : folder.resolveSibling("shared/data").resolve(path);
        assumeTrue(Files.exists(data), "skipped: there is no ../shared/data/" + path + " beside the project");
        return data;
    }

    private static FeedReport read(Path path) {
        FeedReport report = new FeedReport(1000);
        for (FeedInput input : FeedFiles.of(List.of(path.toString()), InputStream.nullInputStream())) {
            try (InputStream in = input.open()) {
                ArticleReader.read(in, input.options(ReadOptions.of("")), report::add);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return report;
    }

    @Test
    void everyStoryOfThisWireIsRead() {
        FeedReport report = read(data("feeds/reuters21578.ninjs.jsonl.gz"));
        assertThat(report.read()).isEqualTo(19_043);
        assertThat(report.accepted()).isEqualTo(19_043);
        assertThat(report.warningsByKind()).isEmpty();
    }

    @Test
    void everyNinjsExampleIsReadOrRefusedForAReason() {
        FeedReport report = read(data("formats/ninjs/examples"));
        assertThat(report.accepted()).isGreaterThan(15);
        assertThat(report.refusedByKind().keySet())
                .isSubsetOf(Refusal.INCOMPLETE, Refusal.NOT_A_STORY, Refusal.UNKNOWN_FORMAT);
    }
}

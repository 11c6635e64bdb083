package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Real files, where they lie beside the project. */
class RealFilesTest {
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
        FeedReport report = read(SampleData.at("feeds/reuters21578.ninjs.jsonl.gz"));
        assertThat(report.read()).isEqualTo(19_043);
        assertThat(report.accepted()).isEqualTo(19_043);
        assertThat(report.warningsByKind()).isEmpty();
    }

    @Test
    void everyNinjsExampleIsReadOrRefusedForAReason() {
        FeedReport report = read(SampleData.at("formats/ninjs/examples"));
        assertThat(report.accepted()).isGreaterThan(15);
        assertThat(report.refusedByKind().keySet())
                .isSubsetOf(Refusal.INCOMPLETE, Refusal.NOT_A_STORY, Refusal.UNKNOWN_FORMAT);
    }
}

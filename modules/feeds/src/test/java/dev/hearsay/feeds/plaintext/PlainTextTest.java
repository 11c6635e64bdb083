package dev.hearsay.feeds.plaintext;

import static dev.hearsay.feeds.Reading.accepted;
import static dev.hearsay.feeds.Reading.gzip;
import static dev.hearsay.feeds.Reading.options;
import static dev.hearsay.feeds.Reading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Reading;
import dev.hearsay.feeds.Refusal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PlainTextTest {
    private static final String STORY = "Mill to reopen\n\n\"It will,\" Odile Marrane\nsaid.\n\nNobody cheered.\n";

    @Test
    void fileNameIsTheIdFirstLineTheHeadlineAndChangeTimeTheVersion() {
        Instant changed = Instant.parse("2031-05-01T00:00:00Z");
        Article article = accepted(STORY, options("drop/mill-3.txt").withModified(changed))
                .article();
        assertThat(article.getStoryId()).isEqualTo("local:mill-3");
        assertThat(article.getHeadline()).isEqualTo("Mill to reopen");
        assertThat(article.getText())
                .isEqualTo("Mill to reopen\n\n\"It will,\" Odile Marrane said.\n\nNobody cheered.");
        assertThat(article.getVersionTime()).contains(changed);
        assertThat(article.getFormat()).isEqualTo("text");
    }

    @Test
    void packedFileHasTheSameId() {
        Parsed parsed = Reading.all(
                        gzip(STORY.getBytes(StandardCharsets.UTF_8)),
                        options("mill-3.txt.gz").withProvider("Desk"))
                .get(0);
        assertThat(((Parsed.Accepted) parsed).article().getStoryId()).isEqualTo("Desk:mill-3");
    }

    @Test
    void streamWithoutAFileIsCalledByItsContent() {
        String first = accepted(STORY, options("<stdin>")).article().getDocumentId();
        assertThat(first)
                .hasSize(32)
                .isEqualTo(accepted(STORY, options("<stdin>")).article().getDocumentId());
        assertThat(accepted(STORY + "More.", options("<stdin>")).article().getDocumentId())
                .isNotEqualTo(first);
    }

    @Test
    void singleLineIsABodyWithoutHeadline() {
        Article article = accepted("Only this.", options("a.txt")).article();
        assertThat(article.getHeadline()).isEmpty();
        assertThat(article.getText()).isEqualTo("Only this.");
    }

    @Test
    void otherEncodingsAreReadByTheirMark() {
        Parsed parsed = Reading.all(("\uFEFF" + STORY).getBytes(StandardCharsets.UTF_16LE), options("a.txt"))
                .get(0);
        assertThat(((Parsed.Accepted) parsed).article().getHeadline()).isEqualTo("Mill to reopen");
    }

    @Test
    void emptyAndBinaryFilesAreRefused() {
        assertThat(refused(new byte[0], options("a.txt")).kind()).isEqualTo(Refusal.INCOMPLETE);
        assertThat(refused("  \n ".getBytes(StandardCharsets.UTF_8), options("a.txt"))
                        .kind())
                .isEqualTo(Refusal.INCOMPLETE);
        byte[] noise = new byte[5000];
        new java.util.Random(1).nextBytes(noise);
        noise[0] = 1;
        assertThat(refused(noise, options("a.bin")).kind()).isEqualTo(Refusal.UNKNOWN_FORMAT);
    }
}

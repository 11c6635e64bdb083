package dev.hearsay.feeds.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The feed reads the sample wire as the gold files do. */
class SampleFeedTest {

    @Test
    void everyLineBecomesTheArticleThatGoldSpeaksOf() {
        SampleGold gold = SampleGold.load();
        List<Parsed> parsed = new ArrayList<>();
        ArticleReader.read(
                new ByteArrayInputStream(SampleGold.read("wire.ninjs.jsonl").getBytes(StandardCharsets.UTF_8)),
                ReadOptions.of("wire.ninjs.jsonl").withReadAt(Instant.parse("2026-11-11T00:00:00Z")),
                parsed::add);
        assertThat(parsed).hasSameSizeAs(gold.arrivals);
        for (int i = 0; i < parsed.size(); i++) {
            SampleGold.Arrival line = gold.arrivals.get(i);
            assertThat(parsed.get(i))
                    .as("%s v%s", line.uri(), line.version())
                    .isInstanceOfSatisfying(Parsed.Accepted.class, accepted -> {
                        Article article = accepted.article();
                        assertThat(accepted.warnings()).isEmpty();
                        assertThat(accepted.cancels()).isEmpty();
                        assertThat(article.getDocumentId()).isEqualTo(line.uri());
                        assertThat(article.getVersion()).contains("" + line.version());
                        assertThat(article.getStatus().name()).isEqualToIgnoringCase(line.status());
                        assertThat(article.getOutlet()).isEqualTo(line.outlet());
                        assertThat(article.getEmbargo().isPresent())
                                .isEqualTo(!line.embargo().equals(Instant.MIN));
                        if (!line.status().equals("canceled")) {
                            assertThat(article.getText()).isEqualTo(line.text());
                        }
                    });
        }
    }
}

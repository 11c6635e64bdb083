package dev.hearsay.contracts;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import java.time.Instant;
import java.util.List;

/** Records of a made-up wire. */
final class Records {
    private Records() {}

    static Article article(String text) {
        return Article.newBuilder()
                .setStoryId(Keys.storyId("northfield", "7"))
                .setProvider("northfield")
                .setDocumentId("7")
                .setVersion("2")
                .setVersionTime(Instant.parse("2026-11-23T14:05:00Z"))
                .setFirstCreated(Instant.parse("2026-11-23T13:00:00Z"))
                .setStatus(ArticleStatus.USABLE)
                .setOutlet("Northfield Wire")
                .setLanguage("en")
                .setHeadline("Ferry runs again")
                .setText(text)
                .setSignals(List.of("update"))
                .setFormat("ninjs")
                .build();
    }
}

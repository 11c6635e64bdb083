package dev.hearsay.streams;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import java.time.Instant;

/** Articles for tests, in an invented agency's name. */
public final class Wire {
    public static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private Wire() {}

    /** The first version of a usable story, made at noon; each claim is a paragraph as {@link LineExtractor} reads it. */
    public static Article.Builder story(String id, String... paragraphs) {
        return Article.newBuilder()
                .setStoryId(Keys.storyId("calder", id))
                .setProvider("calder")
                .setDocumentId(id)
                .setVersion("1")
                .setVersionTime(NOON)
                .setFirstCreated(NOON)
                .setStatus(ArticleStatus.USABLE)
                .setOutlet("calder")
                .setLanguage("en")
                .setHeadline("Headline of " + id)
                .setText("Headline of " + id + "\n\n" + String.join("\n\n", paragraphs));
    }

    /** A cancel of a story. */
    public static Article.Builder cancel(String id) {
        return story(id).setStatus(ArticleStatus.CANCELED).setText("").setHeadline("");
    }

    public static Instant minutes(int afterNoon) {
        return NOON.plusSeconds(60L * afterNoon);
    }
}

package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.CleanText;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.StoryPartition;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Article;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a record on the articles topic is: an article, one that stands in a wrong partition, or none at all. */
final class ArticleReader {
    /** Larger records are refused: what is made of an article must fit into a record again. */
    static final int MAX_BYTES = 6 * 1024 * 1024;

    private static final int MAX_STORY_ID = 2 * 3 * ArticleLimits.MAX_ID_LENGTH + 1;

    /** What a record is. */
    sealed interface Reading {
        /** A well-formed article in its own partition. */
        record Accepted(Article article) implements Reading {}

        /** A well-formed article whose story belongs to another partition. */
        record Misplaced(String storyId) implements Reading {}

        /** Something that cannot be processed, for a reason that is one sentence. */
        record Refused(String cause, Optional<Throwable> failure) implements Reading {}
    }

    private final Topic<Article> topic;

    ArticleReader(Topic<Article> topic) {
        this.topic = topic;
    }

    /** Reads a record that stands in this partition; a negative one means that it does not matter. */
    Reading read(byte @Nullable [] value, int partition) {
        if (value == null) {
            return refused("the record has no value: an article is taken back by a cancel, not by a tombstone");
        }
        if (value.length > MAX_BYTES) {
            return refused("the record has " + value.length + " bytes, more than " + MAX_BYTES);
        }
        Article article;
        try {
            article = topic.valueSerde().deserializer().deserialize(topic.name(), value);
        } catch (MalformedRecordException e) {
            return new Reading.Refused(e.getMessage(), Optional.of(e.getCause() == null ? e : e.getCause()));
        }
        String storyId = article.getStoryId();
        if (storyId.isBlank()) {
            return refused("the article has no story id");
        }
        if (storyId.length() > MAX_STORY_ID || !Keys.isStoryId(storyId)) {
            return refused("'" + abridged(storyId) + "' is no story id of the form provider:document-id");
        }
        if (!CleanText.of(storyId).equals(storyId)) {
            return refused("the story id holds U+0000 or a lone surrogate");
        }
        if (article.getOutlet().length() > ArticleLimits.MAX_ID_LENGTH) {
            return refused("the outlet has " + article.getOutlet().length() + " characters, more than "
                    + ArticleLimits.MAX_ID_LENGTH);
        }
        String text = article.getText();
        if (text.length() > ArticleLimits.MAX_TEXT_CODE_POINTS
                && text.codePointCount(0, text.length()) > ArticleLimits.MAX_TEXT_CODE_POINTS) {
            return refused("the text has " + text.codePointCount(0, text.length()) + " code points, more than "
                    + ArticleLimits.MAX_TEXT_CODE_POINTS);
        }
        if (partition >= 0 && partition != StoryPartition.of(storyId, topic.partitions())) {
            return new Reading.Misplaced(storyId);
        }
        return new Reading.Accepted(clean(article));
    }

    /** U+0000 and lone surrogates become U+FFFD when an article is read, whoever wrote it. */
    private static Article clean(Article article) {
        String text = CleanText.of(article.getText());
        String headline = CleanText.of(article.getHeadline());
        String outlet = CleanText.of(article.getOutlet());
        String version = clean(article.getVersion());
        String url = clean(article.getUrl());
        String language = clean(article.getLanguage());
        if (text.equals(article.getText())
                && headline.equals(article.getHeadline())
                && outlet.equals(article.getOutlet())
                && same(version, article.getVersion())
                && same(url, article.getUrl())
                && same(language, article.getLanguage())) {
            return article;
        }
        return Article.newBuilder(article)
                .setText(text)
                .setHeadline(headline)
                .setOutlet(outlet)
                .setVersion(version)
                .setUrl(url)
                .setLanguage(language)
                .build();
    }

    private static @Nullable String clean(Optional<String> value) {
        return value.isEmpty() ? null : CleanText.of(value.get());
    }

    private static boolean same(@Nullable String value, Optional<String> other) {
        return value == null ? other.isEmpty() : value.equals(other.orElse(null));
    }

    private static Reading refused(String cause) {
        return new Reading.Refused(cause, Optional.empty());
    }

    private static String abridged(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }
}

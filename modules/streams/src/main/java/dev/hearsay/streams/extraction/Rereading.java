package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.extract.Extraction;
import dev.hearsay.streams.extraction.ArticleReader.Reading;
import dev.hearsay.streams.extraction.StoryMemory.Items;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads all stories again from their articles, without the topology and its state: to check what the topology has made of
 * them. In a first pass {@link #see} is told of every record on the articles topic, in a second one {@link #read} gives the
 * claims of each story once. Texts are never held. Not thread-safe.
 */
public final class Rereading {
    private final Topics topics;
    private final StoryExtractor extractor;
    private final ArticleReader reader;
    private final StoryRecords records;
    private final Map<String, StoryVersions> stories = new HashMap<>();
    private final Set<String> read = new HashSet<>();

    /** What a usable story says. */
    public record Story(String storyId, List<EntityMentions> entities, List<Claim> claims) {}

    /** Nothing is seen yet. */
    public Rereading(Topics topics, StoryExtractor extractor) {
        this.topics = topics;
        this.extractor = extractor;
        this.reader = new ArticleReader(topics.articles());
        this.records = new StoryRecords(topics);
    }

    /** First pass: a record on the articles topic and its timestamp (milliseconds, UTC); malformed ones are left out. */
    public void see(byte @Nullable [] value, long timestamp) {
        article(value)
                .ifPresent(article -> stories.put(
                        article.getStoryId(),
                        StoryVersions.fold(stories.get(article.getStoryId()), article, timestamp)));
    }

    /** The stories that were seen. */
    public Set<String> stories() {
        return Set.copyOf(stories.keySet());
    }

    /**
     * Second pass: the story whose current version this record holds, if it is usable at this instant (milliseconds, UTC)
     * and was not given before.
     *
     * @throws RuntimeException whatever the extractor throws
     */
    public Optional<Story> read(byte @Nullable [] value, long now) {
        Article article = article(value).orElse(null);
        StoryVersions versions = article == null ? null : stories.get(article.getStoryId());
        Version version = article == null ? null : StoryVersions.version(article);
        if (versions == null
                || version == null
                || versions.highest() == null
                || !version.hash().equals(versions.highest().hash())
                || versions.statusAt(now) != StoryStatus.USABLE
                || !read.add(article.getStoryId())) {
            return Optional.empty();
        }
        StoryRecords.Story story = new StoryRecords.Story(
                article.getStoryId(),
                article.getVersion().orElse(null),
                extractor.version(),
                article.getOutlet(),
                article.getUrl().orElse(null),
                article.getHeadline(),
                article.getLanguage().orElse(null),
                versions.time());
        Extraction extraction =
                extractor.extract(article.getText(), article.getLanguage().orElse(""));
        Items items = records.of(story, article.getText(), extraction);
        return Optional.of(new Story(
                article.getStoryId(),
                items.entities().stream()
                        .map(item -> topics.entities()
                                .valueSerde()
                                .deserializer()
                                .deserialize(topics.entities().name(), item.value()))
                        .toList(),
                items.claims().stream()
                        .map(item -> topics.claims()
                                .valueSerde()
                                .deserializer()
                                .deserialize(topics.claims().name(), item.value()))
                        .toList()));
    }

    private Optional<Article> article(byte @Nullable [] value) {
        return reader.read(value, -1) instanceof Reading.Accepted accepted
                ? Optional.of(accepted.article())
                : Optional.empty();
    }
}

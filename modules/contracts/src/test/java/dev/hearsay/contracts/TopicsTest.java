package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import java.util.List;
import org.apache.kafka.common.config.TopicConfig;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private final Topics topics = Topics.of("news.", 6, BundledSchemaCatalog.load());

    @Test
    void everyTopicHasThePrefixAndTheSamePartitions() {
        assertThat(topics.all()).allSatisfy(topic -> {
            assertThat(topic.name()).startsWith("news.");
            assertThat(topic.partitions()).isEqualTo(6);
        });
        assertThat(topics.all()).extracting(Topic::name).doesNotHaveDuplicates();
    }

    @Test
    void theNamesAreTheContract() {
        assertThat(Topics.of(BundledSchemaCatalog.load()).all())
                .extracting(Topic::name)
                .containsExactly(
                        "hearsay.articles",
                        "hearsay.stories",
                        "hearsay.entities",
                        "hearsay.claims",
                        "hearsay.statements",
                        "hearsay.actor-counts",
                        "hearsay.actor-counts-hourly",
                        "hearsay.actor-counts-by-outlet",
                        "hearsay.mention-counts",
                        "hearsay.mention-counts-hourly",
                        "hearsay.aliases",
                        "hearsay.dead-letters");
    }

    @Test
    void everythingButArticlesAndDeadLettersIsCompacted() {
        assertThat(topics.all())
                .filteredOn(topic -> !topic.compacted())
                .extracting(Topic::name)
                .containsExactly("news.articles", "news.dead-letters");
    }

    @Test
    void tombstonesAndDeadLettersOutliveASinkThatWasAwayForThirtyDays() {
        long thirtyDays = 30L * 24 * 60 * 60 * 1000;
        assertThat(topics.outputs()).allSatisfy(topic -> assertThat(
                        Long.parseLong(topic.config().get(TopicConfig.DELETE_RETENTION_MS_CONFIG)))
                .isGreaterThanOrEqualTo(thirtyDays));
        assertThat(Long.parseLong(topics.deadLetters().config().get(TopicConfig.RETENTION_MS_CONFIG)))
                .isGreaterThanOrEqualTo(thirtyDays);
        assertThat(Long.parseLong(topics.articles().config().get(TopicConfig.RETENTION_MS_CONFIG)))
                .isGreaterThan(11 * thirtyDays);
    }

    @Test
    void theLongestArticleFitsIntoARecord() {
        Article longest = Records.article("𝕏".repeat(ArticleLimits.MAX_TEXT_CODE_POINTS));
        byte[] bytes = topics.articles().valueSerde().serializer().serialize("news.articles", longest);

        assertThat(topics.all()).allSatisfy(topic -> assertThat(
                        Integer.parseInt(topic.config().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)))
                .isEqualTo(ArticleLimits.MAX_RECORD_BYTES)
                .isGreaterThan(bytes.length));
    }

    @Test
    void theOutputsAreAllTopicsThatArePublishedByTheTopologies() {
        List<Topic<?>> rest = topics.all().stream()
                .filter(topic -> !topics.outputs().contains(topic))
                .toList();

        assertThat(rest)
                .extracting(Topic::name)
                .containsExactlyInAnyOrder("news.articles", "news.aliases", "news.dead-letters");
    }
}

package dev.hearsay.feeds.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.Reading;
import dev.hearsay.feeds.Refusal;
import java.util.Map;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class ArticlePublisherTest {
    private final Topics topics = Topics.of(BundledSchemaCatalog.load());
    private final MockProducer<String, Article> producer = new MockProducer<>(
            false,
            null,
            topics.articles().keySerde().serializer(),
            topics.articles().valueSerde().serializer());
    private final FeedReport report = new FeedReport();
    private final ArticlePublisher publisher =
            new ArticlePublisher(producer, topics.articles().name(), report, PublishListener.SILENT);

    private static Parsed story(String fields) {
        return Reading.accepted("{\"uri\":\"urn:x:1\",\"provider\":\"Quill\",\"body_text\":\"Said.\"" + fields + "}");
    }

    @Test
    void recordIsKeyedByStory() {
        publisher.accept(story(""));
        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.key()).isEqualTo("Quill:urn%3Ax%3A1");
            assertThat(record.topic()).isEqualTo("hearsay.articles");
        });
        producer.completeNext();
        publisher.close();
        assertThat(publisher.progress().acknowledged()).isOne();
    }

    @Test
    void revisionCountsWhenItsCancelIsAcknowledgedToo() {
        publisher.accept(story(",\"replacing\":\"urn:x:0\""));
        assertThat(producer.history())
                .extracting(r -> r.key())
                .containsExactly("Quill:urn%3Ax%3A1", "Quill:urn%3Ax%3A0");
        producer.completeNext();
        assertThat(publisher.progress().acknowledged()).isZero();
        producer.completeNext();
        assertThat(publisher.progress().acknowledged()).isOne();
    }

    @Test
    void revisionWhoseCancelIsLostIsAFailure() {
        publisher.accept(story(",\"replacing\":\"urn:x:0\""));
        producer.completeNext();
        producer.errorNext(new TimeoutException("expired"));
        assertThatThrownBy(publisher::flush)
                .isInstanceOf(PublishException.class)
                .hasMessage(
                        "Kafka does not acknowledge any more; 0 of 1 documents were acknowledged, feed again to send the rest");
    }

    @Test
    void recordThatIsTooLargeIsARefusalAndTheFeedGoesOn() {
        publisher.accept(story(""));
        producer.errorNext(new RecordTooLargeException("too large"));
        publisher.accept(story(""));
        producer.completeNext();
        publisher.close();
        assertThat(report.refusedByKind()).containsExactly(Map.entry(Refusal.UNPUBLISHABLE, 1L));
        assertThat(report.accepted()).isOne();
    }

    @Test
    void refusalsAreCountedAndNotSent() {
        publisher.accept(Reading.refused("{}"));
        publisher.close();
        assertThat(producer.history()).isEmpty();
        assertThat(publisher.progress().refused()).isOne();
    }

    @Test
    void unreachableKafkaIsOneSentence() {
        assertThatThrownBy(() -> ArticlePublisher.open(
                        Map.of(
                                "bootstrap.servers",
                                "localhost:1",
                                "default.api.timeout.ms",
                                1500,
                                "request.timeout.ms",
                                1000),
                        topics.articles(),
                        report,
                        PublishListener.SILENT))
                .isInstanceOf(PublishException.class)
                .hasMessage("Kafka at localhost:1 cannot be reached");
        assertThatThrownBy(() -> ArticlePublisher.open(
                        Map.of("bootstrap.servers", "nowhere.invalid:9092"),
                        topics.articles(),
                        report,
                        PublishListener.SILENT))
                .isInstanceOf(PublishException.class)
                .hasMessageStartingWith("the Kafka client cannot start: ");
    }
}

package dev.hearsay.feeds.publish;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import org.apache.kafka.clients.producer.MockProducer;

/** A producer without a broker: what it acknowledges, the test says. */
public final class MockArticles {
    private MockArticles() {}

    public static MockProducer<String, Article> mock(boolean acknowledging) {
        Topics topics = Topics.of(BundledSchemaCatalog.load());
        return new MockProducer<>(
                acknowledging,
                null,
                topics.articles().keySerde().serializer(),
                topics.articles().valueSerde().serializer());
    }

    public static ArticleProducer producer(MockProducer<String, Article> mock) {
        return new ArticleProducer(mock, "hearsay.articles");
    }
}

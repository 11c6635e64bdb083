package dev.hearsay.feeds.publish;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Article;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Puts articles on their topic for many askers at once, and tells each when its own are acknowledged. Thread-safe. Unlike
 * {@link ArticlePublisher} it never makes its caller wait for long: whoever pushes can come again.
 */
public final class ArticleProducer implements AutoCloseable {
    private static final long LONGEST_BLOCK_MS = 1_000;
    private static final Duration CLOSE_WAIT = Duration.ofSeconds(5);

    private final Producer<String, Article> producer;
    private final String topic;

    ArticleProducer(Producer<String, Article> producer, String topic) {
        this.producer = producer;
        this.topic = topic;
    }

    /**
     * Connects and makes sure that the topic is there.
     *
     * @throws PublishException if the broker cannot be reached or the topic is not there
     */
    public static ArticleProducer open(Map<String, ?> client, Topic<Article> topic) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, LONGEST_BLOCK_MS);
        return new ArticleProducer(ArticlePublisher.connect(settings, topic), topic.name());
    }

    /**
     * Sends articles that belong together.
     *
     * @return done when all of them are acknowledged; failed with Kafka's exception for one that is not
     */
    public CompletableFuture<Void> send(List<Article> articles) {
        CompletableFuture<?>[] sent = articles.stream().map(this::send).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(sent);
    }

    private CompletableFuture<Void> send(Article article) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        try {
            producer.send(new ProducerRecord<>(topic, article.getStoryId(), article), (metadata, exception) -> {
                if (exception == null) {
                    acknowledged.complete(null);
                } else {
                    acknowledged.completeExceptionally(exception);
                }
            });
        } catch (KafkaException | IllegalStateException e) {
            acknowledged.completeExceptionally(e);
        }
        return acknowledged;
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.TopicReader;
import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeIT {
    @TempDir
    private static Path directory;

    @Test
    void purgeLeavesNoWordOfTheStoryAndEveryOtherArticle() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort())) {
            Cluster cluster = new Cluster(broker.bootstrapServers(), new TreeMap<>());
            Topics topics = Topics.of(BundledSchemaCatalog.load());
            try (Admin admin = Admin.create(cluster.properties())) {
                TopicAdmin.create(admin, topics, (short) 1);
            }
            Topic<Article> articles = topics.articles();
            long yesterday = System.currentTimeMillis() - 86_400_000L;
            try (KafkaProducer<String, Article> producer = new KafkaProducer<>(
                    cluster.properties(Map.of()),
                    articles.keySerde().serializer(),
                    articles.valueSerde().serializer())) {
                for (int i = 0; i < 200; i++) {
                    String story = "acme:" + i % 20;
                    producer.send(new ProducerRecord<>(
                            articles.name(),
                            null,
                            yesterday + i,
                            story,
                            article(story, i / 20, "Words of " + story + ".")));
                }
                // a client with a partitioner of its own, and one that leaves the key out
                producer.send(
                        new ProducerRecord<>(articles.name(), 0, "acme:7", article("acme:7", 90, "Words of acme:7.")));
                producer.send(new ProducerRecord<>(articles.name(), 1, null, article("acme:7", 91, "Words of acme:7.")))
                        .get();
            }

            CommandRun first = CommandRun.of("purge", "acme:7", "--yes", "--bootstrap", broker.bootstrapServers());
            assertThat(first.err()).isEmpty();
            assertThat(first.exitCode()).isZero();
            assertThat(first.out()).contains("Killed acme:7.", "Removed 12 records from hearsay.articles");

            List<Article> left = read(cluster, articles);
            assertThat(left).noneMatch(article -> article.getText().contains("acme:7."));
            assertThat(left.stream().filter(article -> article.getStoryId().equals("acme:7")))
                    .singleElement()
                    .satisfies(kill -> assertThat(kill.getStatus()).isEqualTo(ArticleStatus.CANCELED));
            Map<String, Long> versions = new TreeMap<>();
            left.stream()
                    .filter(article -> !article.getStoryId().equals("acme:7"))
                    .forEach(article -> versions.merge(article.getStoryId(), 1L, Long::sum));
            assertThat(versions).hasSize(19);
            assertThat(versions.values()).allMatch(n -> n == 10);

            CommandRun second = CommandRun.of("purge", "acme:none", "--yes", "--bootstrap", broker.bootstrapServers());
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err())
                    .isEqualTo("hearsay: No record of acme:none was kept; only the kill was published.\n");
        }
    }

    private static List<Article> read(Cluster cluster, Topic<Article> topic) {
        List<Article> found = new ArrayList<>();
        TopicReader.readAll(cluster, topic.name(), each -> {
            if (each.key() != null && !new String(each.key(), StandardCharsets.UTF_8).equals("acme:7")) {
                assertThat(each.timestamp()).isLessThan(System.currentTimeMillis() - 80_000_000L);
            }
            found.add(topic.valueSerde().deserializer().deserialize(topic.name(), each.value()));
        });
        return found;
    }

    private static Article article(String story, int version, String text) {
        return Article.newBuilder()
                .setStoryId(story)
                .setProvider("acme")
                .setDocumentId(story.substring(5))
                .setVersion(Integer.toString(version))
                .setStatus(ArticleStatus.USABLE)
                .setOutlet("Acme")
                .setText(text)
                .build();
    }
}

package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.purge.TopicPurge;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.ArticleStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay purge}. */
@Command(
        name = "purge",
        description = {
            "Remove a story's words for good: from the counts, the database, and the articles topic, which a",
            "mere kill leaves to its retention. For when words must not be kept, not for ordinary kills.",
            "",
            "It publishes a final kill of the story, then takes its records out of the articles and the",
            "dead-letters topics. Kafka can only cut a topic at its beginning, so the records of others that",
            "lie before the story's last one are appended again first (with their time; they are recognized",
            "and not processed again), and everything up to it is deleted. A crash in between loses nothing:",
            "run it again. Deleted records cannot be read any more at once; the broker removes their bytes",
            "from its disk when it next deletes segments, and old values in compacted topics when it next",
            "compacts. What subscribers have copied is beyond its reach."
        },
        footer = {"", "Example:", "  hearsay purge acme:2026-11-23-0042 --yes"})
public final class PurgeCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KafkaOptions kafka;

    @Parameters(
            paramLabel = "STORY",
            description = "The story id: provider:document-id, as stories and claims show it.")
    private String story = "";

    @Option(names = "--yes", description = "Do not ask.")
    private boolean yes;

    PurgeCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Keys.isStoryId(story)) {
            throw Failure.usage("\"" + story + "\" is no story id: it must be provider:document-id.");
        }
        Confirmation.ask(yes, "Remove every word of " + story + " for good?");
        Cluster cluster = kafka.cluster();
        try (Admin admin = cluster.connect(kafka.patience())) {
            Topics topics = kafka.existingTopics(admin);
            Instant begun = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            TopicPurge purge = new TopicPurge(cluster, admin);
            // The kill goes last into the partition, after every version that is there now; but the purge must not
            // take it out again.
            kill(cluster, topics.articles(), begun);
            Predicate<ConsumerRecord<byte[], byte[]>> words = found -> isOfStory(topics.articles(), found)
                    .filter(article -> !isOwnKill(article, begun))
                    .isPresent();
            TopicPurge.Outcome articles = purge.remove(topics.articles().name(), words);
            TopicPurge.Outcome letters = purge.remove(
                    topics.deadLetters().name(),
                    found -> isOfStory(topics.articles(), found).isPresent()
                            || Arrays.equals(found.key(), story.getBytes(StandardCharsets.UTF_8)));
            terminal.println("Killed " + story + ".");
            say(topics.articles().name(), articles);
            say(topics.deadLetters().name(), letters);
            if (articles.removed() + letters.removed() == 0) {
                terminal.note("hearsay: No record of " + story + " was kept; only the kill was published.");
                return Failure.FOUND;
            }
            return 0;
        }
    }

    private void say(String topic, TopicPurge.Outcome outcome) {
        if (outcome.removed() > 0) {
            terminal.println("Removed " + outcome.removed() + " records from " + topic + " ("
                    + outcome.copied() + " of other stories were appended again, in " + outcome.partitions()
                    + (outcome.partitions() == 1 ? " partition)." : " partitions)."));
        }
    }

    private Optional<Article> isOfStory(Topic<Article> articles, ConsumerRecord<byte[], byte[]> found) {
        if (found.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(articles.valueSerde().deserializer().deserialize(articles.name(), found.value()))
                    .filter(article -> article.getStoryId().equals(story));
        } catch (MalformedRecordException e) {
            return Optional.empty();
        }
    }

    private static boolean isOwnKill(Article article, Instant begun) {
        return article.getStatus() == ArticleStatus.CANCELED
                && article.getFormat().equals("purge")
                && article.getFirstCreated().filter(begun::equals).isPresent();
    }

    /** Final: without version and time it covers every version, those that a feed may repeat later included. */
    private void kill(Cluster cluster, Topic<Article> topic, Instant begun) throws InterruptedException {
        Keys.StoryRef ref = Keys.parseStoryId(story);
        Article kill = Article.newBuilder()
                .setStoryId(story)
                .setProvider(ref.provider())
                .setDocumentId(ref.documentId())
                .setStatus(ArticleStatus.CANCELED)
                .setOutlet(ref.provider())
                .setFirstCreated(begun)
                .setText("")
                .setFormat("purge")
                .build();
        try (KafkaProducer<String, Article> producer = new KafkaProducer<>(
                cluster.properties(Map.of("client.id", "hearsay-purge", "acks", "all")),
                topic.keySerde().serializer(),
                topic.valueSerde().serializer())) {
            producer.send(new ProducerRecord<>(topic.name(), story, kill)).get();
        } catch (ExecutionException e) {
            throw Failure.cannotRun(
                    "Kafka did not accept the kill: " + e.getCause().getMessage() + ".", e);
        }
    }
}

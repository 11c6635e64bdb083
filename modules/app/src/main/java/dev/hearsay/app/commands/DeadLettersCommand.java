package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.TopicReader;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.DeadLetterHeaders;
import dev.hearsay.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay dead-letters}. */
@Command(
        name = "dead-letters",
        description = "See what could not be processed and why, and try it again.",
        subcommands = {DeadLettersCommand.ListThem.class, DeadLettersCommand.Replay.class})
public final class DeadLettersCommand extends Group {

    /** A dead letter: where it lies, and what its headers say. */
    private record Letter(ConsumerRecord<byte[], byte[]> original, Optional<DeadLetterHeaders> headers) {
        static Letter of(ConsumerRecord<byte[], byte[]> found) {
            return new Letter(found, DeadLetterHeaders.read(found.headers()));
        }

        String id() {
            return original.partition() + ":" + original.offset();
        }
    }

    private static List<Letter> letters(Cluster cluster, Topics topics) {
        List<Letter> letters = new ArrayList<>();
        TopicReader.readAll(cluster, topics.deadLetters().name(), found -> letters.add(Letter.of(found)));
        letters.sort(
                Comparator.comparingLong((Letter letter) -> letter.original().timestamp())
                        .thenComparingInt(letter -> letter.original().partition())
                        .thenComparingLong(letter -> letter.original().offset()));
        return letters;
    }

    /** {@code hearsay dead-letters list}. */
    @Command(
            name = "list",
            description = {"List the dead letters, oldest first. The id is what replay takes."},
            footer = {"", "Example:", "  hearsay dead-letters list --format json | jq .[].cause"})
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private KafkaOptions kafka;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() {
            Cluster cluster = kafka.cluster();
            Rows rows = new Rows(
                    Column.text("id"),
                    Column.text("time"),
                    Column.text("topic"),
                    Column.number("partition"),
                    Column.number("offset"),
                    Column.text("key"),
                    Column.number("bytes"),
                    Column.text("application"),
                    Column.text("cause"));
            try (Admin admin = cluster.connect(kafka.patience())) {
                for (Letter letter : letters(cluster, kafka.existingTopics(admin))) {
                    byte[] key = letter.original().key();
                    byte[] value = letter.original().value();
                    rows.add(
                            letter.id(),
                            Instant.ofEpochMilli(letter.original().timestamp()).toString(),
                            letter.headers().map(DeadLetterHeaders::topic).orElse(""),
                            letter.headers().map(DeadLetterHeaders::partition).orElse(-1),
                            letter.headers().map(DeadLetterHeaders::offset).orElse(-1L),
                            key == null ? Optional.empty() : new String(key, StandardCharsets.UTF_8),
                            value == null ? 0 : value.length,
                            letter.headers().map(DeadLetterHeaders::application).orElse(""),
                            letter.headers().map(DeadLetterHeaders::cause).orElse("unknown: no headers of Hearsay"));
                }
            }
            output.print(rows);
            return 0;
        }
    }

    /** {@code hearsay dead-letters replay}. */
    @Command(
            name = "replay",
            description = {
                "Send dead letters of the articles topic there again, bytes as they were: after an upgrade",
                "that can read them, or when a schema registry was away. What fails again becomes a new dead",
                "letter; stories that were processed meanwhile are recognized, so replaying twice does no harm.",
                "Dead letters of other topics are refused: an old count over a newer one would be wrong."
            },
            footer = {"", "Examples:", "  hearsay dead-letters replay 0:17 2:4", "  hearsay dead-letters replay --all"})
    static final class Replay implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private KafkaOptions kafka;

        @Option(names = "--all", description = "All of them.")
        private boolean all;

        @Parameters(paramLabel = "ID", description = "Ids as list prints them.")
        private List<String> ids = List.of();

        Replay(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() throws InterruptedException {
            if (all != ids.isEmpty()) {
                throw Failure.usage("Name the dead letters to replay by their ids, or say --all.");
            }
            Cluster cluster = kafka.cluster();
            Set<String> wanted = new TreeSet<>(ids);
            try (Admin admin = cluster.connect(kafka.patience())) {
                Topics topics = kafka.existingTopics(admin);
                String articles = topics.articles().name();
                List<Letter> chosen = letters(cluster, topics).stream()
                        .filter(letter -> all || wanted.remove(letter.id()))
                        .toList();
                List<Letter> refused = chosen.stream()
                        .filter(letter -> letter.headers()
                                .filter(headers -> headers.topic().equals(articles))
                                .isEmpty())
                        .toList();
                List<Letter> accepted = chosen.stream()
                        .filter(letter -> !refused.contains(letter))
                        .toList();
                send(cluster, articles, accepted);
                terminal.println("Sent " + accepted.size() + (accepted.size() == 1 ? " dead letter" : " dead letters")
                        + " to " + articles + " again.");
                refused.forEach(letter -> terminal.note("hearsay: " + letter.id() + " is not from " + articles
                        + " but from "
                        + letter.headers().map(DeadLetterHeaders::topic).orElse("an unknown topic")
                        + ", and stays."));
                wanted.forEach(id -> terminal.note("hearsay: There is no dead letter " + id + "."));
                return refused.isEmpty() && wanted.isEmpty() ? 0 : Failure.FOUND;
            }
        }

        private static void send(Cluster cluster, String topic, List<Letter> letters) throws InterruptedException {
            Map<String, Object> settings = cluster.properties(
                    Map.of("client.id", "hearsay-replay", "acks", "all", "max.request.size", 8 << 20));
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
                List<Future<RecordMetadata>> sent = new ArrayList<>();
                for (Letter letter : letters) {
                    // no partition: the producer puts it where its key belongs
                    ProducerRecord<byte[], byte[]> again = new ProducerRecord<>(
                            topic,
                            null,
                            letter.original().key(),
                            letter.original().value());
                    letter.original().headers().forEach(header -> again.headers()
                            .add(header));
                    DeadLetterHeaders.strip(again.headers());
                    sent.add(producer.send(again));
                }
                for (Future<RecordMetadata> future : sent) {
                    future.get();
                }
            } catch (ExecutionException e) {
                throw Failure.cannotRun(
                        "Kafka did not accept a dead letter: " + e.getCause().getMessage() + ".", e);
            }
        }
    }
}

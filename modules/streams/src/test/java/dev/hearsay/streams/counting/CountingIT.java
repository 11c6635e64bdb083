package dev.hearsay.streams.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.streams.LineExtractor;
import dev.hearsay.streams.RocksDbMemory;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.streams.counting.History.Alias;
import dev.hearsay.streams.counting.History.Clock;
import dev.hearsay.streams.counting.History.Event;
import dev.hearsay.streams.extraction.ExtractionTopology;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Both topologies on a broker: four partitions, two processes of each, one of which goes and comes back. */
class CountingIT {
    private static final int HISTORIES = 20;

    /** Of the embargoes of a history, some then lie behind and some ahead. */
    private static final int MINUTES_AFTER_NOON = 100;

    @Example
    void twoProcessesOnFourPartitionsCountAsABatchRecountDoes() throws Exception {
        long seed = System.nanoTime();
        History history = histories(new Random(seed));
        Instant noon = Instant.now().minus(Duration.ofMinutes(MINUTES_AFTER_NOON));
        Path directory = Files.createTempDirectory("counting-it");
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.anyPort());
                RocksDbMemory memory = RocksDbMemory.of(64L * 1024 * 1024)) {
            Topics topics = Topics.of("test.", 4, BundledSchemaCatalog.load());
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
                TopicAdmin.create(admin, topics, (short) 1);
            }
            StreamsSettings settings = StreamsSettings.of(broker.bootstrapServers(), directory)
                    .withApplicationPrefix("test-")
                    .withMemory(memory);
            Process first = new Process(topics, settings, directory.resolve("first"));
            Process second = new Process(topics, settings, directory.resolve("second"));
            try (Watch watch = new Watch(broker.bootstrapServers(), topics)) {
                int middle = history.events().size() / 2;
                feed(broker, topics, noon, history.events().subList(0, middle));
                watch.awaitAny();
                second.close();
                feed(
                        broker,
                        topics,
                        noon,
                        history.events().subList(middle, history.events().size()));
                second = new Process(topics, settings, directory.resolve("second"));
                watch.await(Recount.of(history, noon, MINUTES_AFTER_NOON), seed);
                assertThat(watch.deadLetters).isEmpty();
            } finally {
                first.close();
                second.close();
            }
        } finally {
            delete(directory);
        }
    }

    private static History histories(Random random) {
        RandomGenerator<History> histories = History.any().generator(1000);
        History together =
                History.together(Stream.generate(() -> histories.next(random).value())
                        .limit(HISTORIES)
                        .toList());
        // The clock is the machine's here.
        return new History(together.events().stream()
                .filter(event -> !(event instanceof Clock))
                .toList());
    }

    /** One process: a stream of each topology, with a state directory of its own. */
    private static final class Process {
        private final List<KafkaStreams> streams = new ArrayList<>();

        Process(Topics topics, StreamsSettings shared, Path directory) {
            StreamsSettings settings = shared.withStateDirectory(directory);
            streams.add(new KafkaStreams(
                    ExtractionTopology.build(topics, new LineExtractor(), settings), settings.extraction()));
            streams.add(new KafkaStreams(CountingTopology.build(topics, settings), settings.counting()));
            streams.forEach(KafkaStreams::start);
        }

        void close() {
            for (KafkaStreams stream : streams) {
                stream.close(CloseOptions.timeout(Duration.ofSeconds(20))
                        .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            }
        }
    }

    private static void feed(EmbeddedBroker broker, Topics topics, Instant noon, List<Event> events) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "linger.ms", "5"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (Event event : events) {
                if (event instanceof Alias alias) {
                    producer.send(record(
                            topics.aliases(),
                            alias.name(),
                            alias.actorId() == null
                                    ? null
                                    : dev.hearsay.contracts.records.Alias.newBuilder()
                                            .setName(alias.name())
                                            .setActorId(alias.actorId())
                                            .build()));
                } else {
                    Article article = History.article(event, noon);
                    producer.send(record(topics.articles(), article.getStoryId(), article));
                }
            }
        }
    }

    private static <V> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, @Nullable V value) {
        return new ProducerRecord<>(
                topic.name(),
                key,
                value == null ? null : topic.valueSerde().serializer().serialize(topic.name(), value));
    }

    /** Reads what is committed on the count topics. */
    private static final class Watch implements AutoCloseable {
        private final Topics topics;
        private final KafkaConsumer<String, byte[]> consumer;
        private final Map<String, SortedMap<String, byte[]>> tables = new TreeMap<>();
        private final List<String> deadLetters = new ArrayList<>();

        Watch(String bootstrapServers, Topics topics) {
            this.topics = topics;
            consumer = new KafkaConsumer<>(
                    Map.of(
                            "bootstrap.servers",
                            bootstrapServers,
                            "isolation.level",
                            "read_committed",
                            "auto.offset.reset",
                            "earliest"),
                    new StringDeserializer(),
                    new ByteArrayDeserializer());
            List<TopicPartition> partitions = Stream.of(
                            topics.statements(),
                            topics.actorCounts(),
                            topics.actorCountsHourly(),
                            topics.actorCountsByOutlet(),
                            topics.mentionCounts(),
                            topics.mentionCountsHourly(),
                            topics.deadLetters())
                    .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
        }

        private boolean poll() {
            boolean any = false;
            for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                any = true;
                if (record.topic().equals(topics.deadLetters().name())) {
                    deadLetters.add(new String(
                            record.headers().lastHeader("hearsay.error.cause").value(), StandardCharsets.UTF_8));
                    continue;
                }
                SortedMap<String, byte[]> table = tables.computeIfAbsent(record.topic(), name -> new TreeMap<>());
                if (record.value() == null) {
                    table.remove(record.key());
                } else {
                    table.put(record.key(), record.value());
                }
            }
            return any;
        }

        void awaitAny() {
            Instant deadline = Instant.now().plusSeconds(60);
            while (!poll()) {
                assertThat(Instant.now()).as("time until the first count").isBefore(deadline);
            }
        }

        /** Waits until the counts are these, and a second more to see that they stay so. */
        void await(SortedMap<String, SortedMap<String, Object>> expected, long seed) {
            Instant deadline = Instant.now().plusSeconds(60);
            while (!Recount.differences(expected, counts()).isEmpty()
                    && Instant.now().isBefore(deadline)) {
                poll();
            }
            Instant settled = Instant.now().plusSeconds(1);
            while (Instant.now().isBefore(settled)) {
                poll();
            }
            assertThat(Recount.differences(expected, counts()))
                    .as("seed " + seed)
                    .isEmpty();
        }

        private Counts counts() {
            return new Counts(
                    table(topics.statements()),
                    table(topics.actorCounts()),
                    table(topics.actorCountsHourly()),
                    table(topics.actorCountsByOutlet()),
                    table(topics.mentionCounts()),
                    table(topics.mentionCountsHourly()));
        }

        private <V> SortedMap<String, V> table(Topic<V> topic) {
            return tables.getOrDefault(topic.name(), new TreeMap<>()).entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey,
                            entry -> topic.valueSerde().deserializer().deserialize(topic.name(), entry.getValue()),
                            (a, b) -> b,
                            TreeMap::new));
        }

        @Override
        public void close() {
            consumer.close();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

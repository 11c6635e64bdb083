package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.cause;
import static dev.hearsay.store.Samples.claim;
import static dev.hearsay.store.Samples.counts;
import static dev.hearsay.store.Samples.produced;
import static dev.hearsay.store.Samples.story;
import static dev.hearsay.store.Samples.tombstone;
import static dev.hearsay.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.DeadLetterHeaders;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the sink promises between a broker and a database, whichever they are. */
abstract class SinkContract {
    private static final AtomicInteger PREFIXES = new AtomicInteger();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Topics topics;
    private Database database;
    private Admin admin;
    private KafkaProducer<byte[], byte[]> producer;
    private final List<Sink> sinks = new ArrayList<>();

    abstract String bootstrapServers();

    /** An empty database. */
    abstract Database open() throws Exception;

    /** Takes the database away until the result is closed. */
    abstract AutoCloseable outage() throws Exception;

    @BeforeEach
    void start() throws Exception {
        topics = Topics.of("it" + PREFIXES.incrementAndGet() + ".", 2, BundledSchemaCatalog.load());
        database = open();
        admin = Admin.create(Map.<String, Object>of("bootstrap.servers", bootstrapServers()));
        TopicAdmin.create(admin, topics, (short) 1);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", 5),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        sinks.forEach(Sink::close);
        producer.close();
        admin.close();
        database.close();
    }

    @Test
    void everyTopicArrivesInItsTable() {
        Running sink = run(sink());
        List<SinkCommit> commits = new ArrayList<>();
        sink.sink.onCommit(commits::add);
        send(
                new ProducerRecord<>(
                        TOPICS.aliases().name(),
                        bytes("m. vale"),
                        Samples.bytes(TOPICS.aliases(), new Alias("M. Vale", "mira", null))),
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.entities(), Samples.entity("a", "mira")),
                with(
                        produced(
                                TOPICS.claims(),
                                claim("c1", "a", "mira", "words").build()),
                        cause("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.statements(), Samples.statement("mira", "words", "Harbor Post", "2026-11-23T12Z")),
                produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()),
                produced(
                        TOPICS.actorCountsHourly(),
                        counts("mira", 1, 1).setHour("2026-11-23T12Z").build()),
                produced(
                        TOPICS.actorCountsByOutlet(),
                        counts("mira", 1, 1).setOutlet("Harbor Post").build()),
                produced(TOPICS.mentionCounts(), Samples.mentions("orlin", 1, 1).build()),
                produced(
                        TOPICS.mentionCountsHourly(),
                        Samples.mentions("orlin", 1, 1)
                                .setHour("2026-11-23T12Z")
                                .build()));

        for (String table : List.of(
                "aliases",
                "stories",
                "entities",
                "claims",
                "claim_about",
                "claim_changes",
                "statements",
                "statement_cells",
                "actor_counts",
                "actor_counts_hourly",
                "actor_counts_daily",
                "actor_counts_monthly",
                "actor_counts_by_outlet",
                "mention_counts",
                "mention_counts_hourly")) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(count(table)).as(table).isEqualTo(1));
        }
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(sink.sink.metrics().records()).isEqualTo(10);
            assertThat(sink.sink.metrics().lag()).isZero();
            assertThat(sink.sink.metrics().partitions()).isEqualTo(20);
        });
        assertThat(commits.stream()
                        .mapToInt(c ->
                                c.records().values().stream().mapToInt(n -> n).sum())
                        .sum())
                .isEqualTo(10);
        assertThat(commits).anySatisfy(c -> assertThat(c.actors()).containsExactly("mira"));
        assertThat(commits.stream().flatMap(c -> c.moved().keySet().stream()))
                .extracting(SinkCommit.Move::subject, SinkCommit.Move::status, SinkCommit.Move::cause)
                .containsExactlyInAnyOrder(
                        tuple(SinkCommit.Subject.STORY, StoryStatus.USABLE, Cause.NEW),
                        tuple(SinkCommit.Subject.CLAIM, StoryStatus.USABLE, Cause.NEW));
        assertThat(commits.stream().flatMap(c -> c.counted().stream())).singleElement();
    }

    @Test
    void aSinkThatStopsAnywhereLosesNothingAndRepeatsNothing() throws Exception {
        int changes = 3_000;
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < changes; i++) {
                producer.send(renamed(with(
                        produced(
                                TOPICS.claims(),
                                claim("c" + i % 500, "a", "mira", "words " + i).build()),
                        cause("a", StoryStatus.USABLE, Cause.REVISED))));
                producer.send(renamed(produced(
                        TOPICS.actorCounts(), counts("mira", i + 1, i + 1).build())));
                if (i % 300 == 0) {
                    pause(50);
                }
            }
            producer.flush();
        });
        for (int restart = 0; restart < 6; restart++) {
            Running sink = run(sink(SinkSettings.of(client()).inGroup("restarts"), 70));
            int enough = 400 * restart;
            await().atMost(PATIENCE).until(() -> count("claim_changes") >= enough);
            sink.sink.close();
            sink.ended.join();
        }
        feeding.join();
        run(sink(SinkSettings.of(client()).inGroup("restarts"), 5_000));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(count("claim_changes")).isEqualTo(changes));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts("SELECT statements FROM actor_counts"))
                .containsExactly(Integer.toString(changes)));
        assertThat(count("claims")).isEqualTo(500);
        assertThat(texts("SELECT count(*) FROM claim_changes WHERE old_present"))
                .containsExactly("2500");
    }

    @Test
    void whileTheDatabaseIsAwayTheSinkWaitsAndLosesNothing() throws Exception {
        Running sink = run(sink());
        IntStream.range(0, 50)
                .forEach(i -> send(produced(
                        TOPICS.claims(), claim("c" + i, "a", "mira", "w").build())));
        await().atMost(PATIENCE).until(() -> count("claim_changes") == 50);
        try (AutoCloseable away = outage()) {
            IntStream.range(50, 100)
                    .forEach(i -> send(produced(
                            TOPICS.claims(), claim("c" + i, "a", "mira", "w").build())));
            await().atMost(PATIENCE).until(() -> !sink.sink.metrics().databaseReachable());
            pause(1_000);
            assertThat(sink.ended).isNotDone();
        }
        await().atMost(PATIENCE).ignoreExceptions().until(() -> count("claim_changes") == 100);
        await().atMost(PATIENCE).until(() -> sink.sink.metrics().databaseReachable());
        assertThat(sink.sink.metrics().databaseFailures()).isPositive();
        assertThat(sink.sink.metrics().partitions()).isEqualTo(20);
    }

    @Test
    void whatIsNotOfTheContractGoesToTheDeadLettersAndTheRestIsWritten() {
        Running sink = run(sink());
        producer.send(new ProducerRecord<>(topics.actorCounts().name(), 0, bytes("mira"), bytes("no avro")));
        producer.send(new ProducerRecord<>(topics.actorCounts().name(), 0, new byte[] {-1}, null));
        producer.send(new ProducerRecord<>(topics.statements().name(), 0, bytes("no-bar"), null));
        producer.send(new ProducerRecord<>(
                topics.actorCounts().name(),
                0,
                bytes("tom"),
                Samples.bytes(TOPICS.actorCounts(), counts("mira", 1, 1).build())));
        send(produced(TOPICS.actorCounts(), counts("lena", 1, 1).build()));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts("SELECT actor_id FROM actor_counts"))
                .containsExactly("lena"));
        await().atMost(PATIENCE).until(() -> sink.sink.metrics().deadLetters() == 4);
        List<DeadLetterHeaders> letters = deadLetters(4);
        assertThat(letters)
                .extracting(DeadLetterHeaders::cause)
                .containsExactlyInAnyOrder(
                        "the value begins with byte 110 where the framing has 0: it was not written with a registry serializer",
                        "the key is not valid UTF-8",
                        "'no-bar' is no statement key: it must hold exactly one '|'",
                        "the record stands under the key 'tom', its value belongs under 'mira'");
        assertThat(letters).allSatisfy(letter -> {
            assertThat(letter.topic()).startsWith(topics.prefix());
            assertThat(letter.application()).isEqualTo("hearsay-sink");
        });
    }

    @Test
    void whatAnAbortedTransactionWroteIsNeverWritten() {
        run(sink());
        Map<String, Object> config = new HashMap<>(client());
        config.put("transactional.id", topics.prefix());
        try (KafkaProducer<byte[], byte[]> writing =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            writing.initTransactions();
            writing.beginTransaction();
            writing.send(
                    renamed(produced(TOPICS.actorCounts(), counts("ghost", 1, 1).build())));
            writing.flush();
            writing.abortTransaction();
            writing.beginTransaction();
            writing.send(
                    renamed(produced(TOPICS.actorCounts(), counts("mira", 1, 1).build())));
            writing.commitTransaction();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts("SELECT actor_id FROM actor_counts"))
                .containsExactly("mira"));
        Queries queries = new Queries(database);
        await("the position moves past the marker of the transaction")
                .atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(SinkPosition.behind(queries, admin, topics)).isZero());
    }

    @Test
    void aTopicThatIsDeletedAndCreatedAgainIsReadAnew() throws Exception {
        Running sink = run(sink());
        send(
                produced(TOPICS.actorCounts(), counts("old", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("older", 1, 1).build()),
                produced(TOPICS.mentionCounts(), Samples.mentions("orlin", 1, 1).build()));
        await().atMost(PATIENCE).until(() -> count("actor_counts") == 2 && count("mention_counts") == 1);

        admin.deleteTopics(List.of(topics.actorCounts().name())).all().get();
        await().atMost(PATIENCE).ignoreExceptions().until(() -> !admin.listTopics()
                .names()
                .get()
                .contains(topics.actorCounts().name()));
        TopicAdmin.create(admin, topics, (short) 1);
        pause(500);
        IntStream.range(0, 20)
                .forEach(i -> send(
                        produced(TOPICS.actorCounts(), counts("new" + i, 1, 1).build())));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(texts("SELECT actor_id FROM actor_counts"))
                .hasSize(20)
                .doesNotContain("old", "older"));
        assertThat(count("mention_counts")).isEqualTo(1);
        assertThat(sink.sink.metrics().rebuilds()).isEqualTo(1);
        assertThat(sink.ended).isNotDone();
    }

    @Test
    void twoSinksShareTheWorkAndOneTakesItAllWhenTheOtherLeaves() {
        Running first = run(sink());
        await().atMost(PATIENCE).until(() -> first.sink.metrics().partitions() == 20);
        Running second = run(sink());
        await().atMost(PATIENCE).until(() -> second.sink.metrics().partitions() > 0);
        IntStream.range(0, 200)
                .forEach(i -> send(
                        produced(TOPICS.actorCounts(), counts("a" + i, 1, 1).build())));
        await().atMost(PATIENCE).until(() -> count("actor_counts") == 200);

        first.sink.close();
        IntStream.range(0, 200).forEach(i -> send(tombstone(TOPICS.actorCounts(), "a" + i)));
        await().atMost(PATIENCE).until(() -> count("actor_counts") == 0);
        assertThat(first.ended).isCompleted();
        assertThat(second.ended).isNotDone();
    }

    @Test
    void aPausedSinkIsFencedByTheOneThatTookItsPartitions() {
        CountDownLatch paused = new CountDownLatch(1);
        CountDownLatch awake = new CountDownLatch(1);
        Map<String, Object> impatient = new HashMap<>(client());
        impatient.put("max.poll.interval.ms", 3_000);
        Sink sleepy = new Sink(
                database,
                topics,
                SinkSettings.of(impatient),
                consumer(impatient),
                TopicIds.from(Admin.create(client())),
                new DeadLetters() {
                    @Override
                    public void send(List<DeadLetter> letters) {
                        // a malformed record stops this sink between reading a batch and writing it
                        paused.countDown();
                        try {
                            awake.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }

                    @Override
                    public void close() {}
                },
                Clock.systemUTC());
        Running first = run(sleepy);
        await().atMost(PATIENCE).until(() -> first.sink.metrics().partitions() == 20);
        IntStream.range(0, 50)
                .forEach(i -> producer.send(renamed(new ProducerRecord<>(
                        TOPICS.actorCounts().name(),
                        i % 2,
                        bytes("k" + i),
                        i == 0
                                ? bytes("bad")
                                : Samples.bytes(
                                        TOPICS.actorCounts(),
                                        counts("k" + i, 1, 1).build())))));
        producer.flush();
        await().atMost(PATIENCE).until(() -> paused.getCount() == 0);

        Running second = run(sink());
        await().atMost(PATIENCE).until(() -> count("actor_counts") == 49);
        send(produced(TOPICS.actorCounts(), counts("k1", 7, 7).build()));
        await().atMost(PATIENCE).until(() -> texts("SELECT statements FROM actor_counts WHERE actor_id = 'k1'")
                .contains("7"));
        awake.countDown();

        await().atMost(PATIENCE).until(first.ended::isDone);
        assertThat(first.ended)
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(Exception.class)
                .withCauseInstanceOf(FencedException.class);
        assertThat(texts("SELECT statements FROM actor_counts WHERE actor_id = 'k1'"))
                .containsExactly("7");
        assertThat(second.ended).isNotDone();
    }

    /** A sink on its thread. */
    record Running(Sink sink, CompletableFuture<Void> ended) {}

    Running run(Sink sink) {
        sinks.add(sink);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                sink.run();
                ended.complete(null);
            } catch (RuntimeException | Error e) {
                ended.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return new Running(sink, ended);
    }

    Sink sink() {
        return sink(SinkSettings.of(client()), 5_000);
    }

    private Sink sink(SinkSettings settings, int batch) {
        return new Sink(
                database,
                topics,
                new SinkSettings(
                        settings.kafka(),
                        settings.group(),
                        batch,
                        settings.tombstoneRetention(),
                        Duration.ofSeconds(1)));
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(
                Sink.consumerConfig(SinkSettings.of(config)), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    Map<String, Object> client() {
        return Map.of("bootstrap.servers", bootstrapServers(), "metadata.max.age.ms", 1_000);
    }

    Database database() {
        return database;
    }

    @SafeVarargs
    final void send(ProducerRecord<byte[], byte[]>... records) {
        for (ProducerRecord<byte[], byte[]> record : records) {
            producer.send(renamed(record));
        }
        producer.flush();
    }

    /** The same record on the topic of this test. */
    private ProducerRecord<byte[], byte[]> renamed(ProducerRecord<byte[], byte[]> record) {
        String name = topics.prefix() + record.topic().substring(TOPICS.prefix().length());
        return new ProducerRecord<>(name, record.partition(), record.key(), record.value(), record.headers());
    }

    private List<DeadLetterHeaders> deadLetters(int count) {
        List<DeadLetterHeaders> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reading =
                new KafkaConsumer<>(client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, 2)
                    .mapToObj(p -> new TopicPartition(topics.deadLetters().name(), p))
                    .toList();
            reading.assign(partitions);
            reading.seekToBeginning(partitions);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (found.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : reading.poll(Duration.ofMillis(200))) {
                    found.add(DeadLetterHeaders.read(record.headers()).orElseThrow());
                }
            }
        }
        return found;
    }

    int count(String table) {
        return Integer.parseInt(texts("SELECT count(*) FROM " + table).get(0));
    }

    List<String> texts(String sql) {
        return database.read((Connection connection) -> {
            List<String> found = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

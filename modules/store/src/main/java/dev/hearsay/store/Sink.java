package dev.hearsay.store;

import dev.hearsay.contracts.SchemaCatalogException;
import dev.hearsay.contracts.Topics;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every output topic into the database, exactly once: absolute values by key, together with the offsets, in one
 * transaction for each batch. It reads on from where the database says; the group's committed offsets are for show.
 *
 * <p>{@link #run} ends when {@link #close} is called, with {@link FencedException} when another sink has taken over a
 * partition of this one, with {@link DatabaseException} when the database will never take what it is given, or with a
 * Kafka exception that trying again does not help. An unreachable database or broker makes it wait, and loses nothing.
 */
public final class Sink implements Runnable, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Sink.class);

    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration IDLE_COMMIT = Duration.ofMillis(200);
    private static final Duration TOUCH = Duration.ofHours(1);
    private static final Duration SCRUB = Duration.ofSeconds(2);
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);

    private final Consumer<byte[], byte[]> consumer;
    private final TopicIds topicIds;
    private final DeadLetters deadLetters;
    private final SinkSettings settings;
    private final Clock clock;
    private final Decoder decoder;
    private final SinkWriter writer;
    private final List<String> topics;
    private final List<SinkCommit.Listener> listeners = new CopyOnWriteArrayList<>();
    private final Set<TopicPartition> arriving = new HashSet<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile boolean closing;
    private volatile boolean running;
    private final Figures figures = new Figures();
    private volatile SinkMetrics metrics = figures.snapshot();
    private long lastTopicCheck;
    private long lastCommit;
    private long lastTouch;
    private long lastScrub;

    /** A sink of these topics into this database; nothing is contacted before {@link #run}. */
    public Sink(Database database, Topics topics, SinkSettings settings) {
        this(
                database,
                topics,
                settings,
                new KafkaConsumer<>(consumerConfig(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer()),
                TopicIds.from(Admin.create(settings.kafka())),
                new KafkaDeadLetters(topics.deadLetters().name(), settings.group(), settings.kafka()),
                Clock.systemUTC());
    }

    Sink(
            Database database,
            Topics topics,
            SinkSettings settings,
            Consumer<byte[], byte[]> consumer,
            TopicIds topicIds,
            DeadLetters deadLetters,
            Clock clock) {
        this.consumer = consumer;
        this.topicIds = topicIds;
        this.deadLetters = deadLetters;
        this.settings = settings;
        this.clock = clock;
        this.decoder = new Decoder(topics);
        Map<String, Output> outputs = new HashMap<>();
        for (Output output : Output.values()) {
            outputs.put(output.topic(topics).name(), output);
        }
        this.topics = List.copyOf(outputs.keySet());
        this.writer = new SinkWriter(database, outputs, settings.tombstoneRetention(), clock);
    }

    static Map<String, Object> consumerConfig(SinkSettings settings) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, List.of(CooperativeStickyAssignor.class));
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, settings.group());
        // A sink that was killed is missed as soon as a process of the streams is; its database fences what comes late.
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_TIMEOUT_MILLIS);
        config.putAll(settings.kafka());
        if ("consumer".equalsIgnoreCase(String.valueOf(config.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
            // the broker decides both
            config.remove(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG);
            config.remove(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG);
        }
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, settings.batch());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.putIfAbsent(CommonClientConfigs.METADATA_MAX_AGE_CONFIG, 30_000);
        return config;
    }

    /** Tells a listener of every transaction from now on. */
    public void onCommit(SinkCommit.Listener listener) {
        listeners.add(listener);
    }

    /** Where this sink stands; from any thread. */
    public SinkMetrics metrics() {
        return metrics;
    }

    @Override
    public void run() {
        running = true;
        try {
            consumer.subscribe(topics, new Assignments());
            Waiting waiting = new Waiting();
            while (!closing) {
                try {
                    step();
                    waiting.over();
                } catch (SQLException e) {
                    waitForDatabase(e, waiting);
                } catch (InvalidOffsetException e) {
                    // the log is not the one that we read: see which it is, and rebuild where it is another
                    LOG.warn("the positions of {} are not in their logs any more", e.partitions());
                    arriving.addAll(e.partitions());
                } catch (AuthenticationException | AuthorizationException e) {
                    throw e;
                } catch (SchemaCatalogException e) {
                    LOG.warn("the schema catalog does not answer, the sink waits: {}", e.getMessage());
                    rewind();
                    waiting.once(this::stayInGroup);
                } catch (RetriableException e) {
                    LOG.warn("Kafka does not answer, the sink waits: {}", Database.reason(e));
                    rewind();
                    waiting.once(this::stayInGroup);
                }
            }
        } catch (WakeupException e) {
            if (!closing) {
                throw e;
            }
        } finally {
            shutDown();
        }
    }

    /** Stops {@link #run} and waits until it has ended; what was not committed will be read again. */
    @Override
    public void close() {
        closing = true;
        if (!running) {
            shutDown();
            return;
        }
        consumer.wakeup();
        try {
            if (!ended.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("the sink did not stop within {} s", CLOSE_TIMEOUT.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void shutDown() {
        if (ended.getCount() == 0) {
            return;
        }
        List<AutoCloseable> parts = List.of(writer, deadLetters, topicIds, consumer);
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.debug("a part of the sink did not close", e);
            }
        }
        ended.countDown();
    }

    private void step() throws SQLException {
        takeOverArriving();
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        if (records.isEmpty()) {
            idle();
        } else {
            commit(records);
        }
        checkTopics();
        scrub();
    }

    private void commit(ConsumerRecords<byte[], byte[]> records) throws SQLException {
        Decoder.Decoded decoded = decoder.decode(records);
        Map<TopicPartition, Long> next = new HashMap<>();
        for (Map.Entry<TopicPartition, OffsetAndMetadata> entry :
                records.nextOffsets().entrySet()) {
            if (writer.holds().contains(entry.getKey())) {
                next.put(entry.getKey(), entry.getValue().offset());
            }
        }
        giveUp(decoded.malformed());
        List<Change> changes = only(decoded.changes(), next);
        Waiting waiting = new Waiting();
        while (true) {
            try {
                write(changes, next);
                break;
            } catch (SQLException e) {
                Set<TopicPartition> lost = waitForDatabase(e, waiting);
                // while we waited, some partitions may have gone to other sinks
                next.keySet().removeAll(lost);
                changes = only(changes, next);
                if (closing) {
                    return;
                }
            }
        }
        waiting.over();
    }

    private static List<Change> only(List<Change> changes, Map<TopicPartition, Long> partitions) {
        return changes.stream()
                .filter(change -> partitions.containsKey(partition(change.source())))
                .toList();
    }

    private void write(List<Change> changes, Map<TopicPartition, Long> next) throws SQLException {
        long start = System.nanoTime();
        Set<ConsumerRecord<byte[], byte[]>> refused = new HashSet<>();
        writer.commit(changes, next, letters -> {
            letters.forEach(letter -> refused.add(letter.source()));
            giveUp(letters);
        });
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        lastCommit = clock.millis();
        lastTouch = lastCommit;
        Map<TopicPartition, OffsetAndMetadata> positions = new HashMap<>();
        next.forEach((partition, offset) -> positions.put(partition, new OffsetAndMetadata(offset)));
        consumer.commitAsync(positions, (offsets, failure) -> {
            if (failure != null) {
                LOG.debug("the group's offsets, which are for show, were not committed", failure);
            }
        });
        measure(changes.size() - refused.size(), millis);
        if (!changes.isEmpty()) {
            tell(changes, refused, millis);
        }
    }

    private void tell(List<Change> changes, Set<ConsumerRecord<byte[], byte[]>> refused, long millis) {
        if (listeners.isEmpty()) {
            return;
        }
        Map<String, Integer> records = new TreeMap<>();
        Set<String> stories = new HashSet<>();
        Set<String> actors = new HashSet<>();
        Map<SinkCommit.Move, Integer> moved = new HashMap<>();
        List<Long> counted = new ArrayList<>();
        for (Change change : changes) {
            if (refused.contains(change.source())) {
                continue;
            }
            records.merge(change.source().topic(), 1, Integer::sum);
            change.moves().forEach(move -> moved.merge(move, 1, Integer::sum));
            if (change.output() == Output.STORIES) {
                stories.add(change.key());
            } else if (change.output() == Output.ACTOR_COUNTS) {
                actors.add(change.key());
                counted.add(change.source().timestamp());
            }
        }
        SinkCommit commit = new SinkCommit(records, stories, actors, moved, counted, millis);
        for (SinkCommit.Listener listener : listeners) {
            try {
                listener.committed(commit);
            } catch (RuntimeException e) {
                LOG.warn("a listener of the sink failed", e);
            }
        }
    }

    private void giveUp(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        for (DeadLetter letter : letters) {
            LOG.warn(
                    "record {}-{}@{} goes to the dead letters: {}",
                    letter.source().topic(),
                    letter.source().partition(),
                    letter.source().offset(),
                    letter.cause());
        }
        deadLetters.send(letters);
        figures.deadLetters += letters.size();
        metrics = figures.snapshot();
    }

    /** Writes positions that moved past the markers of transactions, so that readers can see that all is settled. */
    private void idle() throws SQLException {
        long now = clock.millis();
        boolean touch = now - lastTouch > TOUCH.toMillis();
        if (now - lastCommit < IDLE_COMMIT.toMillis() && !touch) {
            return;
        }
        Map<TopicPartition, Long> moved = new HashMap<>();
        for (TopicPartition partition : writer.holds()) {
            if (arriving.contains(partition)) {
                continue;
            }
            long position = consumer.position(partition, Duration.ofSeconds(5));
            if (position > writer.nextOffset(partition) || touch) {
                moved.put(partition, position);
            }
        }
        if (moved.isEmpty()) {
            lastCommit = now;
            measure(0, -1);
        } else {
            write(List.of(), moved);
        }
    }

    private void takeOverArriving() throws SQLException {
        arriving.retainAll(consumer.assignment());
        if (arriving.isEmpty()) {
            return;
        }
        Set<TopicPartition> partitions = Set.copyOf(arriving);
        Set<String> names = new HashSet<>();
        partitions.forEach(partition -> names.add(partition.topic()));
        Map<String, TopicIds.Identity> identities = topicIds.of(names);
        Set<TopicPartition> present = new HashSet<>(partitions);
        present.removeIf(partition -> {
            TopicIds.Identity identity = identities.get(partition.topic());
            return identity == null || partition.partition() >= identity.partitions();
        });
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(present);
        Map<TopicPartition, Long> ends = consumer.endOffsets(present);
        Map<TopicPartition, SinkWriter.LogState> logs = new HashMap<>();
        for (TopicPartition partition : present) {
            TopicIds.Identity identity = identities.get(partition.topic());
            logs.put(
                    partition,
                    new SinkWriter.LogState(
                            identity.id(), identity.partitions(), starts.get(partition), ends.get(partition)));
        }
        SinkWriter.TakeOver takeOver = writer.takeOver(logs);
        for (Map.Entry<TopicPartition, Long> position : takeOver.positions().entrySet()) {
            consumer.seek(position.getKey(), position.getValue());
        }
        arriving.removeAll(present);
        for (String topic : takeOver.rebuilt()) {
            rereadOthers(topic, present);
        }
        consumer.resume(present);
        figures.rebuilds += takeOver.rebuilt().size();
        measure(0, -1);
    }

    /** A rebuild starts every partition of its topic anew, also those that we held before. */
    private void rereadOthers(String topic, Set<TopicPartition> taken) {
        for (TopicPartition partition : writer.holds()) {
            if (partition.topic().equals(topic) && !taken.contains(partition)) {
                consumer.pause(Set.of(partition));
                arriving.add(partition);
            }
        }
    }

    private void checkTopics() {
        long now = clock.millis();
        if (now - lastTopicCheck < settings.topicCheck().toMillis()) {
            return;
        }
        lastTopicCheck = now;
        Map<String, TopicIds.Identity> identities = topicIds.of(topics);
        for (TopicPartition partition : writer.holds()) {
            TopicIds.Identity identity = identities.get(partition.topic());
            if (identity != null && !identity.id().equals(writer.topicId(partition.topic()))) {
                arriving.add(partition);
            }
        }
        arriving.retainAll(consumer.assignment());
        consumer.pause(arriving);
    }

    private void scrub() {
        long now = clock.millis();
        if (writer.scrubDue() && now - lastScrub >= SCRUB.toMillis()) {
            lastScrub = now;
            try {
                writer.scrub();
            } catch (SQLException e) {
                LOG.debug("removed text could not yet be taken out of the database's log", e);
            }
        }
    }

    /**
     * Waits a little for a database that failed, staying a member of the group.
     *
     * @return the partitions that were lost meanwhile
     */
    private Set<TopicPartition> waitForDatabase(SQLException failure, Waiting waiting) {
        if (Dialect.isHopeless(failure)) {
            throw new DatabaseException("the sink cannot write to the database: " + Database.reason(failure), failure);
        }
        writer.close();
        figures.databaseFailures++;
        figures.databaseReachable = false;
        metrics = figures.snapshot();
        LOG.warn("the database does not answer, the sink waits: {}", Database.reason(failure));
        Set<TopicPartition> before = writer.holds();
        waiting.once(this::stayInGroup);
        Set<TopicPartition> lost = new HashSet<>(before);
        lost.removeAll(writer.holds());
        return lost;
    }

    private void stayInGroup() {
        consumer.pause(consumer.assignment());
        ConsumerRecords<byte[], byte[]> none = consumer.poll(Duration.ZERO);
        if (!none.isEmpty()) {
            throw new IllegalStateException("a paused consumer returned " + none.count() + " records");
        }
    }

    /** Goes back to the last commit: what was polled since then was not written. */
    private void rewind() {
        for (TopicPartition partition : writer.holds()) {
            if (!arriving.contains(partition)) {
                consumer.seek(partition, writer.nextOffset(partition));
            }
        }
    }

    private void measure(int records, long millis) {
        long lag = 0;
        Set<TopicPartition> holds = writer.holds();
        Set<TopicPartition> assigned = consumer.assignment();
        for (TopicPartition partition : holds) {
            lag += assigned.contains(partition) ? consumer.currentLag(partition).orElse(0) : 0;
        }
        if (records > 0) {
            figures.records += records;
            figures.batches++;
            figures.lastBatchRecords = records;
            figures.lastBatchMillis = millis;
            figures.lastCommitMillis = clock.millis();
        }
        figures.partitions = holds.size();
        figures.lag = lag;
        figures.databaseReachable = true;
        metrics = figures.snapshot();
    }

    private static TopicPartition partition(ConsumerRecord<?, ?> record) {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** Notes what is assigned; the database is asked outside the callback, where waiting for it harms nobody. */
    private final class Assignments implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            for (TopicPartition partition : partitions) {
                // a position is needed at once, although none is known before the database was asked
                consumer.seek(partition, 0);
            }
            consumer.pause(partitions);
            arriving.addAll(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            writer.release(partitions);
            arriving.removeAll(partitions);
        }
    }

    /** Waits longer and longer, until it is over. */
    private final class Waiting {
        private Duration next = FIRST_WAIT;
        private boolean paused;

        void once(Runnable meanwhile) {
            long until = System.nanoTime() + next.toNanos();
            next = next.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : next.multipliedBy(2);
            paused = true;
            do {
                meanwhile.run();
                try {
                    Thread.sleep(Math.min(100, FIRST_WAIT.toMillis()));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    closing = true;
                }
            } while (!closing && System.nanoTime() < until);
        }

        void over() {
            next = FIRST_WAIT;
            if (paused) {
                paused = false;
                Set<TopicPartition> ready = new HashSet<>(writer.holds());
                ready.removeAll(arriving);
                consumer.resume(ready);
            }
        }
    }

    /** What the sink's thread counts. */
    private static final class Figures {
        private long records;
        private long batches;
        private long deadLetters;
        private long rebuilds;
        private long databaseFailures;
        private int lastBatchRecords;
        private long lastBatchMillis;
        private long lastCommitMillis;
        private int partitions;
        private long lag;
        private boolean databaseReachable = true;

        SinkMetrics snapshot() {
            return new SinkMetrics(
                    records,
                    batches,
                    deadLetters,
                    rebuilds,
                    databaseFailures,
                    lastBatchRecords,
                    lastBatchMillis,
                    lastCommitMillis,
                    partitions,
                    lag,
                    databaseReachable);
        }
    }
}

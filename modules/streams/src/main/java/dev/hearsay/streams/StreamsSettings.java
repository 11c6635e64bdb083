package dev.hearsay.streams;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * How the two topologies run. A value: {@link #extraction()} and {@link #counting()} turn it into the properties of one
 * {@code KafkaStreams} each, which the caller starts, watches and closes.
 *
 * @param bootstrapServers Kafka's addresses
 * @param applicationPrefix with {@code extraction} or {@code counting} behind it, the application id: it names consumer
 *     group, transactional ids, internal topics and directories
 * @param stateDirectory where the state stores lie; may be lost, they are rebuilt from their changelogs
 * @param threads threads of each topology; more than there are partitions stay idle
 * @param commitInterval how often a transaction ends: latency is about this for each hop
 * @param transactionTimeout after which Kafka gives up a transaction; longer than the slowest step
 * @param sessionTimeout after which a process that died without a word loses its partitions
 * @param standbyReplicas copies of the state on other processes, for a fast takeover
 * @param recordCacheBytes record cache of each topology
 * @param memory memory that all stores of the process share; null leaves each store with RocksDB's own
 * @param persistent false keeps all state in memory (tests)
 * @param kafka further settings of Kafka clients and Streams by their Kafka names, over ours
 */
public record StreamsSettings(
        String bootstrapServers,
        String applicationPrefix,
        Path stateDirectory,
        int threads,
        Duration commitInterval,
        Duration transactionTimeout,
        Duration sessionTimeout,
        int standbyReplicas,
        long recordCacheBytes,
        @Nullable RocksDbMemory memory,
        boolean persistent,
        Map<String, String> kafka) {

    private static final int MEGABYTE = 1024 * 1024;

    /** Internal records hold a public record and a little more. */
    private static final int MAX_INTERNAL_RECORD = 12 * MEGABYTE;

    /** Copies the further settings. */
    public StreamsSettings {
        kafka = Map.copyOf(kafka);
    }

    /** Everything else as is best for one process: one thread, a commit every 100 ms, 10 s until a dead process is missed. */
    public static StreamsSettings of(String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                bootstrapServers,
                "hearsay-",
                stateDirectory,
                1,
                Duration.ofMillis(100),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                0,
                16L * MEGABYTE,
                null,
                true,
                Map.of());
    }

    /** The same under another prefix of application ids. */
    public StreamsSettings withApplicationPrefix(String value) {
        return with(draft -> draft.applicationPrefix = value);
    }

    /** The same with its state elsewhere. */
    public StreamsSettings withStateDirectory(Path value) {
        return with(draft -> draft.stateDirectory = value);
    }

    /** The same with that many threads. */
    public StreamsSettings withThreads(int value) {
        return with(draft -> draft.threads = value);
    }

    /** The same with another commit interval. */
    public StreamsSettings withCommitInterval(Duration value) {
        return with(draft -> draft.commitInterval = value);
    }

    /** The same with that many standby copies of the state. */
    public StreamsSettings withStandbyReplicas(int value) {
        return with(draft -> draft.standbyReplicas = value);
    }

    /** The same with shared memory for the stores. */
    public StreamsSettings withMemory(RocksDbMemory value) {
        return with(draft -> draft.memory = value);
    }

    /** The same with all state in memory. */
    public StreamsSettings inMemory() {
        return with(draft -> draft.persistent = false);
    }

    /** The same with these further Kafka settings, such as {@code security.protocol} or {@code producer.linger.ms}. */
    public StreamsSettings withKafka(Map<String, String> value) {
        return with(draft -> draft.kafka = value);
    }

    private StreamsSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.settings();
    }

    /** Settings of which one is about to be another. */
    private static final class Draft {
        private String bootstrapServers;
        private String applicationPrefix;
        private Path stateDirectory;
        private int threads;
        private Duration commitInterval;
        private Duration transactionTimeout;
        private Duration sessionTimeout;
        private int standbyReplicas;
        private long recordCacheBytes;
        private @Nullable RocksDbMemory memory;
        private boolean persistent;
        private Map<String, String> kafka;

        Draft(StreamsSettings from) {
            bootstrapServers = from.bootstrapServers;
            applicationPrefix = from.applicationPrefix;
            stateDirectory = from.stateDirectory;
            threads = from.threads;
            commitInterval = from.commitInterval;
            transactionTimeout = from.transactionTimeout;
            sessionTimeout = from.sessionTimeout;
            standbyReplicas = from.standbyReplicas;
            recordCacheBytes = from.recordCacheBytes;
            memory = from.memory;
            persistent = from.persistent;
            kafka = from.kafka;
        }

        StreamsSettings settings() {
            return new StreamsSettings(
                    bootstrapServers,
                    applicationPrefix,
                    stateDirectory,
                    threads,
                    commitInterval,
                    transactionTimeout,
                    sessionTimeout,
                    standbyReplicas,
                    recordCacheBytes,
                    memory,
                    persistent,
                    kafka);
        }
    }

    /** Application id of the extraction topology. */
    public String extractionId() {
        return applicationPrefix + "extraction";
    }

    /** Application id of the counting topology. */
    public String countingId() {
        return applicationPrefix + "counting";
    }

    /** The properties of the extraction topology's {@code KafkaStreams}. */
    public Properties extraction() {
        return properties(extractionId());
    }

    /** The properties of the counting topology's {@code KafkaStreams}. */
    public Properties counting() {
        return properties(countingId());
    }

    /** A store of bytes under this name, on disk or in memory as these settings say. */
    public <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
        return Stores.keyValueStoreBuilder(
                persistent ? Stores.persistentKeyValueStore(name) : Stores.inMemoryKeyValueStore(name),
                keys,
                Serdes.ByteArray());
    }

    private Properties properties(String applicationId) {
        Properties all = new Properties();
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        all.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, commitInterval.toMillis());
        all.put(StreamsConfig.POLL_MS_CONFIG, 50L);
        // What comes first is never decided by timestamps: waiting for another input would only cost time.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        all.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbyReplicas);
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, recordCacheBytes);
        all.put(StreamsConfig.DEFAULT_TIMESTAMP_EXTRACTOR_CLASS_CONFIG, AcceptanceTimestamps.class);
        all.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        // No topology has a global table; unset, every start warns of it. Its constant is deprecated from birth.
        all.put("processing.exception.handler.global.enabled", true);
        all.put(
                StreamsConfig.LOG_SUMMARY_INTERVAL_MS_CONFIG,
                Duration.ofMinutes(10).toMillis());
        all.put(
                StreamsConfig.REPARTITION_PURGE_INTERVAL_MS_CONFIG,
                Duration.ofSeconds(30).toMillis());

        // A commit every 100 ms flushes whatever lingers; until then large batches cost the broker less.
        producer(all, ProducerConfig.LINGER_MS_CONFIG, 20);
        producer(all, ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        producer(all, ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * MEGABYTE);
        producer(all, ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_INTERNAL_RECORD);
        producer(all, ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        // Ten transactions a second: one that the broker sends back, because the last is still being completed, is not
        // to
        // wait as long as a transaction takes.
        producer(all, ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 20);
        producer(all, ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, (int) transactionTimeout.toMillis());

        // Texts are of any length up to 500,000 code points: what is fetched ahead is bounded in bytes, not records.
        consumer(all, ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * MEGABYTE);
        consumer(all, ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 * MEGABYTE);
        consumer(all, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        consumer(all, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) Math.max(200, sessionTimeout.toMillis() / 4));
        consumer(all, ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");

        all.put(StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), Integer.toString(MAX_INTERNAL_RECORD));
        all.put(StreamsConfig.topicPrefix(TopicConfig.SEGMENT_BYTES_CONFIG), Integer.toString(64 * MEGABYTE));

        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.putAll(kafka);

        // What correctness stands on is no matter of configuration.
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        if (memory != null) {
            all.put(BoundedRocksDb.MEMORY, memory);
        }
        return all;
    }

    private static void producer(Properties all, String name, Object value) {
        all.put(StreamsConfig.producerPrefix(name), value);
    }

    private static void consumer(Properties all, String name, Object value) {
        all.put(StreamsConfig.consumerPrefix(name), value);
    }
}

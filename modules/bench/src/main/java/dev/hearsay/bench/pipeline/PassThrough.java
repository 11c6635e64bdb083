package dev.hearsay.bench.pipeline;

import dev.hearsay.streams.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Produced;

/** Kafka Streams doing nothing, exactly once: records of one topic go unread to another. What no pipeline can beat. */
final class PassThrough implements AutoCloseable {
    private static final String APPLICATION = "bench-pass-through";
    private static final String IN = "bench.articles";
    private static final String OUT = "bench.copies";

    private final Admin admin;
    private final KafkaStreams streams;
    private final KafkaConsumer<String, byte[]> reader;
    private final Thread reading;

    private PassThrough(Admin admin, KafkaStreams streams, KafkaConsumer<String, byte[]> reader, Thread reading) {
        this.admin = admin;
        this.streams = streams;
        this.reader = reader;
        this.reading = reading;
    }

    /** Starts it with the settings of the pipeline's topologies; {@code copied} is told the keys that came out. */
    static PassThrough start(
            Admin admin, String bootstrap, Path state, int partitions, int threads, Consumer<Collection<String>> copied)
            throws ExecutionException, InterruptedException {
        admin.createTopics(List.of(new NewTopic(IN, partitions, (short) 1), new NewTopic(OUT, partitions, (short) 1)))
                .all()
                .get();
        Properties properties =
                StreamsSettings.of(bootstrap, state).withThreads(threads).extraction();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        builder.stream(IN, Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("articles"))
                .to(OUT, Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("copies"));
        KafkaStreams streams = new KafkaStreams(builder.build(properties), properties);
        streams.start();
        KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "isolation.level",
                        "read_committed",
                        "auto.offset.reset",
                        "earliest",
                        "enable.metrics.push",
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        reader.assign(partitions(OUT, partitions));
        Thread reading = new Thread(() -> read(reader, copied), "bench-copies");
        reading.start();
        return new PassThrough(admin, streams, reader, reading);
    }

    private static void read(KafkaConsumer<String, byte[]> reader, Consumer<Collection<String>> copied) {
        try (reader) {
            while (true) {
                ConsumerRecords<String, byte[]> records = reader.poll(Duration.ofSeconds(1));
                List<String> keys = new ArrayList<>(records.count());
                for (ConsumerRecord<String, byte[]> record : records) {
                    keys.add(record.key());
                }
                copied.accept(keys);
            }
        } catch (WakeupException e) {
            // closed
        }
    }

    String topic() {
        return IN;
    }

    boolean running() {
        return streams.state() == KafkaStreams.State.RUNNING;
    }

    /** Whether everything that came in has been committed. */
    boolean settled() {
        try {
            Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
            int partitions = admin.describeTopics(List.of(IN))
                    .allTopicNames()
                    .get()
                    .get(IN)
                    .partitions()
                    .size();
            partitions(IN, partitions).forEach(p -> wanted.put(p, OffsetSpec.latest()));
            var ends = admin.listOffsets(wanted).all().get();
            var committed = admin.listConsumerGroupOffsets(APPLICATION)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return ends.entrySet().stream().allMatch(end -> {
                var done = committed.get(end.getKey());
                return end.getValue().offset() == (done == null ? 0 : done.offset());
            });
        } catch (ExecutionException e) {
            throw new IllegalStateException("the broker does not say how far the pass-through is", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static List<TopicPartition> partitions(String topic, int count) {
        return IntStream.range(0, count)
                .mapToObj(p -> new TopicPartition(topic, p))
                .toList();
    }

    @Override
    public void close() throws InterruptedException {
        streams.close(Duration.ofSeconds(10));
        reader.wakeup();
        reading.join();
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Fills a database the way a sink does, without a broker. */
public final class Writing implements AutoCloseable {
    /** The topics whose records are written. */
    public static final Topics TOPICS = Samples.TOPICS;

    private final SinkWriter writer;
    private final Samples.Log log = new Samples.Log();

    /** Takes over every topic of this database. */
    public Writing(Database database) throws SQLException {
        Map<String, Output> outputs = new HashMap<>();
        Map<TopicPartition, SinkWriter.LogState> logs = new HashMap<>();
        Uuid id = Uuid.randomUuid();
        for (Output output : Output.values()) {
            String name = output.topic(TOPICS).name();
            outputs.put(name, output);
            logs.put(new TopicPartition(name, 0), new SinkWriter.LogState(id, 1, 0, Long.MAX_VALUE));
        }
        writer = new SinkWriter(database, outputs, Duration.ofDays(30), Clock.systemUTC());
        writer.takeOver(logs);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    final void commit(ProducerRecord<byte[], byte[]>... records) throws SQLException {
        commit(Arrays.asList(records));
    }

    /** A record as the topic holds it. */
    public static ProducerRecord<byte[], byte[]> record(Topic<?> topic, SpecificRecord value) {
        return Samples.produced(topic, value);
    }

    /** Writes these in one transaction. */
    public void commit(List<ProducerRecord<byte[], byte[]>> records) throws SQLException {
        List<ConsumerRecord<byte[], byte[]>> batch = new ArrayList<>();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (ProducerRecord<byte[], byte[]> record : records) {
            ConsumerRecord<byte[], byte[]> appended = log.append(record);
            batch.add(appended);
            next.put(new TopicPartition(appended.topic(), 0), appended.offset() + 1);
        }
        Decoder.Decoded decoded = new Decoder(TOPICS).decode(batch);
        if (!decoded.malformed().isEmpty()) {
            throw new IllegalArgumentException(decoded.malformed().toString());
        }
        writer.commit(decoded.changes(), next, letters -> {
            throw new IllegalStateException(letters.toString());
        });
    }

    void scrub() throws SQLException {
        writer.scrub();
    }

    @Override
    public void close() {
        writer.close();
    }
}

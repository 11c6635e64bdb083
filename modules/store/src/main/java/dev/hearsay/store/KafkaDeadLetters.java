package dev.hearsay.store;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.DeadLetterHeaders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Sends dead letters to their topic: the original bytes and headers, and why; the producer exists once there is one. */
final class KafkaDeadLetters implements DeadLetters {
    private static final int ROOM_FOR_HEADERS = 64 * 1024;

    private final String topic;
    private final String application;
    private final Map<String, Object> config;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaDeadLetters(String topic, String application, Map<String, Object> kafka) {
        this.topic = topic;
        this.application = application;
        this.config = new HashMap<>(kafka);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, ArticleLimits.MAX_RECORD_BYTES + ROOM_FOR_HEADERS);
        config.put(ProducerConfig.CLIENT_ID_CONFIG, application + "-dead-letters");
    }

    @Override
    public void send(List<DeadLetter> letters) {
        if (letters.isEmpty()) {
            return;
        }
        List<DeadLetter> tooLarge = new ArrayList<>();
        deliver(letters, true, tooLarge);
        deliver(tooLarge, false, new ArrayList<>());
    }

    private void deliver(List<DeadLetter> letters, boolean withValue, List<DeadLetter> tooLarge) {
        if (letters.isEmpty()) {
            return;
        }
        Producer<byte[], byte[]> out = producer();
        List<Future<?>> sent = new ArrayList<>();
        for (DeadLetter letter : letters) {
            sent.add(out.send(record(letter, withValue)));
        }
        out.flush();
        for (int i = 0; i < sent.size(); i++) {
            try {
                sent.get(i).get();
            } catch (ExecutionException e) {
                if (withValue && e.getCause() instanceof RecordTooLargeException) {
                    tooLarge.add(letters.get(i));
                } else {
                    throw e.getCause() instanceof RuntimeException failure ? failure : new KafkaException(e.getCause());
                }
            } catch (InterruptedException e) {
                throw new InterruptException(e);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> record(DeadLetter letter, boolean withValue) {
        ConsumerRecord<byte[], byte[]> source = letter.source();
        RecordHeaders headers = new RecordHeaders();
        for (Header header : source.headers()) {
            headers.add(header);
        }
        new DeadLetterHeaders(
                        withValue ? letter.cause() : letter.cause() + " (the value is too large to be kept here)",
                        application,
                        source.topic(),
                        source.partition(),
                        source.offset(),
                        source.timestamp(),
                        DeadLetterHeaders.stackTraceOf(letter.failure()))
                .writeTo(headers);
        return new ProducerRecord<>(topic, null, null, source.key(), withValue ? source.value() : null, headers);
    }

    private Producer<byte[], byte[]> producer() {
        if (producer == null) {
            producer = new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ofSeconds(10));
            producer = null;
        }
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Turns bytes into changes; what is not what its topic's contract says becomes a dead letter. */
final class Decoder {
    private final Map<String, Output> outputs = new HashMap<>();
    private final Map<String, Deserializer<?>> values = new HashMap<>();

    Decoder(Topics topics) {
        for (Output output : Output.values()) {
            String name = output.topic(topics).name();
            outputs.put(name, output);
            values.put(name, output.topic(topics).valueSerde().deserializer());
        }
    }

    /** What a poll brought. */
    record Decoded(List<Change> changes, List<DeadLetter> malformed) {}

    /** Decodes all records, in their order. */
    Decoded decode(Iterable<ConsumerRecord<byte[], byte[]>> records) {
        List<Change> changes = new ArrayList<>();
        List<DeadLetter> malformed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> source : records) {
            try {
                changes.add(decode(source));
            } catch (MalformedRecordException | IllegalArgumentException e) {
                malformed.add(new DeadLetter(source, sentence(e), e));
            }
        }
        return new Decoded(changes, malformed);
    }

    private Change decode(ConsumerRecord<byte[], byte[]> source) {
        Output output = outputs.get(source.topic());
        if (output == null) {
            throw new IllegalArgumentException("no table takes the records of topic " + source.topic());
        }
        String key = key(source.key());
        output.columnsOf(key);
        SpecificRecord value = (SpecificRecord) value(source);
        if (value != null) {
            String expected = output.keyOf(value);
            if (!expected.isEmpty() && !expected.equals(key)) {
                throw new MalformedRecordException(
                        "the record stands under the key '" + key + "', its value belongs under '" + expected + "'");
            }
        }
        Optional<ChangeHeaders> headers =
                output == Output.CLAIMS ? ChangeHeaders.read(source.headers()) : Optional.empty();
        return new Change(output, source, key, value, headers);
    }

    private @Nullable Object value(ConsumerRecord<byte[], byte[]> source) {
        return source.value() == null ? null : values.get(source.topic()).deserialize(source.topic(), source.value());
    }

    private static String key(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw new MalformedRecordException("the record has no key");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedRecordException("the key is not valid UTF-8", e);
        }
    }

    private static String sentence(RuntimeException e) {
        return e.getMessage() == null
                ? "the record cannot be read: " + e.getClass().getSimpleName()
                : e.getMessage();
    }
}

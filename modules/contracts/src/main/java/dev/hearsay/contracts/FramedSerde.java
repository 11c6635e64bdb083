package dev.hearsay.contracts;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The framing of the public topics: byte 0, the schema id in 4 bytes (big endian), Avro binary; the wire format of the
 * Confluent schema registry. A null value (a tombstone) stays null. Thread-safe.
 */
public final class FramedSerde<T extends SpecificRecord> implements Serde<T> {
    private static final int HEADER = 5;

    static {
        // Avro instantiates no class that it was not told to trust: ours, besides what the program trusts already.
        String records = FramedSerde.class.getPackageName() + ".records";
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                candidate -> candidate.getPackageName().equals(records)));
    }

    private final Class<T> type;
    private final Schema schema;
    private final SpecificData model;
    private final SchemaCatalog catalog;
    private final String subject;
    private final SpecificDatumWriter<T> writer;
    private final Map<Integer, SpecificDatumReader<T>> readers = new ConcurrentHashMap<>();
    private final ThreadLocal<Scratch> scratch = ThreadLocal.withInitial(Scratch::new);
    private volatile int id = -1;

    /** A serde for the values of one topic. */
    public FramedSerde(Class<T> type, String topic, SchemaCatalog catalog) {
        this.type = type;
        this.model = SpecificData.getForClass(type);
        this.schema = model.getSchema(type);
        this.catalog = catalog;
        this.subject = topic + "-value";
        this.writer = new SpecificDatumWriter<>(schema, model);
    }

    /** The schema that this program writes and reads into. */
    public Schema schema() {
        return schema;
    }

    /** The bytes of a record. */
    public byte[] encode(T value) {
        Scratch s = scratch.get();
        s.out.reset();
        int schemaId = id();
        s.out.write(0);
        s.out.write(schemaId >>> 24);
        s.out.write(schemaId >>> 16);
        s.out.write(schemaId >>> 8);
        s.out.write(schemaId);
        s.encoder = EncoderFactory.get().binaryEncoder(s.out, s.encoder);
        try {
            writer.write(value, s.encoder);
            s.encoder.flush();
        } catch (IOException | AvroRuntimeException | NullPointerException | ClassCastException e) {
            // What it holds back would come out in front of the next record.
            s.encoder = null;
            throw new MalformedRecordException(
                    "a " + type.getSimpleName() + " cannot be written: " + e.getMessage(), e);
        }
        return s.out.toByteArray();
    }

    /**
     * The record in these bytes.
     *
     * @throws MalformedRecordException if they are not framed Avro of a known schema that resolves to ours, to the last byte
     */
    public T decode(byte[] bytes) {
        if (bytes.length < HEADER) {
            throw new MalformedRecordException("the value has " + bytes.length
                    + " bytes, too few for the framing (byte 0, 4-byte schema id, Avro binary)");
        }
        if (bytes[0] != 0) {
            throw new MalformedRecordException("the value begins with byte " + (bytes[0] & 255)
                    + " where the framing has 0: it was not written with a registry serializer");
        }
        int writerId = ByteBuffer.wrap(bytes).getInt(1);
        SpecificDatumReader<T> reader = reader(writerId);
        Scratch s = scratch.get();
        s.decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, s.decoder);
        try {
            T value = reader.read(null, s.decoder);
            if (!s.decoder.isEnd()) {
                throw new MalformedRecordException("bytes are left over after the " + type.getSimpleName());
            }
            return value;
        } catch (MalformedRecordException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw new MalformedRecordException(
                    "the value is no Avro binary of a " + type.getSimpleName() + " of schema id " + writerId, e);
        }
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> value == null ? null : encode(value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> decodeOrNull(bytes);
    }

    @SuppressWarnings("NullAway")
    private @Nullable T decodeOrNull(byte @Nullable [] bytes) {
        return bytes == null ? null : decode(bytes);
    }

    private int id() {
        int known = id;
        if (known < 0) {
            known = catalog.idOf(subject, schema);
            id = known;
        }
        return known;
    }

    private SpecificDatumReader<T> reader(int writerId) {
        SpecificDatumReader<T> known = readers.get(writerId);
        if (known != null) {
            return known;
        }
        Schema writerSchema = catalog.schemaOf(writerId)
                .orElseThrow(
                        () -> new MalformedRecordException("schema id " + writerId + " is unknown to the catalog"));
        SpecificDatumReader<T> made = new SpecificDatumReader<>(writerSchema, schema, model);
        readers.put(writerId, made);
        return made;
    }

    /** Buffers that one thread uses again and again. */
    private static final class Scratch {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
        private @Nullable BinaryEncoder encoder;
        private @Nullable BinaryDecoder decoder;
    }
}

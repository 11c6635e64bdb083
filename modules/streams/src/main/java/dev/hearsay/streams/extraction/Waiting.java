package dev.hearsay.streams.extraction;

import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An article under embargo as it waits in the store, under a key that sorts by the end of its embargo.
 *
 * @param accepted timestamp of its record (milliseconds, UTC)
 * @param partition where the record stood
 * @param offset where the record stood
 */
record Waiting(long accepted, int partition, long offset, byte @Nullable [] key, byte[] value) {
    private static final int CODEC = 1;

    /** When a story's embargo ends. */
    record Release(long at, String storyId) {
        Bytes toKey() {
            return Bytes.wrap(new BinaryWriter(64).fixed(at).text(storyId).toBytes());
        }

        static Release read(Bytes key) {
            BinaryReader in = new BinaryReader(key.get());
            return new Release(in.fixed(), in.text());
        }
    }

    /** The least key of those that end at this time. */
    static Bytes from(long at) {
        return Bytes.wrap(new BinaryWriter(16).fixed(Math.max(0, at)).toBytes());
    }

    byte[] encode() {
        return new BinaryWriter(value.length + 128)
                .octet(CODEC)
                .number(accepted)
                .number(partition)
                .number(offset)
                .optionalBytes(key)
                .raw(value)
                .toBytes();
    }

    static Waiting decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "waiting article");
        return new Waiting(in.number(), (int) in.number(), in.number(), in.optionalBytes(), in.rest());
    }
}

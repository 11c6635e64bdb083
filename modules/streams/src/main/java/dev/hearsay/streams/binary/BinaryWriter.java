package dev.hearsay.streams.binary;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes small records: numbers as zigzag varints, texts and bytes with their length in front. Not thread-safe. */
public final class BinaryWriter {
    private byte[] buffer;
    private int size;

    /** An empty record with room for that many bytes; it grows. */
    public BinaryWriter(int expected) {
        this.buffer = new byte[Math.max(16, expected)];
    }

    /** One byte. */
    public BinaryWriter octet(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
        return this;
    }

    /** A truth value. */
    public BinaryWriter bool(boolean value) {
        return octet(value ? 1 : 0);
    }

    /** A number, short if it is near 0. */
    public BinaryWriter number(long value) {
        ensure(10);
        long rest = (value << 1) ^ (value >> 63);
        while ((rest & ~0x7FL) != 0) {
            buffer[size++] = (byte) ((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /** A number in 8 bytes, big endian: non-negative ones sort as bytes do. */
    public BinaryWriter fixed(long value) {
        ensure(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            buffer[size++] = (byte) (value >>> shift);
        }
        return this;
    }

    /** Bytes. */
    public BinaryWriter bytes(byte[] value) {
        number(value.length);
        return raw(value);
    }

    /** Bytes without their length: the last part of a record. */
    public BinaryWriter raw(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, buffer, size, value.length);
        size += value.length;
        return this;
    }

    /** A text, in UTF-8. */
    public BinaryWriter text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A text or none. */
    public BinaryWriter optionalText(@Nullable String value) {
        bool(value != null);
        return value == null ? this : text(value);
    }

    /** A number or none. */
    public BinaryWriter optionalNumber(@Nullable Long value) {
        bool(value != null);
        return value == null ? this : number(value);
    }

    /** Bytes or none. */
    public BinaryWriter optionalBytes(byte @Nullable [] value) {
        bool(value != null);
        return value == null ? this : bytes(value);
    }

    /** How many bytes have been written. */
    public int size() {
        return size;
    }

    /** What has been written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(size + more, buffer.length * 2));
        }
    }
}

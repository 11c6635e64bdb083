package dev.hearsay.streams.binary;

import dev.hearsay.contracts.MalformedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link BinaryWriter} wrote. Every method throws {@link MalformedRecordException}, and nothing else, where the
 * bytes are not such a record; lengths are checked before anything is allocated.
 */
public final class BinaryReader {
    private final byte[] bytes;
    private int at;

    /** Reads from the first byte. */
    public BinaryReader(byte[] bytes) {
        this.bytes = bytes;
    }

    /** One byte, 0 to 255. */
    public int octet() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** A truth value. */
    public boolean bool() {
        int value = octet();
        if (value > 1) {
            throw new MalformedRecordException("an internal record has " + value + " where a truth value belongs");
        }
        return value == 1;
    }

    /** A number. */
    public long number() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return (value >>> 1) ^ -(value & 1);
            }
        }
        throw new MalformedRecordException("an internal record has a number of more than 64 bits");
    }

    /** A number from 0 to that many: a count of things that follow, each of at least one byte. */
    public int count() {
        long value = number();
        if (value < 0 || value > bytes.length - at) {
            throw new MalformedRecordException("an internal record announces " + value + " items or bytes and has "
                    + (bytes.length - at) + " bytes left");
        }
        return (int) value;
    }

    /** A number in 8 bytes. */
    public long fixed() {
        need(8);
        long value = 0;
        for (int i = 0; i < 8; i++) {
            value = (value << 8) | (bytes[at++] & 0xFF);
        }
        return value;
    }

    /** Bytes. */
    public byte[] bytes() {
        int length = count();
        byte[] value = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return value;
    }

    /** All bytes that are left. */
    public byte[] rest() {
        byte[] value = Arrays.copyOfRange(bytes, at, bytes.length);
        at = bytes.length;
        return value;
    }

    /** A text. */
    public String text() {
        int length = count();
        String value = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    /** A text or none. */
    public @Nullable String optionalText() {
        return bool() ? text() : null;
    }

    /** A number or none. */
    public @Nullable Long optionalNumber() {
        return bool() ? number() : null;
    }

    /** Bytes or none. */
    public byte @Nullable [] optionalBytes() {
        return bool() ? bytes() : null;
    }

    /** Checks the version byte of a codec. */
    public void version(int expected, String what) {
        int found = octet();
        if (found != expected) {
            throw new MalformedRecordException(
                    "a " + what + " of codec version " + found + " where this program reads version " + expected);
        }
    }

    /** Checks that nothing is left. */
    public void end(String what) {
        if (at != bytes.length) {
            throw new MalformedRecordException((bytes.length - at) + " bytes are left over after a " + what);
        }
    }

    private void need(int more) {
        if (bytes.length - at < more) {
            throw new MalformedRecordException("an internal record ends too early");
        }
    }
}

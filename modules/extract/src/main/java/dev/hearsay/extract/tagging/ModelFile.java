package dev.hearsay.extract.tagging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A model resource while it is read: big-endian, with a magic number, a version and the SHA-256 of the rest in front. Its parts are described where they
 * are written, in {@code modules/training/python/export.py}.
 */
final class ModelFile {
    static final int WORDS = 0x48574F52;
    static final int NETWORK = 0x484E4554;

    private static final int VERSION = 1;
    private static final int DIGEST = 32;

    private final String name;
    private final ByteBuffer bytes;

    private ModelFile(String name, ByteBuffer bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    /** Opens a resource of this package and checks that it is whole. */
    static ModelFile open(String name, int magic) {
        byte[] all;
        try (InputStream in = ModelFile.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the hearsay-extract jar");
            }
            all = in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the model " + name, e);
        }
        return of(name, magic, all);
    }

    static ModelFile of(String name, int magic, byte[] all) {
        ByteBuffer bytes = ByteBuffer.wrap(all);
        if (all.length < 8 + DIGEST || bytes.getInt() != magic) {
            throw new IllegalStateException(name + " is not a model of this kind");
        }
        int version = bytes.getInt();
        if (version != VERSION) {
            throw new IllegalStateException(name + " has version " + version + ", this program reads " + VERSION);
        }
        byte[] expected = new byte[DIGEST];
        bytes.get(expected);
        if (!Arrays.equals(expected, digest(all, bytes.position()))) {
            throw new IllegalStateException(name + " is damaged: its SHA-256 is not the one it was written with");
        }
        return new ModelFile(name, bytes);
    }

    private static byte[] digest(byte[] all, int from) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(all, from, all.length - from);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    int integer() {
        return bytes.getInt();
    }

    long[] longs(int count) {
        long[] values = new long[count];
        bytes.asLongBuffer().get(values);
        bytes.position(bytes.position() + 8 * count);
        return values;
    }

    float[] floats(int count) {
        float[] values = new float[count];
        bytes.asFloatBuffer().get(values);
        bytes.position(bytes.position() + 4 * count);
        return values;
    }

    byte[] bytes(int count) {
        byte[] values = new byte[count];
        bytes.get(values);
        return values;
    }

    /** The next tensor, which must have this shape. */
    float[][] matrix(int rows, int columns) {
        if (bytes.getInt() != rows || bytes.getInt() != columns) {
            throw new IllegalStateException(name + " holds a tensor of another shape than " + rows + " x " + columns);
        }
        boolean small = bytes.get() == 1;
        float[] scales = small ? floats(rows) : new float[0];
        float[][] matrix = new float[rows][];
        for (int r = 0; r < rows; r++) {
            if (small) {
                matrix[r] = new float[columns];
                for (int c = 0; c < columns; c++) {
                    matrix[r][c] = bytes.get() * scales[r];
                }
            } else {
                matrix[r] = floats(columns);
            }
        }
        return matrix;
    }

    float[] vector(int size) {
        return matrix(1, size)[0];
    }

    /** Refuses what follows the last part. */
    void end() {
        if (bytes.hasRemaining()) {
            throw new IllegalStateException(name + " has " + bytes.remaining() + " bytes too many");
        }
    }
}

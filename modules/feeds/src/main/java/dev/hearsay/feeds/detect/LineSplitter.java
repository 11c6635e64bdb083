package dev.hearsay.feeds.detect;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Lines of bytes, each of bounded length: what exceeds the bound is counted and thrown away, not kept. The buffer is
 * reused from line to line.
 */
final class LineSplitter {
    private final InputStream in;
    private final int limit;
    private final byte[] chunk = new byte[64 * 1024];
    private int chunkAt;
    private int chunkEnd;
    private byte[] line = new byte[16 * 1024];
    private int length;
    private long fullLength;
    private long number;

    LineSplitter(InputStream in, int limit) {
        this.in = in;
        this.limit = limit;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        fullLength = 0;
        boolean any = false;
        while (true) {
            if (chunkAt == chunkEnd) {
                chunkEnd = in.read(chunk);
                chunkAt = 0;
                if (chunkEnd <= 0) {
                    chunkEnd = 0;
                    if (any) {
                        number++;
                    }
                    return any;
                }
            }
            any = true;
            int end = chunkAt;
            while (end < chunkEnd && chunk[end] != '\n') {
                end++;
            }
            append(chunkAt, end);
            if (end < chunkEnd) {
                chunkAt = end + 1;
                number++;
                return true;
            }
            chunkAt = end;
        }
    }

    private void append(int from, int to) {
        int n = to - from;
        fullLength += n;
        if (fullLength > limit) {
            length = 0;
            if (line.length > 1 << 20) {
                line = new byte[16 * 1024];
            }
            return;
        }
        if (length + n > line.length) {
            line = Arrays.copyOf(line, Math.max(length + n, line.length * 2));
        }
        System.arraycopy(chunk, from, line, length, n);
        length += n;
    }

    /** The line's bytes, valid until the next one. */
    byte[] bytes() {
        return line;
    }

    /** How many of {@link #bytes} are the line's. */
    int length() {
        return length;
    }

    /** How long the line is, kept or not. */
    long fullLength() {
        return fullLength;
    }

    /** Whether it was too long to be kept. */
    boolean tooLong() {
        return fullLength > limit;
    }

    /** Number of the line, from 1. */
    long number() {
        return number;
    }

    boolean blank() {
        if (tooLong()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (line[i] != ' ' && line[i] != '\t' && line[i] != '\r') {
                return false;
            }
        }
        return true;
    }
}

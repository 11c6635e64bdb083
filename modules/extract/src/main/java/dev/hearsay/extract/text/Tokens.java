package dev.hearsay.extract.text;

import java.util.Arrays;

/** Tokens of a text while they are found: offsets in UTF-16 units, in order, without overlap. */
final class Tokens {
    private int[] starts = new int[256];
    private int[] ends = new int[256];
    private int size;

    void add(int start, int end) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            ends = Arrays.copyOf(ends, size * 2);
        }
        starts[size] = start;
        ends[size++] = end;
    }

    int size() {
        return size;
    }

    int[] starts() {
        return Arrays.copyOf(starts, size);
    }

    int[] ends() {
        return Arrays.copyOf(ends, size);
    }
}

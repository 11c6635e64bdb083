package dev.hearsay.extract.tagging;

/** The rows of words, by the 64-bit hashes of their keys: open addressing, no letters kept. Row 0 is for unknown words. Immutable. */
final class HashRows {
    private final long[] hashes;
    private final int[] rows;
    private final int mask;

    /** The first hash gets row 1. */
    HashRows(long[] all) {
        int size = Integer.highestOneBit(Math.max(1, all.length)) * 4;
        hashes = new long[size];
        rows = new int[size];
        mask = size - 1;
        for (int i = 0; i < all.length; i++) {
            int slot = slot(all[i]);
            hashes[slot] = all[i];
            rows[slot] = i + 1;
        }
    }

    /** The row of a hash, 0 if it is unknown. */
    int row(long hash) {
        return rows[slot(hash)];
    }

    private int slot(long hash) {
        int slot = (int) (hash ^ hash >>> 32) & mask;
        while (rows[slot] != 0 && hashes[slot] != hash) {
            slot = slot + 1 & mask;
        }
        return slot;
    }
}

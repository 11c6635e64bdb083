package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HashRowsTest {
    @Test
    void givesEachHashItsPlaceAndUnknownOnesRowZero() {
        long[] hashes = new long[1000];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = WordForm.hash("word" + i);
        }
        HashRows rows = new HashRows(hashes);
        for (int i = 0; i < hashes.length; i++) {
            assertThat(rows.row(hashes[i])).isEqualTo(i + 1);
        }
        assertThat(rows.row(WordForm.hash("another"))).isZero();
    }

    @Test
    void hashesThatMeetInOneSlotKeepTheirOwnRows() {
        HashRows rows = new HashRows(new long[] {1L, 1L << 32, 257L});
        assertThat(rows.row(1L)).isEqualTo(1);
        assertThat(rows.row(1L << 32)).isEqualTo(2);
        assertThat(rows.row(257L)).isEqualTo(3);
        assertThat(rows.row(513L)).isZero();
    }
}

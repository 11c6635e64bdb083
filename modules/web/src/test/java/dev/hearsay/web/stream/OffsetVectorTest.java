package dev.hearsay.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OffsetVectorTest {
    @Property
    void whatIsWrittenIsReadAgain(@ForAll Map<@IntRange(max = 999) Integer, @LongRange(min = -1) Long> offsets) {
        assertThat(OffsetVector.parse(new OffsetVector(offsets).toString()).offsets())
                .isEqualTo(offsets);
    }

    @Test
    void aRecordIsNewOnce() {
        OffsetVector vector = OffsetVector.parse("0:5");
        assertThat(vector.advance(0, 5)).isFalse();
        assertThat(vector.advance(0, 6)).isTrue();
        assertThat(vector.advance(0, 6)).isFalse();
        assertThat(vector.advance(1, 0)).isTrue();
        assertThat(vector).hasToString("0:6,1:0");
    }

    @Test
    void anythingElseIsRefused() {
        for (String text : new String[] {"", "x", "1", "1:", ":1", "1:x", "-1:5", "1:2;3:4", "1:-2"}) {
            assertThatThrownBy(() -> OffsetVector.parse(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }
}

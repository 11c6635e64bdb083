package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourTest {
    /** 1800-01-01 to 9999-12-31, in seconds: what a story's time may be, and more. */
    private static final long FIRST = -5_364_662_400L;

    private static final long LAST = 253_402_300_799L;

    @Test
    void anHourIsWrittenInUtc() {
        assertThat(Hour.of(Instant.parse("2026-11-23T14:59:59.999Z"))).isEqualTo("2026-11-23T14Z");
        assertThat(Hour.of(Instant.parse("2026-11-23T23:30:00-01:30"))).isEqualTo("2026-11-24T01Z");
        assertThat(Hour.day("2026-11-23T14Z")).isEqualTo("2026-11-23");
    }

    @Property
    void anHourHoldsItsInstant(@ForAll @LongRange(min = FIRST, max = LAST) long second) {
        Instant instant = Instant.ofEpochSecond(second);
        Instant start = Hour.parse(Hour.of(instant));

        assertThat(instant).isAfterOrEqualTo(start).isBefore(start.plusSeconds(3600));
        assertThat(Hour.of(start)).isEqualTo(Hour.of(instant));
    }

    @Property
    void hoursSortAsText(
            @ForAll @LongRange(min = FIRST, max = LAST) long one,
            @ForAll @LongRange(min = FIRST, max = LAST) long other) {
        String a = Hour.of(Instant.ofEpochSecond(one));
        String b = Hour.of(Instant.ofEpochSecond(other));

        assertThat(Integer.signum(a.compareTo(b)))
                .isEqualTo(Integer.signum(Hour.parse(a).compareTo(Hour.parse(b))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Z",
                "2026-11-23",
                "2026-11-23T14",
                "2026-11-23T14X",
                "2026-11-23T24Z",
                "2026-02-30T01Z",
                "2026-11-23T14:30Z",
                "2026-11-23t14z",
                "2026-11-23 14Z"
            })
    void whatIsNoHourIsRefusedByName(String text) {
        assertThatThrownBy(() -> Hour.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "'");
    }
}

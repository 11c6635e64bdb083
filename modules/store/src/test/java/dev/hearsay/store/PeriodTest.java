package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class PeriodTest {
    @Test
    void itHoldsEveryHourThatTheInstantsTouch() {
        assertThat(Period.between(Instant.parse("2026-11-23T10:30:00Z"), Instant.parse("2026-11-23T12:00:00Z")))
                .isEqualTo(new Period("2026-11-23T10Z", "2026-11-23T12Z"));
        assertThat(Period.between(Instant.parse("2026-11-23T10:00:00Z"), Instant.parse("2026-11-23T12:00:01Z")))
                .isEqualTo(new Period("2026-11-23T10Z", "2026-11-23T13Z"));
    }

    @Test
    void daysAreWhole() {
        assertThat(Period.days(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 2, 28)))
                .isEqualTo(new Period("2026-02-27T00Z", "2026-03-01T00Z"));
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> new Period("today", "2026-11-23T12Z")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Period("2026-11-23T12Z", "2026-11-23T11Z"))
                .hasMessage("the period ends (2026-11-23T11Z) before it begins (2026-11-23T12Z)");
    }
}

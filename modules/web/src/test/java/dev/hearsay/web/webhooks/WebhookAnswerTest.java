package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookAnswerTest {
    private static final Instant NOW = Instant.parse("1994-11-06T08:48:37Z");

    @Test
    void aPauseIsAskedForInSeconds() {
        assertThat(WebhookAnswer.retryAfter("120", NOW)).contains(Duration.ofMinutes(2));
    }

    /** The forms that RFC 9110, section 5.6.7, has every recipient take. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994"})
    void orUntilADate(String date) {
        assertThat(WebhookAnswer.retryAfter(date, NOW)).contains(Duration.ofMinutes(1));
        assertThat(WebhookAnswer.retryAfter(date, NOW.plusSeconds(3_600)))
                .as("which may have passed")
                .contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999", "Sun, 06 Foo 1994 08:49:37 GMT", "06 Nov"})
    void whatIsNeitherAsksForNothing(String value) {
        assertThat(WebhookAnswer.retryAfter(value, NOW)).isEmpty();
    }
}

package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WebhookSettingsTest {
    @Test
    void waitsDoubleUpToTheLongestLessUpToAHalfByChance() {
        Random random = new Random(1);
        for (int failed = 1; failed <= 100; failed++) {
            long full = failed > 12 ? 3_600_000 : 1_000L << (failed - 1);
            for (int i = 0; i < 50; i++) {
                assertThat(WebhookSettings.DEFAULT.wait(failed, random))
                        .as("after " + failed)
                        .isBetween(Duration.ofMillis(full / 2), Duration.ofMillis(full));
            }
        }
    }

    @Test
    void allAttemptsTakeAboutSixHours() {
        Random random = new Random(2);
        Duration all = Duration.ZERO;
        for (int failed = 1; failed < WebhookSettings.DEFAULT.attempts(); failed++) {
            all = all.plus(WebhookSettings.DEFAULT.wait(failed, random));
        }
        assertThat(all).isBetween(Duration.ofHours(4), Duration.ofHours(8)).isLessThan(WebhookSettings.DEFAULT.age());
    }
}

package dev.hearsay.web.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How deliveries are made.
 *
 * @param privateAllowed whether addresses of private networks and of this machine may be sent to
 * @param patience for one attempt, its whole answer included
 * @param firstRetry wait after the first failed attempt; it doubles with every further one
 * @param longestRetry longest wait
 * @param attempts after so many, a delivery is given up
 * @param age after so long, counted from its first attempt, it is given up as well
 */
public record WebhookSettings(
        boolean privateAllowed,
        Duration patience,
        Duration firstRetry,
        Duration longestRetry,
        int attempts,
        Duration age) {
    /** 20 attempts in about 6 hours, on average; to public addresses only. */
    public static final WebhookSettings DEFAULT = new WebhookSettings(
            false, Duration.ofSeconds(15), Duration.ofSeconds(1), Duration.ofHours(1), 20, Duration.ofDays(1));

    /** The same, with private addresses or without. */
    public WebhookSettings withPrivateAllowed(boolean allowed) {
        return new WebhookSettings(allowed, patience, firstRetry, longestRetry, attempts, age);
    }

    /**
     * The wait after so many failed attempts: exponential, and between half and all of that by chance, so that deliveries
     * that failed together are not tried again together.
     */
    Duration wait(int failed, RandomGenerator random) {
        long full = firstRetry.toMillis() << Math.min(failed - 1, 30);
        long bounded = Math.min(full, longestRetry.toMillis());
        return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }
}

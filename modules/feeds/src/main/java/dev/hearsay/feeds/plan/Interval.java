package dev.hearsay.feeds.plan;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 300ms}, {@code 2s}, {@code 5m}, {@code 1h}. */
public final class Interval {
    private static final Pattern WRITTEN = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h)");

    private Interval() {}

    /**
     * The duration that is meant.
     *
     * @throws IllegalArgumentException with one sentence, if the text is none
     */
    public static Duration parse(String text) {
        Matcher written = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!written.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no duration; write 300ms, 2s, 5m or 1h");
        }
        long n = Long.parseLong(written.group(1));
        return switch (written.group(2)) {
            case "ms" -> Duration.ofMillis(n);
            case "s" -> Duration.ofSeconds(n);
            case "m" -> Duration.ofMinutes(n);
            default -> Duration.ofHours(n);
        };
    }
}

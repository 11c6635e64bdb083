package dev.hearsay.contracts;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Hours as they stand in keys and records: UTC, such as {@code 2026-11-23T14Z}; they sort as text. */
public final class Hour {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH'Z'", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withZone(ZoneOffset.UTC);

    private Hour() {}

    /** The hour that holds this instant. */
    public static String of(Instant instant) {
        return FORMAT.format(instant);
    }

    /**
     * The first instant of an hour.
     *
     * @throws IllegalArgumentException if the text is no hour
     */
    public static Instant parse(String hour) {
        try {
            return FORMAT.parse(hour, Instant::from);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + hour + "' is no hour such as 2026-11-23T14Z", e);
        }
    }

    /** The day (UTC) of an hour, such as {@code 2026-11-23}. */
    public static String day(String hour) {
        int t = hour.indexOf('T');
        return t < 0 ? hour : hour.substring(0, t);
    }
}

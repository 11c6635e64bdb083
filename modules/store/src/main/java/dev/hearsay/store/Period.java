package dev.hearsay.store;

import dev.hearsay.contracts.Hour;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * A stretch of whole hours (UTC).
 *
 * @param from first hour, such as {@code 2026-11-23T14Z}
 * @param to the hour after the last one
 */
public record Period(String from, String to) {
    /** Longest period that is compared with the one before it: ten years. */
    public static final long MAX_COMPARED_HOURS = 10L * 366 * 24;

    private static final String FIRST = "0000-01-01T00Z";
    private static final String LAST = "9999-12-31T23Z";

    /**
     * @throws IllegalArgumentException if one of them is no hour, or if they stand the wrong way round
     */
    public Period {
        Hour.parse(from);
        Hour.parse(to);
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("the period ends (" + to + ") before it begins (" + from + ")");
        }
    }

    /** From an hour on. */
    public static Period since(String hour) {
        return new Period(hour, LAST);
    }

    /** Up to an hour, that one not included. */
    public static Period before(String hour) {
        return new Period(FIRST, hour);
    }

    /** The hours that hold any instant from the first on and before the second. */
    public static Period between(Instant from, Instant to) {
        Instant end = to.truncatedTo(ChronoUnit.HOURS);
        return new Period(Hour.of(from), Hour.of(end.equals(to) ? end : end.plus(1, ChronoUnit.HOURS)));
    }

    /** The hours from the first to the last, that one included. */
    static Period from(String first, String last) {
        return new Period(first, Hour.of(Hour.parse(last).plus(1, ChronoUnit.HOURS)));
    }

    /** As many hours as these, just before them. */
    public Period preceding() {
        Instant start = Hour.parse(from);
        return new Period(Hour.of(start.minus(hours(), ChronoUnit.HOURS)), from);
    }

    /** How many hours it has. */
    public long hours() {
        return ChronoUnit.HOURS.between(Hour.parse(from), Hour.parse(to));
    }

    /** Whole days, the last one included. */
    public static Period days(LocalDate first, LocalDate last) {
        return new Period(first + "T00Z", last.plusDays(1) + "T00Z");
    }

    /** The first whole day. */
    String firstDay() {
        String day = Hour.day(from);
        return from.endsWith("T00Z") ? day : LocalDate.parse(day).plusDays(1).toString();
    }

    /** The day after the last whole day. */
    String endDay() {
        return Hour.day(to);
    }

    /** The first whole month, such as {@code 2026-11}. */
    String firstMonth() {
        String day = firstDay();
        return day.endsWith("-01")
                ? Summary.month(day)
                : Summary.month(LocalDate.parse(day).plusMonths(1).toString());
    }

    /** The month after the last whole one. */
    String endMonth() {
        return Summary.month(endDay());
    }

    long fromMillis() {
        return millis(from);
    }

    long toMillis() {
        return millis(to);
    }

    private static long millis(String hour) {
        LocalDate day = LocalDate.parse(Hour.day(hour));
        int of = Integer.parseInt(hour.substring(hour.indexOf('T') + 1, hour.length() - 1));
        return day.atStartOfDay().plusHours(of).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}

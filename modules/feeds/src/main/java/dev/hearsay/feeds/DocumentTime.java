package dev.hearsay.feeds;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Times as documents write them: ISO 8601 extended and basic, with or without seconds, fraction and zone; RFC 822 and
 * its many misspellings; a date alone is the start of its day. Without a zone: UTC, or {@link #in} another.
 *
 * @param instant the time
 * @param zoned whether the text named its zone
 */
public record DocumentTime(Instant instant, boolean zoned) {
    private static final int LONGEST = 64;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("-MM-dd[['T'][' ']HH:mm[:ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[ ][XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter BASIC = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.YEAR, 4)
            .appendPattern("MMdd[['T']HHmm[ss]]")
            .optionalStart()
            .appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true)
            .optionalEnd()
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final DateTimeFormatter MAIL = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendValue(ChronoField.DAY_OF_MONTH, 1, 2, SignStyle.NOT_NEGATIVE)
            .appendPattern("[ ][-]MMM[ ][-]")
            .appendValueReduced(ChronoField.YEAR, 2, 4, 1970)
            .appendPattern("[ H:mm[:ss]]")
            .optionalStart()
            .appendLiteral(' ')
            .appendPattern("[XX][XXX][X]")
            .optionalEnd()
            .toFormatter(Locale.ENGLISH);

    private static final Map<String, String> ZONES = Map.ofEntries(
            Map.entry("GMT", "+0000"),
            Map.entry("UTC", "+0000"),
            Map.entry("UT", "+0000"),
            Map.entry("Z", "+0000"),
            Map.entry("EST", "-0500"),
            Map.entry("EDT", "-0400"),
            Map.entry("CST", "-0600"),
            Map.entry("CDT", "-0500"),
            Map.entry("MST", "-0700"),
            Map.entry("MDT", "-0600"),
            Map.entry("PST", "-0800"),
            Map.entry("PDT", "-0700"),
            Map.entry("BST", "+0100"),
            Map.entry("CET", "+0100"),
            Map.entry("CEST", "+0200"));

    /** As a person would write it, without a zone if the text named none. */
    String written() {
        return zoned
                ? instant.toString()
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).toString();
    }

    /** The time, in this zone unless the text named one. */
    public Instant in(ZoneId zone) {
        return zoned
                ? instant
                : LocalDateTime.ofInstant(instant, ZoneOffset.UTC).atZone(zone).toInstant();
    }

    /** The time that a text means, if it means one. */
    public static Optional<DocumentTime> parse(String text) {
        String t = text.strip();
        if (t.length() < 8 || t.length() > LONGEST) {
            return Optional.empty();
        }
        for (DateTimeFormatter format : List.of(ISO, BASIC)) {
            Optional<DocumentTime> time = parse(t, format);
            if (time.isPresent()) {
                return time;
            }
        }
        return parse(mail(t), MAIL);
    }

    private static Optional<DocumentTime> parse(String text, DateTimeFormatter format) {
        try {
            TemporalAccessor read = format.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            if (read instanceof OffsetDateTime zoned) {
                return Optional.of(new DocumentTime(zoned.toInstant(), true));
            }
            LocalDateTime local = read instanceof LocalDateTime time ? time : ((LocalDate) read).atStartOfDay();
            return Optional.of(new DocumentTime(local.toInstant(ZoneOffset.UTC), false));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }

    /** Without the day's name, with months cut to three letters and named zones as offsets. */
    private static String mail(String text) {
        String t = text.replaceAll("\\s+", " ");
        int comma = t.indexOf(',');
        if (comma >= 0) {
            t = t.substring(comma + 1).strip();
        } else if (!Character.isDigit(t.charAt(0)) && t.indexOf(' ') > 0) {
            t = t.substring(t.indexOf(' ') + 1);
        }
        t = t.replaceFirst("(?i)\\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\\.?", "$1");
        int last = t.lastIndexOf(' ');
        String zone = last < 0 ? null : ZONES.get(t.substring(last + 1).toUpperCase(Locale.ROOT));
        return zone == null ? t : t.substring(0, last + 1) + zone;
    }
}

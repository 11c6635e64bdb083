package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.store.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A stretch of time, in whole hours of UTC. */
final class PeriodOptions {
    private static final Pattern AGO = Pattern.compile("([1-9][0-9]{0,5})([hd])");
    private static final Instant BEGINNING = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("9999-12-31T23:00:00Z");

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = {
                "Only what belongs to this hour (UTC) or later ones: 2026-11-23, 2026-11-23T14Z, or 24h or 7d",
                "for so long ago."
            })
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Only what belongs to earlier hours than this.")
    private @Nullable String to;

    /** The period, if one is given. */
    Optional<Period> period() {
        if (from == null && to == null) {
            return Optional.empty();
        }
        Instant first = from == null ? BEGINNING : time("--from", from);
        Instant end = to == null ? END : time("--to", to);
        if (end.isBefore(first)) {
            throw Failure.usage("--to lies before --from.");
        }
        return Optional.of(Period.between(first, end));
    }

    private static Instant time(String flag, String text) {
        Matcher ago = AGO.matcher(text.toLowerCase(Locale.ROOT));
        if (ago.matches()) {
            long n = Long.parseLong(ago.group(1));
            return Instant.now()
                    .minus(n, ago.group(2).equals("h") ? ChronoUnit.HOURS : ChronoUnit.DAYS)
                    .truncatedTo(ChronoUnit.HOURS);
        }
        try {
            if (text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
                return LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
            }
            String whole = text.replaceFirst("^([0-9-]{10}T[0-9]{2})Z$", "$1:00Z");
            return OffsetDateTime.parse(whole).toInstant().truncatedTo(ChronoUnit.HOURS);
        } catch (DateTimeException e) {
            throw Failure.usage(
                    flag + " is \"" + text + "\", which is no time: write 2026-11-23, 2026-11-23T14Z, 24h or 7d.");
        }
    }
}

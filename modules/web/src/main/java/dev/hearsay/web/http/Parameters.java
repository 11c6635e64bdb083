package dev.hearsay.web.http;

import dev.hearsay.contracts.Hour;
import dev.hearsay.store.Period;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The query parameters of a request. A parameter that is unknown, repeated, too long or no value of its kind is refused. */
public final class Parameters {
    /** Longest value, in characters. */
    public static final int MAX_LENGTH = 1_000;

    private static final Set<String> PERIODS = Set.of("hour", "day", "week", "month", "all");

    private final Context context;

    /**
     * @param known names that the operation knows
     * @throws Problem if the request has others
     */
    public Parameters(Context context, Set<String> known) {
        this.context = context;
        context.queryParamMap().forEach((name, values) -> {
            if (!known.contains(name)) {
                throw Problem.parameter(
                        shown(name),
                        "There is no parameter '" + shown(name) + "' here"
                                + (known.isEmpty()
                                        ? "."
                                        : ": there are "
                                                + known.stream().sorted().collect(Collectors.joining(", ")) + "."));
            }
            if (values.size() > 1) {
                throw Problem.parameter(name, "'" + name + "' is given more than once.");
            }
            if (values.get(0).length() > MAX_LENGTH) {
                throw Problem.parameter(name, "'" + name + "' is longer than " + MAX_LENGTH + " characters.");
            }
        });
    }

    /** A text; absent if it is not given or blank. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(context.queryParam(name))
                .map(value -> value.replace('\0', '\uFFFD').strip())
                .filter(value -> !value.isEmpty());
    }

    /** A text that must be given. */
    public String required(String name) {
        return text(name).orElseThrow(() -> Problem.parameter(name, "'" + name + "' must be given."));
    }

    /** A whole number within bounds. */
    public int number(String name, int min, int max, int unlessGiven) {
        Optional<String> given = text(name);
        if (given.isEmpty()) {
            return unlessGiven;
        }
        try {
            int value = Integer.parseInt(given.get());
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw Problem.parameter(name, "'" + name + "' must be a number from " + min + " to " + max + ".");
    }

    /** A constant, whatever its case. */
    public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        return text(name).map(value -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(value.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> oneOf(
                        name,
                        Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .toList())));
    }

    /** An hour, a day or a time: its beginning. */
    public Optional<Instant> time(String name) {
        return text(name).map(value -> instant(name, value));
    }

    /** One of some words. */
    public String word(String name, Set<String> words, String unlessGiven) {
        String value = text(name).orElse(unlessGiven);
        if (!words.contains(value)) {
            throw oneOf(name, words.stream().sorted().toList());
        }
        return value;
    }

    private static Problem oneOf(String name, List<String> words) {
        return Problem.parameter(name, "'" + name + "' must be one of " + String.join(", ", words) + ".");
    }

    /**
     * The hours asked for: {@code period} (hour, day, week, month or all, the last ones before {@code end}), or {@code
     * from} and {@code to}, each an hour, a day or a time, widened to whole hours (UTC); absent for all time.
     *
     * @param end the hour after the last one that a relative period takes in
     */
    public Optional<Period> period(Optional<String> end) {
        Optional<String> from = text("from");
        Optional<String> to = text("to");
        if (from.isPresent() || to.isPresent()) {
            if (text("period").isPresent()) {
                throw Problem.parameter("period", "'period' and 'from' or 'to' exclude each other.");
            }
            Optional<String> first = from.map(value -> Hour.of(instant("from", value)));
            Optional<String> last = to.map(value -> ceiling(instant("to", value)));
            if (first.isEmpty()) {
                return last.map(Period::before);
            }
            if (last.isEmpty()) {
                return first.map(Period::since);
            }
            if (first.get().compareTo(last.get()) > 0) {
                throw Problem.parameter("to", "The period ends before it begins.");
            }
            return Optional.of(new Period(first.get(), last.get()));
        }
        String period = word("period", PERIODS, "all");
        int hours =
                switch (period) {
                    case "hour" -> 1;
                    case "day" -> 24;
                    case "week" -> 7 * 24;
                    case "month" -> 30 * 24;
                    default -> 0;
                };
        return hours == 0
                ? Optional.empty()
                : end.map(hour -> new Period(Hour.of(Hour.parse(hour).minus(hours, ChronoUnit.HOURS)), hour));
    }

    private static String ceiling(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return Hour.of(hour.equals(time) ? hour : hour.plus(1, ChronoUnit.HOURS));
    }

    private static Instant instant(String name, String value) {
        try {
            Instant time = value.endsWith("Z") && value.length() == "2026-11-23T14Z".length()
                    ? Hour.parse(value)
                    : value.length() == "2026-11-23".length()
                            ? LocalDate.parse(value)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(value).toInstant();
            int year = time.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 0 && year <= 9999) {
                return time;
            }
        } catch (DateTimeParseException | IllegalArgumentException e) {
            // told below
        }
        throw Problem.parameter(
                name,
                "'" + name + "' must be an hour such as 2026-11-23T14Z, a day such as 2026-11-23 or a time such as"
                        + " 2026-11-23T14:05:00Z.");
    }

    /** The position that a page before gave out. */
    public Optional<String> cursor() {
        return text("cursor").map(value -> {
            try {
                return new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw badCursor();
            }
        });
    }

    /** What to tell about a cursor that no page gave out. */
    public static Problem badCursor() {
        return Problem.parameter("cursor", "'cursor' is not one that a page before gave out.");
    }

    /** The cursor of a position. */
    public static String cursor(String position) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(position.getBytes(StandardCharsets.UTF_8));
    }

    private static String shown(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}

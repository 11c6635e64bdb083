package dev.hearsay.web.trends;

import dev.hearsay.contracts.Hour;
import dev.hearsay.store.Period;
import dev.hearsay.store.Surge;
import dev.hearsay.store.TrendHistory;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/**
 * The actors (or entities) whose count in the last window stands out against their own history.
 *
 * @param window what is looked at
 * @param before what it is compared with: up to 168 hours, or 28 days, as far as the data reach back
 * @param windows how many windows that is; without any, nothing stands out
 * @param items the most surprising first
 */
public record Trends(Period window, Period before, long windows, List<Trend> items) {
    private static final int HOURS_OF_HISTORY = 168;
    private static final int DAYS_OF_HISTORY = 28;

    /** One statement, however unexpected, is no trend. */
    private static final long LEAST_OBSERVED = 2;

    /** What is looked at. */
    public enum Window {
        /** The last hour. */
        HOUR(1, HOURS_OF_HISTORY),
        /** The last 24 hours. */
        DAY(24, 24 * DAYS_OF_HISTORY);

        private final int hours;
        private final int history;

        Window(int hours, int history) {
            this.hours = hours;
            this.history = history;
        }
    }

    /**
     * Finds them.
     *
     * @param span the hours with data
     * @param end the hour after the window
     * @param mentions whether mentions of entities are compared, rather than statements of actors
     * @param least surprise below which nothing is listed
     */
    public static Trends find(
            TrendHistory history, Period span, String end, Window window, boolean mentions, double least, int limit) {
        String from = back(end, window.hours);
        Period now = new Period(from, end);
        String start = back(from, window.history);
        // only whole windows are compared
        long reach = Math.max(0, ChronoUnit.HOURS.between(Hour.parse(span.from()), Hour.parse(from)));
        long windows = Math.min(window.history, reach) / window.hours;
        start = windows * window.hours < window.history ? back(from, (int) (windows * window.hours)) : start;
        Period before = new Period(start, from);
        if (windows == 0) {
            return new Trends(now, before, 0, List.of());
        }
        List<Surge> surges = mentions ? history.mentions(now, before) : history.statements(now, before);
        List<Trend> items = surges.stream()
                .filter(surge -> surge.observed() >= LEAST_OBSERVED)
                .map(surge -> new Trend(
                        surge.actor(),
                        surge.observed(),
                        Surprise.expected(surge.before(), windows),
                        Surprise.of(surge.observed(), surge.before(), windows)))
                .filter(trend -> trend.surprise() >= least && trend.observed() > trend.expected())
                .sorted(Comparator.comparingDouble(Trend::surprise).reversed().thenComparing(trend -> trend.actor()
                        .id()))
                .limit(limit)
                .toList();
        return new Trends(now, before, windows, items);
    }

    private static String back(String hour, int hours) {
        return Hour.of(Hour.parse(hour).minus(hours, ChronoUnit.HOURS));
    }
}

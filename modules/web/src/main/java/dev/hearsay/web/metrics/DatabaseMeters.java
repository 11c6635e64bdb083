package dev.hearsay.web.metrics;

import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.Queries;
import dev.hearsay.store.Totals;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the database holds, read at most every few seconds; nothing while it does not answer. */
final class DatabaseMeters {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseMeters.class);
    private static final long KEPT_NANOS = Duration.ofSeconds(5).toNanos();

    private final Queries queries;
    private final MultiGauge stories;
    private final MultiGauge retractions;
    private final MultiGauge sums;
    private final MultiGauge unresolved;
    private long looked = System.nanoTime() - KEPT_NANOS - 1;

    DatabaseMeters(MeterRegistry registry, Queries queries) {
        this.queries = queries;
        stories = MultiGauge.builder("hearsay.stories")
                .description("Stories by status")
                .register(registry);
        retractions = MultiGauge.builder("hearsay.retractions")
                .description("Claims taken back so far, by cause")
                .register(registry);
        sums = MultiGauge.builder("hearsay.rows")
                .description("Everything added up, by what is counted")
                .register(registry);
        unresolved = MultiGauge.builder("hearsay.unresolved.speaker.ratio")
                .description("Share of the claims whose speaker is no actor")
                .register(registry);
    }

    synchronized void look() {
        if (System.nanoTime() - looked < KEPT_NANOS) {
            return;
        }
        looked = System.nanoTime();
        try {
            tell(queries.totals());
        } catch (DatabaseException e) {
            LOG.warn("the database was not measured: {}", e.getMessage());
            List.of(stories, retractions, sums, unresolved).forEach(gauge -> gauge.register(List.of(), true));
        }
    }

    private void tell(Totals totals) {
        stories.register(rows("status", totals.stories()), true);
        retractions.register(rows("cause", totals.retractions()), true);
        sums.register(
                rows(
                        "of",
                        Map.of(
                                "actors", totals.actors(),
                                "statements", totals.statements(),
                                "reports", totals.reports(),
                                "nonResponses", totals.nonResponses(),
                                "claims", totals.claims(),
                                "unnamedClaims", totals.unnamedClaims(),
                                "mentions", totals.mentions(),
                                "outlets", totals.outlets())),
                true);
        double share = totals.claims() == 0 ? 0 : (double) totals.unnamedClaims() / totals.claims();
        unresolved.register(List.of(MultiGauge.Row.of(Tags.empty(), share)), true);
    }

    private static <K> List<MultiGauge.Row<?>> rows(String tag, Map<K, Long> values) {
        return values.entrySet().stream()
                .<MultiGauge.Row<?>>map(
                        entry -> MultiGauge.Row.of(Tags.of(tag, name(entry.getKey())), entry.getValue()))
                .toList();
    }

    private static String name(Object key) {
        return key instanceof Enum<?> constant ? constant.name().toLowerCase(Locale.ROOT) : key.toString();
    }
}

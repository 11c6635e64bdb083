package dev.hearsay.web.trends;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.store.Queries;
import dev.hearsay.store.TrendHistory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrendsTest {
    private static final Instant DAY = Instant.parse("2026-11-20T00:00:00Z");

    @TempDir
    Path folder;

    @Test
    void whoeverSpeaksMoreThanUsualStandsOutAndARegularDoesNot() throws Exception {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
                Newsroom newsroom = new Newsroom(database, 1, 5)) {
            // 0 says three things every day; 1 says one on most days, and nine on the last
            for (int day = -10; day <= 0; day++) {
                for (int i = 0; i < 3; i++) {
                    say(newsroom, 0, day, i);
                }
                for (int i = 0; i < (day == 0 ? 9 : 1); i++) {
                    say(newsroom, 1, day, i);
                }
            }
            newsroom.commit();
            Queries queries = new Queries(database);
            Trends trends = Trends.find(
                    new TrendHistory(database),
                    queries.span().orElseThrow(),
                    "2026-11-21T00Z",
                    Trends.Window.DAY,
                    false,
                    2,
                    10);
            assertThat(trends.windows()).isEqualTo(9); // ten days before, of which the first begins at noon
            assertThat(trends.items()).singleElement().satisfies(trend -> {
                assertThat(trend.actor().id())
                        .isEqualTo(newsroom.speakers().get(1).id());
                assertThat(trend.observed()).isEqualTo(9);
                assertThat(trend.surprise()).isGreaterThan(3);
            });
        }
    }

    @Test
    void withoutHistoryNothingStandsOut() throws Exception {
        try (Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
                Newsroom newsroom = new Newsroom(database, 1, 5)) {
            for (int i = 0; i < 9; i++) {
                say(newsroom, 0, 0, i);
            }
            newsroom.commit();
            Trends trends = Trends.find(
                    new TrendHistory(database),
                    new Queries(database).span().orElseThrow(),
                    Hour.of(DAY.plus(Duration.ofHours(13))),
                    Trends.Window.DAY,
                    false,
                    2,
                    10);
            assertThat(trends.windows()).isZero();
            assertThat(trends.items()).isEmpty();
        }
    }

    private static void say(Newsroom newsroom, int speaker, int day, int n) {
        newsroom.publish(
                speaker + "-" + day + "-" + n,
                DAY.plus(Duration.ofDays(day)).plus(Duration.ofHours(12)),
                "Harbor Post",
                List.of(new Newsroom.Said(
                        newsroom.speakers().get(speaker),
                        Act.STATEMENT,
                        ClaimType.DIRECT,
                        "number " + n + " of day " + day,
                        List.of())));
    }
}

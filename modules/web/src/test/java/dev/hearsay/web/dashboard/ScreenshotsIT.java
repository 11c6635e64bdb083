package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.DeadDelivery;
import dev.hearsay.store.Newsroom;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the main pages in light and dark, in {@code target/screenshots/pages}: over an invented newsroom, or over the
 * SQLite database that {@code -Dscreenshots.database=FILE} names, such as that of a {@code hearsay up} which was fed a real
 * archive.
 */
class ScreenshotsIT {
    private static final String TOKEN = "writers only";
    private static final Duration NEWS = Duration.ofDays(9);

    @TempDir
    private Path folder;

    @Test
    void theMainPagesShowTheirData() throws Exception {
        Optional<Path> given = Optional.ofNullable(System.getProperty("screenshots.database"))
                .filter(file -> !file.isEmpty())
                .map(Path::of);
        Path file = given.orElse(folder.resolve("hearsay.db"));
        try (Database database = Database.open(DatabaseSettings.sqlite(file))) {
            if (given.isEmpty()) {
                Instant now = Instant.now();
                try (Newsroom newsroom = new Newsroom(database, 1, 80)) {
                    newsroom.work(600, now.minus(NEWS), now);
                }
            }
            WebSettings settings = WebSettings.on(0).withWriteToken(TOKEN);
            try (WebServer server = WebServer.start(settings, database, new Metrics(), List.of());
                    Browser browser = Browser.start("http://127.0.0.1:" + server.port())) {
                MainPages.photograph("http://127.0.0.1:" + server.port(), browser, "pages");
                if (given.isEmpty()) {
                    subscribe(database);
                    photographWebhooks(browser);
                }
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /** One that delivers, one that fails, and one that is paused with a dead delivery. */
    private static void subscribe(Database database) {
        Instant now = Instant.now();
        Instant since = now.minus(Duration.ofDays(3));
        Subscription.Position seen = new Subscription.Position(new ClaimChanges(database).latest(), "none");
        try (Subscriptions subscriptions = new Subscriptions(database)) {
            List<Subscription> begun = List.of(
                    Subscription.begin("sub_1", "https://hooks.example/claims", "night desk", Map.of(), since, seen),
                    Subscription.begin(
                            "sub_2",
                            "https://alerts.example/harbor",
                            "",
                            Map.of("outlet", "Harbor Post", "act", "STATEMENT", "q", "bridge"),
                            since,
                            seen),
                    Subscription.begin(
                            "sub_3",
                            "https://archive.example/in",
                            "archive",
                            Map.of("actor", "amara nkembe"),
                            since,
                            seen));
            begun.forEach(row -> subscriptions.add(row, "whsec_"));
            subscriptions.move("sub_1", seen, seen, 1_204, now.minusSeconds(40));
            subscriptions.fail(
                    "sub_2",
                    seen,
                    new Subscription.Failing(
                            seen.id(), 4, now.minusSeconds(90), now.plusSeconds(30), "It answered 503."));
            subscriptions.giveUp(
                    "sub_3",
                    seen,
                    seen,
                    new DeadDelivery(
                            0,
                            "msg_1",
                            List.of(new ClaimChange.Source(0, 1), new ClaimChange.Source(0, 2)),
                            now.minusSeconds(90_000),
                            now.minusSeconds(3_600),
                            20,
                            "It takes no connections.",
                            false));
            subscriptions.pause("sub_3", "The receiver wants nothing any more: It answered 410.");
        }
    }

    private static void photographWebhooks(Browser browser) throws Exception {
        browser.dark(false);
        browser.open("/subscriptions");
        browser.screenshot("pages/webhooks-token-light");
        browser.fill("token", TOKEN);
        browser.enter();
        browser.await("main .row");
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (String page : List.of("/subscriptions", "/subscriptions/sub_3")) {
                browser.open(page);
                assertThat(browser.all("main .row")).as(page).isNotEmpty();
                String name = page.endsWith("s") ? "webhooks" : "webhook";
                browser.screenshot("pages/" + name + (dark ? "-dark" : "-light"));
            }
        }
    }
}

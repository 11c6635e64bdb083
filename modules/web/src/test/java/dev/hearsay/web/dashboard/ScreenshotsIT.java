package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.metrics.Metrics;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pictures of the main pages in light and dark, in {@code target/screenshots/pages}: over an invented newsroom, or over the
 * SQLite database that {@code -Dscreenshots.database=FILE} names, such as that of a {@code hearsay up} which was fed a real
 * archive.
 */
class ScreenshotsIT {
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
            try (WebServer server = WebServer.start(WebSettings.on(0), database, new Metrics(), List.of());
                    Browser browser = Browser.start("http://127.0.0.1:" + server.port())) {
                MainPages.photograph("http://127.0.0.1:" + server.port(), browser, "pages");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }
}

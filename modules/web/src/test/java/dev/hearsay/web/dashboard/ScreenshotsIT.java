package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.metrics.Metrics;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
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
                Map<String, String> pages = pages("http://127.0.0.1:" + server.port());
                browser.size(1400, 1000);
                for (boolean dark : new boolean[] {false, true}) {
                    browser.dark(dark);
                    for (Map.Entry<String, String> page : pages.entrySet()) {
                        browser.open(page.getValue());
                        assertThat(browser.all("main .row, main .chart, main .paragraph, main .facts"))
                                .as(page.getKey())
                                .isNotEmpty();
                        browser.screenshot("pages/" + page.getKey() + (dark ? "-dark" : "-light"));
                    }
                }
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    /** The main pages: of who spoke most, and of the latest that they said. */
    private static Map<String, String> pages(String home) throws Exception {
        String actor = first(home, "/api/v1/actors?limit=1").at("/actor/id").asText();
        JsonNode claim = first(home, "/api/v1/claims?act=statement&limit=1&actor=" + encoded(actor));
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("speakers-day", "/");
        pages.put("speakers-all", "/?period=all");
        pages.put("actor", "/actors/" + encoded(actor));
        pages.put("actor-hours", "/actors/" + encoded(actor) + "?step=hour");
        pages.put("explain", "/explain?measure=statements&actor=" + encoded(actor));
        pages.put("claim", "/claims/" + encoded(claim.get("claimId").asText()));
        pages.put("story", "/stories/" + encoded(claim.get("storyId").asText()));
        pages.put(
                "statement",
                "/statements/" + encoded(actor + "|" + claim.get("fingerprint").asText()));
        pages.put("search", "/search?actor=" + encoded(actor));
        pages.put("names", "/entities");
        pages.put("outlets", "/outlets");
        pages.put("live", "/live");
        pages.put("changes", "/changes");
        pages.put("health", "/health");
        return pages;
    }

    private static JsonNode first(String home, String question) throws Exception {
        return new ObjectMapper().readTree(URI.create(home + question).toURL()).at("/items/0");
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

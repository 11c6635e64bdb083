package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** The main pages, to be looked at. */
public final class MainPages {
    private MainPages() {}

    /**
     * Pictures of them in light and dark, in {@code target/screenshots/FOLDER}; each must show data.
     *
     * @param home where the pages are
     */
    public static void photograph(String home, Browser browser, String folder) throws Exception {
        Map<String, String> pages = pages(home);
        browser.size(1400, 1000);
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (Map.Entry<String, String> page : pages.entrySet()) {
                browser.open(page.getValue());
                assertThat(browser.all("main .row, main .chart, main .paragraph, main .facts"))
                        .as(page.getKey())
                        .isNotEmpty();
                browser.screenshot(folder + "/" + page.getKey() + (dark ? "-dark" : "-light"));
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

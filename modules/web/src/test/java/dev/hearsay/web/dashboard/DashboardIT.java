package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DashboardIT {
    private static final List<String> PAGES = List.of(
            "/",
            "/live",
            "/trends",
            "/search?q=bridge",
            "/entities",
            "/outlets",
            "/changes",
            "/health",
            "/about",
            "/actors/amara%20nkembe",
            "/explain?actor=amara%20nkembe&measure=reports");

    @TempDir
    static Path folder;

    private static RunningServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder);
        Instant now = Instant.now();
        server.newsroom().work(300, now.minus(Duration.ofDays(4)), now);
        browser = Browser.start("http://127.0.0.1:" + server.port());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        server.close();
    }

    @BeforeEach
    void plain() {
        browser.size(1400, 900);
        browser.dark(false);
    }

    @AfterEach
    void nothingWentWrongInThePage() {
        assertThat(browser.complaints()).isEmpty();
    }

    private static Newsroom.Said said(int speaker, String words) {
        return new Newsroom.Said(
                server.newsroom().speakers().get(speaker), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
    }

    @Test
    void everyPageHasAnAddressAndShowsSomething() throws Exception {
        for (String page : PAGES) {
            browser.open(page);
            assertThat(browser.all("main h1")).as(page).hasSize(1);
            browser.screenshot("light" + page.replaceAll("[^a-z]+", "-"));
        }
    }

    @Test
    void aStoryThatIsFedShowsWithoutReloadingAndAKillTakesItOffThePage() throws Exception {
        browser.open("/live");
        browser.run("window.notReloaded = true");
        String story = server.newsroom()
                .publish("live", Instant.now(), "Radio Varga", List.of(said(0, "the lighthouse is for sale")));
        server.newsroom().commit();
        browser.awaitText("the lighthouse is for sale");

        browser.open("/actors/amara%20nkembe");
        browser.awaitText("the lighthouse is for sale");
        String before = browser.await(".figures .lead dd").getText();
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitNoText("the lighthouse is for sale");
        assertThat(Integer.parseInt(browser.await(".figures .lead dd").getText()))
                .isEqualTo(Integer.parseInt(before) - 1);
        assertThat(browser.text()).contains("killed");
    }

    @Test
    void aFigureLeadsToWhatItIsMadeOf() {
        browser.open("/");
        String figure = browser.await("tbody td.measure a").getText();
        browser.await("tbody td.measure a").click();
        browser.awaitAddress("/explain");
        browser.awaitText("counted from the claims");
        assertThat(browser.await("main h1").getText()).startsWith(figure + " ");
        assertThat(browser.all("main .claims > li")).hasSize(Math.min(50, Integer.parseInt(figure)));
    }

    @Test
    void aSearchHasAnAddressThatCanBeShared() throws Exception {
        server.newsroom()
                .publish("owl", Instant.now(), "Harbor Post", List.of(said(2, "the owls are not what they seem")));
        server.newsroom().commit();
        browser.open("/");
        browser.press("/");
        browser.press("owls");
        browser.enter();
        browser.awaitAddress("/search?q=owls");
        browser.awaitText("the owls are not what they seem");
        browser.open("/search?q=owls&outlet=Harbor+Post");
        assertThat(browser.all("main .claims > li")).hasSize(1);
        browser.open("/search?q=owls&outlet=Radio+Varga");
        assertThat(browser.text()).contains("Nothing was found");
    }

    @Test
    void theKeyboardIsEnough() {
        browser.open("/");
        browser.press("j");
        browser.press("j");
        String second = browser.all("tbody tr")
                .get(1)
                .findElement(org.openqa.selenium.By.cssSelector("a"))
                .getText();
        browser.enter();
        browser.awaitAddress("/actors/");
        browser.awaitText(second);
        browser.press("l");
        browser.awaitAddress("/live");
        browser.back();
        browser.awaitAddress("/actors/");
        browser.press("?");
        assertThat(browser.await("dialog[open]").getText()).contains("next and previous row");
        browser.enter();
    }

    @Test
    void nothingIsWiderThanAPhone() throws Exception {
        browser.size(360, 740);
        for (String page : PAGES) {
            browser.open(page);
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isEqualTo(360L);
            browser.screenshot("phone" + page.replaceAll("[^a-z]+", "-"));
        }
    }

    @Test
    void darkIsDark() throws Exception {
        browser.dark(true);
        for (String page : PAGES) {
            browser.open(page);
            assertThat(browser.run("return getComputedStyle(document.documentElement).backgroundColor"))
                    .as(page)
                    .isEqualTo("rgb(14, 21, 24)");
            browser.screenshot("dark" + page.replaceAll("[^a-z]+", "-"));
        }
    }

    @Test
    void markupInAClaimIsText() throws Exception {
        String evil = "<script>window.pwned=1</script><img src=x onerror=window.pwned=1>";
        server.newsroom().publish("evil", Instant.now(), "Harbor Post", List.of(said(4, evil)));
        server.newsroom().commit();
        for (String page : List.of("/live", "/search?q=pwned", "/")) {
            browser.open(page);
            browser.awaitText(evil);
            assertThat(browser.run("return window.pwned")).isNull();
        }
    }

    @Test
    void whatIsNotThereIsSaid() {
        browser.open("/actors/nobody%20at%20all");
        assertThat(browser.text()).contains("No actor has the id 'nobody at all'.");
        // the browser itself notes that the answer was 404
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("404"));
    }

    @Test
    void axeFindsNoSeriousFault() throws Exception {
        String axe = System.getProperty("axe", System.getenv().getOrDefault("AXE", ""));
        Assumptions.assumeTrue(
                !axe.isEmpty(), "skipped: -Daxe=FILE (or AXE) must name axe-core's axe.min.js (npm: axe-core)");
        String script = Files.readString(Path.of(axe));
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (String page : PAGES) {
                browser.open(page);
                browser.run(script);
                Object faults = browser.runAsync("const done = arguments[0]; axe.run().then((r) => done(r.violations"
                        + ".filter((v) => v.impact === 'serious' || v.impact === 'critical')"
                        + ".map((v) => v.id + ' ' + v.nodes[0].html)))");
                assertThat((List<?>) faults).as(page + (dark ? " dark" : "")).isEmpty();
            }
        }
    }
}

package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

class DashboardIT {
    private static final List<String> PAGES = List.of(
            "/",
            "/live",
            "/trends",
            "/search?q=bridge",
            "/entities",
            "/outlets",
            "/changes",
            "/subscriptions",
            "/health",
            "/about",
            "/actors/amara%20nkembe",
            "/explain?actor=amara%20nkembe&measure=reports");

    @TempDir
    static Path folder;

    /** A story that is on two outlets, and whose second claim a correction took out. */
    private static String corrected;

    private static String killed;
    private static String killedClaim;

    private static RunningServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder);
        Instant now = Instant.now();
        server.newsroom().work(300, now.minus(Duration.ofDays(4)), now);
        corrected = server.newsroom()
                .publish(
                        "corrected",
                        now,
                        "Harbor Post",
                        List.of(said(1, "the ferry runs on Sundays"), said(1, "the pier is closed for good")));
        server.newsroom().publish("again", now, "Radio Varga", List.of(said(1, "the ferry runs on Sundays")));
        server.newsroom().publish("corrected", now, "Harbor Post", List.of(said(1, "the ferry runs on Sundays")));
        killed = server.newsroom().publish("killed", now, "Harbor Post", List.of(said(3, "the mayor has resigned")));
        killedClaim = server.newsroom().claimIds(killed).get(0);
        server.newsroom().kill(killed);
        server.newsroom().commit();
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

    /** Every page, those of a claim, a story and a statement too, also where they were taken back. */
    private static List<String> pages() {
        List<String> pages = new ArrayList<>(PAGES);
        String claim = server.newsroom().claimIds(corrected).get(0);
        pages.add("/claims/" + encoded(claim));
        pages.add("/claims/" + encoded(killedClaim));
        pages.add("/stories/" + encoded(corrected));
        pages.add("/stories/" + encoded(killed));
        pages.add("/statements/" + encoded(server.newsroom().speakers().get(1).id() + "|" + fingerprint(claim)));
        return pages;
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The newsroom ends ids of claims with the fingerprint of what was said. */
    private static String fingerprint(String claim) {
        return claim.substring(claim.lastIndexOf('-') + 1);
    }

    @Test
    void everyPageHasAnAddressAndShowsSomething() throws Exception {
        for (String page : pages()) {
            browser.open(page);
            assertThat(browser.all("main h1")).as(page).hasSize(1);
            browser.screenshot("light" + page.replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
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
        String before = browser.text(".figures .lead dd");
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitNoText("the lighthouse is for sale");
        assertThat(Integer.parseInt(browser.text(".figures .lead dd"))).isEqualTo(Integer.parseInt(before) - 1);
        assertThat(browser.text()).contains("killed");
    }

    @Test
    void aFigureLeadsToWhatItIsMadeOf() {
        browser.open("/");
        String figure = browser.text("tbody td.measure a");
        browser.click("tbody td.measure a");
        browser.awaitAddress("/explain");
        browser.awaitText("counted from the claims");
        assertThat(browser.text("main h1")).startsWith(figure + " ");
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
        String second = browser.texts("tbody .who a").get(1);
        browser.enter();
        browser.awaitAddress("/actors/");
        browser.awaitText(second);
        browser.press("l");
        browser.awaitAddress("/live");
        browser.back();
        browser.awaitAddress("/actors/");
        browser.press("?");
        assertThat(browser.text("dialog[open]")).contains("next and previous row");
        browser.enter();
    }

    @Test
    void aClaimIsMarkedInItsParagraph() {
        browser.open("/search?q=ferry+Sundays&outlet=Harbor+Post");
        browser.click(".claims .line a[href^='/claims/']");
        browser.awaitAddress("/claims/");
        String speaker = server.newsroom().speakers().get(1).name();
        assertThat(browser.text("main h1")).isEqualTo(speaker);
        assertThat(browser.text(".paragraph mark.source")).isEqualTo(speaker);
        assertThat(browser.text(".paragraph mark.cue")).isEqualTo("said");
        assertThat(browser.text(".paragraph mark.content")).isEqualTo("the ferry runs on Sundays");
        assertThat(browser.text(".paragraph")).contains("No vote was taken.");
        assertThat(browser.text()).contains("a statement", "Harbor Post", "90 %");
    }

    @Test
    void whatACorrectionTookOutIsStruckThroughAndWhatAKillTookOutIsGone() throws Exception {
        Instant now = Instant.now();
        List<Newsroom.Said> both = List.of(said(5, "the well is dry"), said(5, "the spring will flow again"));
        String story = server.newsroom().publish("well", now, "Harbor Post", both);
        server.newsroom().commit();
        List<String> claims = server.newsroom().claimIds(story);
        String stays = claims.stream()
                .filter(id -> id.contains(Integer.toHexString("the well is dry".hashCode())))
                .findFirst()
                .orElseThrow();
        String goes =
                claims.stream().filter(id -> !id.equals(stays)).findFirst().orElseThrow();

        browser.open("/claims/" + encoded(goes));
        browser.run("window.notReloaded = true");
        assertThat(browser.text("mark.content")).isEqualTo("the spring will flow again");
        server.newsroom().publish("well", now, "Harbor Post", List.of(both.get(0)));
        server.newsroom().commit();
        browser.awaitText("This claim was taken back");
        assertThat(browser.text(".paragraph s.gone")).isEqualTo("the spring will flow again");
        assertThat(browser.text()).contains("corrected");

        browser.open("/claims/" + encoded(stays));
        browser.run("window.notReloaded = true");
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitText("Its words are not kept");
        assertThat(browser.text()).doesNotContain("the well is dry").contains("killed");
        assertThat(browser.run("return document.documentElement.outerHTML"))
                .asString()
                .doesNotContain("well is dry");
        assertThat(browser.run("return window.notReloaded")).isEqualTo(true);
    }

    @Test
    void whyANumberDroppedIsOnTheSpeakersPageAndInTheLogOfThatTime() throws Exception {
        String speaker =
                "/actors/" + encoded(server.newsroom().speakers().get(6).id());
        String story = server.newsroom()
                .publish(
                        "quarry",
                        Instant.now(),
                        "Radio Varga",
                        List.of(said(6, "the quarry opens again"), said(6, "the quarry is ours")));
        server.newsroom().commit();
        browser.open(speaker);
        int before = Integer.parseInt(browser.text(".figures .lead dd"));
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitCondition(() -> browser.text(".figures .lead dd").equals("" + (before - 2)));
        String why = browser.text(".strip li");
        assertThat(why).contains("−2 reports", "story killed", story, "Radio Varga, version 2");
        browser.clickLink(story);
        browser.awaitText("This story is killed");

        browser.open("/changes");
        assertThat(browser.text(".steps > li")).contains("−2 reports", story);
        browser.run("const field = document.querySelector('main [name=until]');"
                + " field.value = '2001-01-01T14:05'; field.form.requestSubmit();");
        browser.awaitAddress("until=2001-01-01");
        browser.awaitText("Nothing happened before.");
        browser.clickLink("Back to now");
        browser.awaitText("−2 reports");
    }

    @Test
    void aBarOfTheTimelineLeadsToWhatItIsMadeOf() {
        browser.open("/actors/amara%20nkembe?step=day");
        browser.await(".chart canvas");
        // a chart that is drawn anew under the pointer does not know where it points
        browser.awaitCondition(() -> {
            if (browser.run("return location.pathname").equals("/explain")) {
                return true;
            }
            browser.click(".chart .u-over");
            return false;
        });
        browser.awaitAddress("/explain?actor=amara");
        browser.awaitText("counted from the claims");
        assertThat(browser.text()).contains("Taken back since");

        browser.open("/actors/amara%20nkembe?step=day");
        String figure = String.valueOf(browser.run("return document.querySelector('details td.n a').textContent"));
        browser.open(
                String.valueOf(browser.run("return document.querySelector('details td.n a').getAttribute('href')")));
        assertThat(browser.text("main h1")).isEqualTo(figure + " statements");
    }

    @Test
    void whatTheySaidAboutSomethingIsFoundOnTheirPage() throws Exception {
        server.newsroom()
                .publish(
                        "comet",
                        Instant.now(),
                        "Harbor Post",
                        List.of(
                                said(8, "the comet returns"),
                                said(8, "the tide comes in"),
                                said(9, "no comet returns")));
        server.newsroom().commit();
        browser.open("/actors/" + encoded(server.newsroom().speakers().get(8).id()));
        browser.fill("q", "comet");
        browser.enter();
        browser.awaitAddress("q=comet");
        browser.awaitCondition(() -> browser.all("main .claims > li").size() == 1);
        assertThat(browser.text("main .claims")).contains("the comet returns");
        browser.fill("q", "volcano");
        browser.enter();
        browser.awaitText("They did not say “volcano”");
    }

    @Test
    void aStoryShowsItsVersionsAndWhatEachTookOut() {
        browser.open("/stories/" + encoded(corrected));
        assertThat(browser.all(".claims > li")).hasSize(1);
        assertThat(browser.text()).contains("Version 1", "Version 2", "1 taken back", "2 added");
        assertThat(browser.text("s.gone")).isEqualTo("the pier is closed for good");

        browser.open("/stories/" + encoded(killed));
        assertThat(browser.text("main h1")).isEqualTo("This story is killed");
        assertThat(browser.all(".claims > li, s.gone")).isEmpty();
        assertThat(browser.text()).doesNotContain("resigned").contains("Nothing of a story that is killed is shown");
    }

    @Test
    void aStatementGathersItsReportsAsTheyComeAndGo() throws Exception {
        List<Newsroom.Said> words = List.of(said(7, "the mill will turn again"));
        Instant now = Instant.now();
        server.newsroom().publish("mill-1", now, "Harbor Post", words);
        String second = server.newsroom().publish("mill-2", now, "Meridia Wire", words);
        server.newsroom().commit();
        browser.open("/claims/" + encoded(server.newsroom().claimIds(second).get(0)));
        browser.clickLink("every report of this statement");
        browser.awaitAddress("/statements/");
        browser.awaitText("One statement, 2 reports");
        assertThat(browser.text()).contains("Harbor Post", "Meridia Wire");

        server.newsroom().publish("mill-3", now, "Radio Varga", words);
        server.newsroom().commit();
        browser.awaitText("One statement, 3 reports");
        server.newsroom().kill(second);
        server.newsroom().commit();
        browser.awaitText("One statement, 2 reports");
        assertThat(browser.text()).doesNotContain("Meridia Wire").contains("Radio Varga");
    }

    @Test
    void theFirstPageCountsAlongAndASearchLosesWhatIsKilled() throws Exception {
        browser.open("/?q=&period=hour");
        String leader = browser.text("tbody .who a");
        int before = Integer.parseInt(browser.text("tbody td.measure a"));
        int speaker = IntStream.range(0, server.newsroom().speakers().size())
                .filter(i -> server.newsroom().speakers().get(i).name().equals(leader))
                .findFirst()
                .orElseThrow();
        browser.run("window.notReloaded = true");
        String story = server.newsroom()
                .publish("toll", Instant.now(), "Radio Varga", List.of(said(speaker, "the toll is not for sale")));
        server.newsroom().commit();
        browser.awaitCondition(() -> browser.text("tbody td.measure a").equals("" + (before + 1)));
        assertThat(browser.run("return window.notReloaded")).isEqualTo(true);

        browser.open("/search?q=toll+sale");
        assertThat(browser.all(".claims > li")).hasSize(1);
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitText("Nothing was found");
    }

    @Test
    void aSharedAddressShowsWhatWasSeen() {
        browser.open("/?by=reports&period=week&outlet=Harbor+Post&type=person");
        assertThat(browser.text(".choice a[aria-current]")).isEqualTo("Week");
        assertThat(browser.run(
                        "return [...document.querySelectorAll('.controls select')].map((select) => select.value)"))
                .isEqualTo(List.of("reports", "Harbor Post", "person"));
        browser.open("/actors/amara%20nkembe?act=non_response&step=hour&period=week");
        assertThat(browser.texts(".choice a[aria-current]")).containsExactly("Week", "Hours", "No comment");
        browser.open("/explain?actor=amara%20nkembe&measure=statements&outlet=Harbor+Post");
        assertThat(browser.text()).contains("statements", "in Harbor Post");
    }

    @Test
    void theKeyboardReachesEveryViewAndEveryRow() {
        browser.open("/search?q=bridge");
        browser.press(Keys.TAB);
        assertThat(browser.run("return document.activeElement.textContent")).isEqualTo("Skip to content");
        browser.press("j");
        browser.press("j");
        browser.press("k");
        assertThat(browser.run("return document.activeElement.closest('.row') === document.querySelector('main .row')"))
                .isEqualTo(true);
        for (String[] key : new String[][] {{"c", "/changes"}, {"t", "/trends"}, {"l", "/live"}}) {
            browser.press(key[0]);
            browser.awaitAddress(key[1]);
        }
        String before = String.valueOf(browser.run("return getComputedStyle(document.documentElement).colorScheme"));
        browser.press("d");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("dark");
        assertThat(before).isNotEqualTo("dark");
        browser.press("d");
        assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("light");
        browser.run("localStorage.clear()");
    }

    @Test
    void nothingIsWiderThanAPhone() throws Exception {
        browser.size(360, 740);
        for (String page : pages()) {
            browser.open(page);
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .as(page)
                    .isEqualTo(360L);
            browser.screenshot("phone" + page.replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
        }
    }

    @Test
    void darkIsDark() throws Exception {
        browser.dark(true);
        for (String page : pages()) {
            browser.open(page);
            assertThat(browser.run("return getComputedStyle(document.documentElement).backgroundColor"))
                    .as(page)
                    .isEqualTo("rgb(14, 21, 24)");
            browser.screenshot("dark" + page.replaceAll("[^a-z]+", "-").replaceAll("-$", ""));
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
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (String page : pages()) {
                browser.open(page);
                assertThat(browser.faults("serious", "critical"))
                        .as(page + (dark ? " dark" : ""))
                        .isEmpty();
            }
        }
    }

    @Test
    void axeWouldSayWhatIsWrong() throws Exception {
        browser.open("/about");
        browser.run("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/assets/icon.svg\">')");
        assertThat(browser.faults("serious", "critical")).asString().contains("image-alt");
    }
}

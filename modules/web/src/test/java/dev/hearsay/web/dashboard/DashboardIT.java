package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
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
        String why = browser.text("main > .sheet .steps > li");
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
    void whatWasTakenBackIsListedWithItsWordsUnlessItsStoryIsKilled() throws Exception {
        Newsroom.Speaker by = server.newsroom().speakers().get(10);
        Instant now = Instant.now();
        List<Newsroom.Said> both = List.of(said(10, "the orchard is sold"), said(10, "the cider is sour"));
        String story = server.newsroom().publish("orchard", now, "Harbor Post", both);
        server.newsroom().publish("cellar", now, "Harbor Post", List.of(said(10, "the cellar is full")));
        server.newsroom().commit();
        server.newsroom().publish("orchard", now, "Harbor Post", List.of(both.get(0)));
        server.newsroom().commit();
        String box = "main > .sheet .steps";
        browser.open("/actors/" + encoded(by.id()));
        assertThat(browser.text(box + " > li"))
                .contains("−1 report", "story corrected", "Harbor Post, version 2", "taken back from " + by.name());
        assertThat(browser.text(box + " s.gone")).isEqualTo("the cider is sour");
        assertThat(browser.all(box + " > li:first-child a[href^='/claims/']")).hasSize(1);
        assertThat(browser.all(box + " > li:first-child a[href^='/stories/']")).hasSize(1);

        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitCondition(() -> browser.text(box + " > li").contains("story killed"));
        assertThat(browser.text(box + " > li")).contains("taken back from " + by.name(), "words not kept");
        assertThat(browser.run("return document.documentElement.outerHTML"))
                .asString()
                .contains("the cellar is full")
                .doesNotContain("orchard is sold", "cider is sour");
    }

    @Test
    void whoLosesAClaimIsCalledByNameInTheLiveFeedToo() throws Exception {
        Newsroom.Speaker by = server.newsroom().speakers().get(11);
        Instant now = Instant.now();
        server.newsroom().publish("meadow", now, "Harbor Post", List.of(said(11, "the meadow is dry")));
        String story =
                server.newsroom().publish("heath", now, "Harbor Post", List.of(said(11, "the heath is on fire")));
        server.newsroom().commit();
        browser.open("/live");
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.awaitText("taken back from " + by.name());
    }

    @Test
    void whoIsNotCountedAnyMoreIsStillCalledReadably() throws Exception {
        Newsroom.Speaker gone = new Newsroom.Speaker("Ebba Quill-Moreau", ActorType.PERSON, "", "");
        String story = server.newsroom()
                .publish(
                        "gone",
                        Instant.now(),
                        "Harbor Post",
                        List.of(new Newsroom.Said(
                                gone, Act.STATEMENT, ClaimType.DIRECT, "I was never here", List.of())));
        server.newsroom().commit();
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.open("/changes");
        assertThat(browser.text()).contains("taken back from Ebba Quill-Moreau: words not kept");
    }

    @Test
    void aKillIsOneEntryOfTheFeedHoweverManyClaimsItTakes() throws Exception {
        String story = server.newsroom()
                .publish(
                        "dam",
                        Instant.now(),
                        "Harbor Post",
                        List.of(
                                said(12, "the dam holds"),
                                said(13, "the dam leaks"),
                                said(14, "the dam is old"),
                                said(15, "the dam is new"),
                                said(16, "there is no dam")));
        server.newsroom().commit();
        server.newsroom().kill(story);
        server.newsroom().commit();
        browser.open("/");
        assertThat(browser.text(".claims > li")).contains("story killed", story, "and 2 other claims of this story");
        assertThat(browser.all(".claims > li:first-child .said a")).hasSize(3);
        browser.open("/live");
        assertThat(browser.all(".claims > li:first-child .said a")).hasSize(5);
    }

    @Test
    void aTimelineGoesOverTheWholePeriodWhateverOfItHasCounts() throws Exception {
        Newsroom.Speaker once = new Newsroom.Speaker("Odalys Wren", ActorType.PERSON, "", "");
        server.newsroom()
                .publish(
                        "once",
                        Instant.now(),
                        "Harbor Post",
                        List.of(new Newsroom.Said(
                                once, Act.STATEMENT, ClaimType.DIRECT, "I speak but once", List.of())));
        server.newsroom().commit();
        String[][] asked = {
            {"?period=hour&step=hour", "3600", "Hours from "},
            {"?period=day&step=hour", "86400", "Hours from "},
            {"?period=week&step=hour", "604800", "Hours from "},
            {"?step=hour", "259200", "Hours from "},
            {"?step=day", "604800", "Days from "}
        };
        for (String[] one : asked) {
            browser.open("/actors/odalys%20wren" + one[0]);
            browser.await(".chart canvas");
            assertThat(browser.run("const plot = document.querySelector('.chart').plot;"
                            + " return plot.scales.x.max - plot.scales.x.min"))
                    .as(one[0])
                    .isEqualTo(Long.valueOf(one[1]));
            assertThat(
                            browser.run(
                                    "const plot = document.querySelector('.chart').plot;"
                                            + " const bars = plot.data[0].filter((at, i) => plot.data[1][i] > 0);"
                                            + " return bars.length === 1 && bars[0] > plot.scales.x.min && bars[0] < plot.scales.x.max"))
                    .as(one[0] + ": one bar, within")
                    .isEqualTo(true);
            assertThat(browser.text(".chart .axis")).startsWith(one[2]).contains(" to ");
        }
    }

    @Test
    void whatAMeasureMeansIsReadAtItsName() {
        String dictionary = "each thing once: the same content is one statement";
        for (String page : List.of("/", "/actors/amara%20nkembe")) {
            browser.open(page);
            assertThat(browser.text(".key")).contains(dictionary, "How often that was printed");
            browser.run("document.querySelector('th .term, .figures .term').focus()");
            browser.enter();
            assertThat(browser.text(":popover-open")).contains("Statements", dictionary, "All that is counted");
            browser.press(Keys.ESCAPE);
            browser.awaitCondition(() -> browser.all(":popover-open").isEmpty());
        }
        browser.size(360, 740);
        browser.open("/actors/amara%20nkembe");
        browser.click(".figures > div:nth-child(2) .term");
        assertThat(browser.text(":popover-open")).contains("Reports", "How often that was printed");
        assertThat(browser.run("const box = document.querySelector(':popover-open').getBoundingClientRect();"
                        + " return box.left >= 0 && box.right <= 360"))
                .isEqualTo(true);
    }

    @Test
    void everyNumberSaysItsPeriod() {
        browser.open("/");
        assertThat(browser.texts("th.measure small")).containsExactly("24 hours");
        assertThat(browser.text(".above .legend")).contains("direct", "partly quoted", "indirect");
        browser.open("/?period=all");
        assertThat(browser.texts("th.measure small")).containsExactly("all time");
        browser.open("/actors/amara%20nkembe?period=week");
        assertThat(browser.texts(".figures .unit"))
                .containsExactly(
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "last 7 days",
                        "all time");
        assertThat(browser.texts("main h2"))
                .contains("What they say, last 7 days", "Which outlets report them, all time");
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
    void whatTheySaidBeforeThePeriodIsAClickAway() throws Exception {
        server.newsroom()
                .publish(
                        "glacier",
                        Instant.now().minus(Duration.ofDays(3)),
                        "Harbor Post",
                        List.of(said(8, "the glacier grows again")));
        server.newsroom().commit();
        browser.open("/actors/" + encoded(server.newsroom().speakers().get(8).id()) + "?period=day&q=glaciers");
        browser.awaitText("They did not say “glaciers”, as far as is known, in this period");
        browser.clickLink("Look in all time");
        browser.awaitCondition(() -> browser.all("main .claims > li").size() == 1);
        assertThat(browser.text("main .claims")).contains("the glacier grows again");
    }

    @Test
    void aChangeTellsWhatWasSaidInTheWordsOfTheStory() throws Exception {
        server.newsroom().publish("vote", Instant.now(), "Harbor Post", List.of(said(7, "an early vote")));
        server.newsroom().commit();
        browser.open("/changes");
        assertThat(browser.text(".steps > li"))
                .contains(server.newsroom().speakers().get(7).name() + " said: an early vote");
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
        browser.open("/search?actor=amara%20nkembe");
        assertThat(browser.text(".head .tag")).startsWith("by Amara Nkembe");
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

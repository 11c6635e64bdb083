package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import dev.hearsay.web.webhooks.Receiver;
import dev.hearsay.web.webhooks.WebhookSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhooksPageIT {
    private static final String TOKEN = "writers only";
    private static final WebhookSettings QUICK = new WebhookSettings(
            true, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(50), 3, Duration.ofDays(1));

    @TempDir
    private Path folder;

    private RunningServer server;
    private Receiver receiver;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        server = RunningServer.start(
                folder, settings -> settings.withWriteToken(TOKEN).withWebhooks(QUICK));
        receiver = new Receiver();
        publish("first", "the ferry runs on Sundays");
        browser = Browser.start("http://127.0.0.1:" + server.port());
        browser.size(1400, 900);
    }

    @AfterEach
    void stop() {
        if (browser != null) {
            browser.close();
        }
        server.close();
        receiver.close();
    }

    private void publish(String document, String words) throws Exception {
        Newsroom newsroom = server.newsroom();
        Newsroom.Said said =
                new Newsroom.Said(newsroom.speakers().get(0), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
        newsroom.publish(document, Instant.now(), "Harbor Post", List.of(said));
        newsroom.commit();
    }

    private void enter(String address) {
        browser.open(address);
        browser.fill("token", TOKEN);
        browser.enter();
    }

    private void subscribe() {
        browser.awaitText("New webhook");
        browser.fill("url", receiver.url());
        browser.clickButton("Subscribe");
        browser.awaitText("Its secret, shown once");
    }

    @Test
    void onlyWhoKnowsTheTokenSeesThemAndTheTabForgetsItWhenToldTo() {
        browser.open("/subscriptions");
        browser.fill("token", "a guess");
        browser.enter();
        browser.awaitText("This token may not write.");
        assertThat(browser.text("[role=alert]")).isEqualTo("This token may not write.");
        // the browser itself notes that the answer was 401
        assertThat(browser.complaints()).allMatch(complaint -> complaint.contains("401"));

        browser.fill("token", TOKEN);
        browser.enter();
        browser.awaitText("Nobody subscribes yet.");
        assertThat(browser.run("return JSON.stringify(localStorage) + document.cookie + location.href"))
                .asString()
                .doesNotContain(TOKEN);
        browser.clickButton("Forget the token");
        browser.awaitText("Enter the writing token");
        assertThat(browser.run("return sessionStorage.length")).isEqualTo(0L);
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void aSubscriptionIsMadeDeliversIsPausedAndIsDeleted() throws Exception {
        enter("/subscriptions?actor=amara%20nkembe&act=statement");
        subscribe();
        assertThat(browser.text(".secret")).startsWith("whsec_");
        assertThat(browser.text()).contains("said by amara nkembe, statement", receiver.url());
        browser.clickButton("The receiver has it");
        browser.awaitNoText("shown once");
        assertThat(browser.run("return document.documentElement.outerHTML"))
                .asString()
                .doesNotContain("whsec_");

        publish("second", "the dam holds");
        browser.awaitCondition(() -> browser.texts(".figures dd").get(1).equals("1"));
        assertThat(receiver.changes()).hasSize(1);

        browser.fill("note", "the night desk");
        browser.clickButton("Save");
        browser.awaitCondition(() -> browser.text("main h1").equals("the night desk"));
        browser.clickButton("Pause");
        browser.awaitCondition(() -> browser.texts(".figures dd").get(0).equals("paused"));
        browser.clickButton("Resume");
        browser.awaitCondition(() -> browser.texts(".figures dd").get(0).equals("active"));
        browser.clickButton("New secret");
        browser.awaitText("Its secret, shown once");

        browser.clickLink("All webhooks");
        browser.awaitText("the night desk");
        assertThat(browser.text("tbody")).contains(receiver.url(), "said by amara nkembe, statement", "active");
        browser.click("tbody a");
        browser.clickButton("Delete");
        browser.clickButton("Delete it for good");
        browser.awaitText("Nobody subscribes yet.");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatCouldNotBeDeliveredSaysWhyAndIsSentAgainOrDiscarded() throws Exception {
        receiver.now(exchange -> 500);
        enter("/subscriptions");
        subscribe();
        publish("second", "the dam holds");
        browser.awaitText("It answered 500.");
        browser.awaitText("Send again");
        publish("third", "the dam holds still");
        browser.awaitCondition(() -> browser.all("main tbody tr").size() == 2);

        receiver.now(exchange -> 204);
        browser.clickButton("Discard");
        browser.awaitCondition(() -> browser.all("main tbody tr").size() == 1);
        browser.clickButton("Send all again");
        browser.awaitText("None.");
        assertThat(receiver.changes())
                .singleElement()
                .satisfies(change -> assertThat(change.get("content").asText()).isEqualTo("the dam holds still"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void whatTheServerRefusesIsSaidBesideTheFormWhichKeepsWhatWasTyped() {
        enter("/subscriptions");
        browser.awaitText("New webhook");
        browser.fill("url", "https://somebody@hooks.example/");
        browser.fill("q", "bridge");
        browser.clickButton("Subscribe");
        browser.awaitText("'url' must be an http or https address");
        assertThat(browser.run("return document.querySelector('main [name=q]').value"))
                .isEqualTo("bridge");
    }

    @Test
    void theKeyboardAloneMakesOne() {
        browser.open("/");
        browser.press("w");
        browser.awaitAddress("/subscriptions");
        browser.fill("token", TOKEN);
        browser.enter();
        browser.fill("url", receiver.url());
        browser.enter();
        browser.awaitText("Its secret, shown once");
        browser.open("/subscriptions");
        browser.await("main tbody a");
        browser.press("j");
        browser.enter();
        browser.awaitAddress("/subscriptions/sub_");
    }

    @Test
    void axeFindsNoSeriousFaultAndNothingIsWiderThanAPhone() throws Exception {
        receiver.now(exchange -> 500);
        enter("/subscriptions?actor=amara%20nkembe");
        subscribe();
        String one = String.valueOf(browser.run("return location.pathname"));
        publish("second", "the dam holds");
        browser.awaitText("Send again");
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            for (String page : List.of("/subscriptions", one)) {
                browser.size(1400, 900);
                browser.open(page);
                assertThat(browser.faults("serious", "critical"))
                        .as(page + (dark ? " dark" : ""))
                        .isEmpty();
                browser.size(360, 740);
                assertThat(browser.run("return document.documentElement.scrollWidth"))
                        .as(page)
                        .isEqualTo(360L);
                browser.screenshot("phone-" + (page.equals(one) ? "webhook" : "webhooks") + (dark ? "-dark" : ""));
            }
        }
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.web.dashboard.Browser;
import dev.hearsay.web.dashboard.MainPages;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages over the whole pipeline: what is fed at one end shows in a browser at the other. */
class PagesIT {
    private static final Path REUTERS = Path.of(
                    Optional.ofNullable(System.getenv("HEARSAY_SHARED")).orElse("../../../shared"))
            .resolve("data/feeds/reuters21578.ninjs.jsonl.gz");

    @TempDir
    private Path directory;

    @Test
    void aStoryThatIsFedComesToTheOpenPageIsCorrectedThereAndAKillTakesItOff() throws Exception {
        try (RunningPipeline pipeline = RunningPipeline.start(directory.resolve("data"));
                Browser browser = Browser.start("http://127.0.0.1:" + pipeline.webPort())) {
            browser.open("/");
            assertThat(browser.run("return document.querySelector('main').textContent"))
                    .asString()
                    .contains("No stories yet.");
            browser.run("window.notReloaded = true");

            feed(
                    pipeline,
                    1,
                    "usable",
                    "“The ferry sails at noon,” Amara Nkembe said. “The pier is safe,” Tomas Vossler said.");
            browser.awaitText("The ferry sails at noon");
            browser.awaitCondition(() -> browser.text("tbody").contains("Amara Nkembe"));
            browser.awaitText("Tomas Vossler");

            feed(pipeline, 2, "usable", "“The ferry sails at noon,” Amara Nkembe said.");
            browser.awaitCondition(() -> !browser.text("tbody").contains("Tomas Vossler"));

            feed(pipeline, 3, "canceled", "");
            browser.awaitText("Nobody was quoted in this period.");
            assertThat(browser.run("return window.notReloaded")).isEqualTo(true);

            browser.open("/live");
            browser.awaitText("killed");
            assertThat(browser.run("return document.documentElement.outerHTML"))
                    .asString()
                    .contains("corrected", "killed")
                    .doesNotContain("ferry", "pier is safe");
            assertThat(browser.complaints()).isEmpty();
        }
    }

    @Test
    void theMainPagesShowRealStoriesInLightAndDark() throws Exception {
        assumeTrue(Files.exists(REUTERS), "skipped: ../shared/data is not there to be read");
        Path wire = directory.resolve("wire.jsonl");
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(REUTERS)), StandardCharsets.UTF_8))) {
            Files.write(wire, lines.lines().limit(2_000).toList());
        }
        try (RunningPipeline pipeline = RunningPipeline.start(directory.resolve("reuters"))) {
            CommandRun fed = pipeline.kafka("feed", wire.toString());
            assertThat(fed.exitCode()).as(fed.err()).isZero();
            pipeline.awaitSettled();
            String home = "http://127.0.0.1:" + pipeline.webPort();
            try (Browser browser = Browser.start(home)) {
                MainPages.photograph(home, browser, "reuters");
                assertThat(browser.complaints()).isEmpty();
            }
        }
    }

    private void feed(RunningPipeline pipeline, int version, String status, String body) throws IOException {
        Path wire = Files.writeString(directory.resolve("version-" + version + ".json"), """
                {"uri": "story-1", "version": "%d", "versioncreated": "%s", "pubstatus": "%s", "language": "en",
                 "provider": "northfield", "headline": "Harbor news", "body_text": "%s"}
                """.formatted(
                        version, Instant.now().truncatedTo(ChronoUnit.SECONDS), status, body));
        CommandRun fed = pipeline.kafka("feed", wire.toString());
        assertThat(fed.exitCode()).as(fed.err()).isZero();
    }
}

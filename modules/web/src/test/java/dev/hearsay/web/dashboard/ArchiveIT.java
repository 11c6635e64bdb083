package dev.hearsay.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.web.RunningServer;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages over an archive whose newest story is decades old. */
class ArchiveIT {
    @TempDir
    private Path folder;

    @Test
    void everySpeakerHasASparklineAndHoursOfTheirOwnTime() throws Exception {
        try (RunningServer server = RunningServer.start(folder);
                Browser browser = Browser.start("http://127.0.0.1:" + server.port())) {
            server.newsroom().work(150, Instant.parse("1987-02-26T15:01:00Z"), Instant.parse("1987-10-20T21:30:00Z"));
            browser.open("/");
            assertThat(browser.text()).contains("Oct", "1987", "No story is newer.");

            browser.open("/?period=all");
            int speakers = browser.all("tbody tr").size();
            assertThat(speakers).isPositive();
            assertThat(browser.run("return [...document.querySelectorAll('tbody .spark')]"
                            + ".filter((spark) => spark.querySelector('rect')).length"))
                    .isEqualTo((long) speakers);

            // the last in the list spoke seldom, and long before the archive ends
            String last = String.valueOf(
                    browser.run("return [...document.querySelectorAll('tbody .who a')].pop().getAttribute('href')"));
            browser.open(last + "?step=hour");
            browser.await(".chart canvas");
            assertThat(browser.text()).doesNotContain("Not quoted in this time");
        }
    }
}

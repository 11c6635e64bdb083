package dev.hearsay.feeds.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Reading;
import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.sources.FeedFiles;
import dev.hearsay.feeds.sources.FeedInput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class FeedDoctorTest {
    private static final String HARBOR =
            "The harbor of Port Varley will open on Monday after eleven years, the harbor master Odile Marrane told reporters gathered there.";
    private static final String MILL =
            "Workers of the paper factory in Lowmere went home early, because somebody had forgotten the keys again, Ansel Brook complained.";

    private static String line(String id, String version, String status, String body) {
        return "{\"uri\":\"" + id + "\",\"provider\":\"Quill\",\"language\":\"en\",\"version\":\"" + version
                + "\",\"versioncreated\":\"2031-05-06T10:00:00Z\",\"pubstatus\":\"" + status
                + "\",\"headline\":\"H\",\"byline\":\"B\","
                + "\"url\":\"https://quill.example/" + id + "\",\"body_text\":\"" + body + "\"}\n";
    }

    private static List<String> report(String lines) {
        FeedDoctor doctor = new FeedDoctor();
        Reading.all(lines, Reading.options("wire.jsonl")).forEach(doctor);
        return doctor.report();
    }

    @Test
    void healthyFeedIsHealthy() {
        FeedDoctor doctor = new FeedDoctor();
        Reading.all(
                        line("a", "1", "usable", HARBOR) + line("a", "2", "usable", HARBOR + " More."),
                        Reading.options("wire.jsonl"))
                .forEach(doctor);
        assertThat(doctor.healthy()).isTrue();
        assertThat(doctor.report())
                .contains(
                        "2 documents: 2 accepted, 0 refused; 1 stories, 0 cancels of other stories",
                        "Nothing is missing, nothing is wrong.");
    }

    @Test
    void duplicatesContradictionsAndJumpsAreFound() {
        assertThat(report(line("a", "1", "usable", HARBOR)
                        + line("a", "1", "usable", HARBOR)
                        + line("a", "1", "usable", HARBOR + " More.")
                        + line("a", "9", "usable", HARBOR)))
                .anyMatch(l -> l.endsWith("1  documents came again, the same"))
                .anyMatch(l -> l.endsWith("1  documents have the id and version of an earlier one, and another text"))
                .anyMatch(l -> l.endsWith("1  versions jump: the one before never came"))
                .anyMatch(l -> l.endsWith("Quill:a has 1, 9"));
    }

    @Test
    void reusedIdsAndCancelsOfNothingAreFound() {
        assertThat(report(line("a", "1", "usable", HARBOR)
                        + line("a", "2", "usable", MILL)
                        + line("b", "1", "canceled", "")))
                .anyMatch(l -> l.endsWith("1  ids were used again for what seems another article"))
                .anyMatch(l -> l.endsWith("1  cancels are of stories that never came"));
    }

    @Test
    void idsThatCarryTheVersionAreFound() {
        assertThat(report(line("tag:quill.example,2031:harbor_04", "4", "usable", HARBOR)
                        + line("tag:quill.example,2031:mill", "4", "usable", MILL)))
                .anyMatch(l -> l.contains("1  ids end in the version"));
    }

    @Test
    void faultsOfTheConformanceKitAreFound() throws URISyntaxException, IOException {
        Path kit = Path.of(Reading.class.getResource("conformance").toURI());
        FeedDoctor doctor = new FeedDoctor();
        for (FeedInput input : FeedFiles.of(List.of(kit.toString()), InputStream.nullInputStream())) {
            if (input.name().endsWith(".expected.json")
                    || input.name().endsWith(".options.json")
                    || input.name().endsWith(".yaml")
                    || input.name().endsWith(".md")) {
                continue;
            }
            try (InputStream in = input.open()) {
                ArticleReader.read(
                        in,
                        ReadOptions.of(kit.relativize(Path.of(input.name())).toString())
                                .withReadAt(Reading.NOW),
                        doctor);
            }
        }
        List<String> report = doctor.report();
        report.forEach(System.out::println);
        assertThat(doctor.healthy()).isFalse();
        assertThat(report)
                .anyMatch(l -> l.endsWith("unknown status"))
                .anyMatch(l -> l.endsWith("prose kill"))
                .anyMatch(l -> l.endsWith("no version"))
                .anyMatch(l -> l.endsWith("bad encoding"))
                .anyMatch(l -> l.endsWith("malformed"))
                .anyMatch(l -> l.contains("cancels are of stories that never came"))
                .anyMatch(l -> l.contains("used again for what seems another article"));
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hearsay feed} says without Kafka: wrong command lines, and the doctor. */
class FeedCommandTest {
    private static final String STORY =
            "{\"uri\":\"urn:x:1\",\"version\":\"%s\",\"provider\":\"Quill\",\"language\":\"en\",\"versioncreated\":\"2026-01-01T10:00:00Z\","
                    + "\"headline\":\"Harbor to open\",\"body_text\":\"The harbor of Port Varley will open on Monday, after eleven"
                    + " years of work, the harbor master Odile Marrane told reporters on Tuesday morning.\"}\n";

    @TempDir
    private Path folder;

    @Test
    void doctorFindsNothingInAHealthyFeed() throws IOException {
        Path wire = Files.writeString(folder.resolve("wire.jsonl"), STORY.formatted("1") + STORY.formatted("2"));
        CommandRun run = CommandRun.of("feed", "doctor", wire.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("2 documents: 2 accepted, 0 refused; 1 stories", "formats   ninjs 2");
    }

    @Test
    void doctorSaysWhatIsWrongAndExitsWithOne() throws IOException {
        Path wire = Files.writeString(
                folder.resolve("wire.jsonl"),
                STORY.formatted("1") + STORY.formatted("1") + STORY.formatted("7") + "{\n");
        CommandRun run = CommandRun.of("feed", "doctor", wire.toString());
        assertThat(run.exitCode()).isEqualTo(Failure.FOUND);
        assertThat(run.out())
                .contains("documents came again, the same", "versions jump", "wire.jsonl:4: no JSON", "malformed");
    }

    @Test
    void filesAndEndlessSourcesAreNotMixed() {
        CommandRun run = CommandRun.of("feed", "--watch", folder.toString(), "wire.jsonl");
        assertThat(run.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(run.err()).contains("Files end and --watch, --poll, --listen and --sources go on");
    }

    @Test
    void addressIsNoFile() {
        assertThat(CommandRun.of("feed", "https://example.org/rss").err()).contains("poll it with --poll");
    }

    @Test
    void listeningToTheWorldNeedsAToken() {
        CommandRun run = CommandRun.of("feed", "--listen", "0", "--listen-host", "0.0.0.0");
        assertThat(run.exitCode()).isEqualTo(Failure.USAGE);
        assertThat(run.err()).contains("set a token with HEARSAY_PUSH_TOKEN");
    }

    @Test
    void wrongSourcesAreSaid() throws IOException {
        assertThat(CommandRun.of("feed", "--poll", "https://example.org/rss", "--every", "300ms")
                        .err())
                .contains("not polled more often than every 1 s");
        Path plan = Files.writeString(folder.resolve("feeds.yaml"), "sources:\n  - every: 5m\n");
        assertThat(CommandRun.of("feed", "--sources", plan.toString()).err())
                .contains("source 1: it needs one of watch, poll and files");
        assertThat(CommandRun.of("feed", "--map", "colour=red", "x.csv").err()).contains("is no part of an article");
    }
}

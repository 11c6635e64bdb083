package dev.hearsay.feeds.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FeedPlanTest {
    @TempDir
    private Path folder;

    private FeedPlan plan(String yaml) throws IOException {
        return FeedPlan.read(Files.writeString(folder.resolve("feeds.yaml"), yaml), ReadOptions.of(""));
    }

    @Test
    void sourcesAreReadWithTheirOptions() throws IOException {
        FeedPlan plan = plan("""
                sources:
                  - watch: drop
                    settle: 500ms
                    provider: Quill
                  - poll: https://echo.example/rss
                    every: 10m
                  - files: archive/*.csv
                    format: csv
                    map: {id: Nr}
                """);
        assertThat(plan.sources()).hasSize(3);
        assertThat(plan.sources().get(0)).isInstanceOfSatisfying(PlannedSource.Watch.class, watch -> {
            assertThat(watch.directory()).isEqualTo(folder.resolve("drop"));
            assertThat(watch.settle()).isEqualTo(Duration.ofMillis(500));
            assertThat(watch.options().provider()).contains("Quill");
        });
        assertThat(plan.sources().get(1)).isInstanceOfSatisfying(PlannedSource.Poll.class, poll -> {
            assertThat(poll.every()).isEqualTo(Duration.ofMinutes(10));
            assertThat(poll.allowPrivate()).isFalse();
        });
        assertThat(plan.sources().get(2).options().format()).contains(Format.CSV);
    }

    @Test
    void faultsAreSaidWithTheSourceThatHasThem() {
        assertThatThrownBy(() -> plan("sources:\n  - watch: a\n  - every: 5m\n"))
                .isInstanceOf(SourceException.class)
                .hasMessageEndingWith("feeds.yaml, source 2: it needs one of watch, poll and files");
        assertThatThrownBy(() -> plan("sources:\n  - poll: https://echo.example/\n    every: soon\n"))
                .hasMessageContaining("source 1: \"soon\" is no duration");
        assertThatThrownBy(() -> plan("sources:\n  - poll: https://echo.example/\n    every: 300ms\n"))
                .hasMessageContaining("not polled more often than every 1 s");
        assertThatThrownBy(() -> plan("sources:\n  - watch: a\n    colour: red\n"))
                .hasMessageContaining("'colour' means nothing here; known are allow-private, every,");
        assertThatThrownBy(() -> plan("sources: []\n")).hasMessageContaining("names no sources");
    }

    @Test
    void sourceThatFailsIsTriedAgainAndTheOthersGoOn() throws Exception {
        Path drop = folder.resolve("drop");
        Files.writeString(folder.resolve("a.txt"), "Mill to close.");
        FeedPlan plan = plan("sources:\n  - watch: drop\n    settle: 50ms\n  - files: a.txt\n");
        List<String> fed = new CopyOnWriteArrayList<>();
        List<String> trouble = new CopyOnWriteArrayList<>();
        ArticleSink.Opener sinks = () -> new ArticleSink() {
            @Override
            public void accept(Parsed parsed) {
                fed.add(parsed.origin().source());
            }

            @Override
            public List<Parsed.Refused> flush() {
                return List.of();
            }

            @Override
            public void close() {}
        };
        FeedRun run = new FeedRun(plan, folder.resolve("memory"), "test", sinks, new FeedRunListener() {
            @Override
            public void fed(String source, int stories) {}

            @Override
            public void trouble(String source, String sentence) {
                trouble.add(sentence);
            }
        });
        Thread thread = new Thread(() -> {
            try {
                run.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        thread.start();
        while (trouble.isEmpty()) {
            Thread.sleep(10);
        }
        assertThat(trouble).allMatch(t -> t.contains("no such directory to watch"));
        Files.createDirectory(drop);
        Files.writeString(drop.resolve("b.txt"), "Harbor to open.");
        while (fed.size() < 2) {
            Thread.sleep(20);
        }
        thread.interrupt();
        thread.join();
        assertThat(fed)
                .containsExactlyInAnyOrder(
                        folder.resolve("a.txt").toString(),
                        drop.resolve("b.txt").toString());
    }
}

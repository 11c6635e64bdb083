package dev.hearsay.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Queries;
import dev.hearsay.store.SinkCommit;
import dev.hearsay.store.SinkMetrics;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private final Metrics metrics = new Metrics();
    private MetricsServer server;

    @BeforeEach
    void start() {
        server = MetricsServer.start(new InetSocketAddress("127.0.0.1", 0), metrics, List.of());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private List<String> scrape() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/metrics"))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body().lines().toList();
    }

    private SinkCommit.Listener sink() {
        SinkMetrics idle = new SinkMetrics(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, true);
        return metrics.sink(() -> idle);
    }

    private static SinkCommit commit(Map<SinkCommit.Move, Integer> moved, List<Long> counted) {
        return new SinkCommit(Map.of("t", 7), Set.of(), Set.of(), moved, counted, 30);
    }

    @Test
    void outletsBeyondTheFirstFiftyShareOneSeriesAndNothingIsLost() throws Exception {
        SinkCommit.Listener listener = sink();
        Map<SinkCommit.Move, Integer> moved = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            moved.put(new SinkCommit.Move(SinkCommit.Subject.STORY, "outlet " + i, StoryStatus.USABLE, Cause.NEW), 2);
        }
        listener.committed(commit(moved, List.of()));
        listener.committed(commit(moved, List.of()));

        List<String> series = scrape().stream()
                .filter(line -> line.startsWith("hearsay_stories_written_total{"))
                .toList();
        assertThat(series).hasSize(OutletLabels.MOST + 1);
        assertThat(series).anyMatch(line -> line.contains("outlet=\"other\"") && line.endsWith(" 3800.0"));
        assertThat(series.stream()
                        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                        .sum())
                .isEqualTo(4_000);
    }

    @Test
    void eachRowOfCountsIsTimedFromTheAcceptanceOfItsStory() throws Exception {
        long now = System.currentTimeMillis();
        sink().committed(commit(Map.of(), List.of(now - 10_000, now - 700_000, now + 60_000)));

        assertThat(scrape())
                .contains(
                        "hearsay_story_to_count_seconds_bucket{le=\"0.05\"} 1", // a clock that is ahead
                        "hearsay_story_to_count_seconds_bucket{le=\"5.0\"} 1",
                        "hearsay_story_to_count_seconds_bucket{le=\"300.0\"} 2",
                        "hearsay_story_to_count_seconds_bucket{le=\"+Inf\"} 3",
                        "hearsay_sink_commit_seconds_bucket{le=\"0.05\"} 1",
                        "hearsay_sink_commit_seconds_bucket{le=\"0.025\"} 0",
                        "hearsay_sink_commit_records_sum 7.0");
    }

    @Test
    void aDatabaseThatDoesNotAnswerHidesNothingElse(@TempDir Path folder) throws Exception {
        Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
        metrics.database(new Queries(database));
        metrics.lag(Stage.COUNT, () -> Double.NaN);
        database.close();

        assertThat(scrape())
                .contains("hearsay_lag_records{stage=\"count\"} NaN")
                .noneMatch(line -> line.startsWith("hearsay_rows{"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{"));
    }
}

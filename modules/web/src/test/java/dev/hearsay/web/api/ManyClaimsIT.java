package dev.hearsay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyClaimsIT {
    private static final int STORIES = 1_000;
    private static final int CLAIMS_EACH = 100;
    private static final int ARRIVING = 100;

    @TempDir
    Path folder;

    @Test
    void pagesBringAHundredThousandClaimsOnceEachWhileNewOnesArrive() throws Exception {
        try (RunningServer server = RunningServer.start(folder)) {
            Instant start = Instant.parse("2026-11-20T00:00:00Z");
            Set<String> before = new HashSet<>();
            for (int i = 0; i < STORIES; i++) {
                before.addAll(publish(server, "old-" + i, start.plus(Duration.ofMinutes(i % 200))));
                if (i % 20 == 19) {
                    server.newsroom().commitWithoutCounts();
                }
            }
            assertThat(before).hasSize(STORIES * CLAIMS_EACH);

            AtomicBoolean reading = new AtomicBoolean(true);
            int[] arrived = {0};
            Thread writer = new Thread(() -> arrived[0] = write(server, start, reading));
            writer.start();
            List<String> seen = new ArrayList<>();
            try {
                ObjectMapper json = new ObjectMapper();
                String cursor = "";
                do {
                    JsonNode page = json.readTree(
                            server.get("/api/v1/claims?limit=200" + cursor).body());
                    page.get("items")
                            .forEach(item -> seen.add(item.get("claimId").asText()));
                    cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
                } while (!cursor.isEmpty());
            } finally {
                reading.set(false);
                writer.join();
            }
            assertThat(arrived[0]).isPositive();
            Set<String> distinct = new HashSet<>(seen);
            assertThat(seen.size() - distinct.size()).as("repeated").isZero();
            before.removeAll(distinct);
            assertThat(before).as("lost").isEmpty();
        }
    }

    /** New stories among the old ones' times and after them. */
    private static int write(RunningServer server, Instant start, AtomicBoolean reading) {
        int written = 0;
        try {
            while (reading.get() && written < ARRIVING) {
                publish(server, "new-" + written, start.plus(Duration.ofMinutes(written * 7L % 400)));
                server.newsroom().commitWithoutCounts();
                written++;
                Thread.sleep(50);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return written;
    }

    private static List<String> publish(RunningServer server, String document, Instant time) {
        List<Newsroom.Said> said = new ArrayList<>();
        for (int i = 0; i < CLAIMS_EACH; i++) {
            said.add(new Newsroom.Said(
                    server.newsroom().speakers().get(i % 30),
                    Act.STATEMENT,
                    ClaimType.INDIRECT,
                    document + " says " + i,
                    List.of()));
        }
        return server.newsroom().claimIds(server.newsroom().publish(document, time, "Harbor Post", said));
    }
}

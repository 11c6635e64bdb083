package dev.hearsay.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClaimStreamTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private RunningServer server;
    private Newsroom newsroom;

    @BeforeEach
    void start() throws Exception {
        server = RunningServer.start(folder);
        newsroom = server.newsroom();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private EventReader follow(String query, String lastEventId) throws Exception {
        URI address = server.uri(ClaimStream.PATH + query);
        EventReader reader = new EventReader(address, lastEventId);
        await().atMost(PATIENCE).until(() -> !reader.lastId().isEmpty());
        return reader;
    }

    private Newsroom.Said said(int speaker, String words) {
        return new Newsroom.Said(newsroom.speakers().get(speaker), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
    }

    private String publish(String document, String outlet, Newsroom.Said... said) throws Exception {
        String story = newsroom.publish(document, Instant.now(), outlet, List.of(said));
        newsroom.commit();
        return story;
    }

    @Test
    void aClaimComesWhenItIsCommittedAndSoDoesItsEnd() throws Exception {
        publish("before", "Harbor Post", said(0, "long ago"));
        try (EventReader reader = follow("", "")) {
            String story = publish("a", "Harbor Post", said(0, "the dam holds"));
            String id = newsroom.claimIds(story).get(0);
            await().atMost(PATIENCE).until(() -> reader.claims().equals(List.of("claim " + id)));
            assertThat(reader.changes().get(0).json().at("/claim/contentText").asText())
                    .isEqualTo("the dam holds");

            newsroom.kill(story);
            newsroom.commit();
            await().atMost(PATIENCE).until(() -> reader.claims().size() == 2);
            EventReader.Event end = reader.changes().get(1);
            assertThat(end.name()).isEqualTo("retraction");
            assertThat(end.json().get("cause").asText()).isEqualTo("KILLED");
            assertThat(end.data()).doesNotContain("dam holds");
        }
    }

    @Test
    void whoeverComesBackGoesOnWhereTheyWere() throws Exception {
        List<String> seen = new ArrayList<>();
        String position;
        try (EventReader reader = follow("", "")) {
            newsroom.work(20, Instant.now().minusSeconds(60), Instant.now());
            await().atMost(PATIENCE).until(() -> reader.claims().size() > 10);
            position = reader.lastId();
            reader.changes().stream()
                    .takeWhile(event -> !event.id().equals(position))
                    .forEach(event -> seen.add(event.id()));
            seen.add(position);
        }
        newsroom.work(20, Instant.now().minusSeconds(60), Instant.now());
        long all = server.get("/api/v1/changes?format=jsonl").body().lines().count();
        try (EventReader reader = follow("", position)) {
            await().atMost(PATIENCE).until(() -> seen.size() + reader.changes().size() >= all);
            reader.changes().forEach(event -> seen.add(event.id()));
        }
        assertThat(seen).hasSize((int) all).doesNotHaveDuplicates();
    }

    @Test
    void whoeverStartsAtTheBeginningIsCaughtUpFromTheDatabase() throws Exception {
        newsroom.work(600, Instant.now().minusSeconds(9_000), Instant.now());
        long all = server.get("/api/v1/changes?format=jsonl").body().lines().count();
        try (EventReader reader = follow("", "0:-1")) {
            await().atMost(PATIENCE).until(() -> reader.claims().size() == all);
            publish("late", "Harbor Post", said(1, "and one more"));
            await().atMost(PATIENCE).until(() -> reader.claims().size() == all + 1);
            assertThat(reader.changes()).extracting(EventReader.Event::id).doesNotHaveDuplicates();
        }
    }

    @Test
    void aFilterLetsThroughWhatItNamesAndTheEndOfIt() throws Exception {
        String actor = newsroom.speakers().get(0).id().replace(" ", "%20");
        try (EventReader ofActor = follow("?actor=" + actor, "");
                EventReader ofOutlet = follow("?outlet=Radio%20Varga", "");
                EventReader ofWords = follow("?q=Dam%20holds", "")) {
            String both = publish("a", "Radio Varga", said(0, "the dam holds"), said(1, "the tax falls"));
            publish("b", "Harbor Post", said(1, "the tax falls again"));
            await().atMost(PATIENCE)
                    .until(() ->
                            ofWords.claims().size() == 1 && ofOutlet.claims().size() == 2);
            newsroom.kill(both);
            newsroom.commit();
            String first = newsroom.speakers().get(0).id();
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(ofActor.claims()).hasSize(2);
                assertThat(ofOutlet.claims()).hasSize(4);
                assertThat(ofWords.claims()).hasSize(3);
            });
            assertThat(ofActor.changes().get(0).json().at("/after/actorId").asText())
                    .isEqualTo(first);
            assertThat(ofWords.claims().get(0)).startsWith("claim ");
            // which of the claims held the words is not known once they are gone: all ends are told
            assertThat(ofWords.claims().subList(1, 3)).allMatch(claim -> claim.startsWith("retraction "));
        }
    }

    @Test
    void aChangeOfCountsIsToldToWhomAsks() throws Exception {
        try (EventReader reader = follow("?counts=true&story=-", "")) {
            publish("a", "Harbor Post", said(0, "one"));
            await().atMost(PATIENCE)
                    .until(() -> reader.events().stream().anyMatch(e -> e.name().equals("counts")));
            assertThat(reader.claims()).isEmpty();
        }
    }

    @Test
    void aConnectionThatEndsIsForgottenThoughNothingHappens() throws Exception {
        follow("", "").close();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> server.get("/metrics").body().contains("hearsay_stream_subscribers 0.0"));
    }

    @Test
    void aConnectionThatEndsIsForgotten() throws Exception {
        try (EventReader reader = follow("", "")) {
            assertThat(server.get("/metrics").body()).contains("hearsay_stream_subscribers 1.0");
        }
        await().atMost(PATIENCE).until(() -> {
            publish("x" + System.nanoTime(), "Harbor Post", said(0, "tick"));
            return server.get("/metrics").body().contains("hearsay_stream_subscribers 0.0");
        });
    }
}

package dev.hearsay.feeds.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.MockArticles;
import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StoryPushTest {
    private static final String STORY =
            "{\"uri\":\"urn:x:1\",\"version\":\"1\",\"provider\":\"Quill\",\"language\":\"en\",\"body_text\":\"Odile Marrane said so.\"}";

    private final MockProducer<String, Article> acknowledging = MockArticles.mock(true);

    private static StoryPush push(MockProducer<String, Article> producer, StoryPush.Settings settings) {
        return new StoryPush(MockArticles.producer(producer), ReadOptions.of(""), settings);
    }

    private static StoryPush.Settings settings() {
        return new StoryPush.Settings(Optional.empty(), Duration.ofMillis(200), 100_000, 3);
    }

    private static PushRequest request(String body) {
        return new PushRequest(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void storiesThatKafkaAcknowledgedAreAccepted() {
        PushAnswer answer = push(acknowledging, settings()).post(request(STORY));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).isEqualTo("{\"accepted\":1,\"cancels\":0,\"refused\":[]}");
        assertThat(acknowledging.history()).singleElement().satisfies(r -> assertThat(r.key())
                .isEqualTo("Quill:urn%3Ax%3A1"));
    }

    @Test
    void storiesThatKafkaDoesNotAcknowledgeAreNot() {
        PushAnswer answer = push(MockArticles.mock(false), settings()).post(request(STORY));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "5");
    }

    @Test
    void failureOfOneRecordOfAStoryIsAFailureOfAll() throws Exception {
        MockProducer<String, Article> producer = MockArticles.mock(false);
        StoryPush push = push(producer, new StoryPush.Settings(Optional.empty(), Duration.ofSeconds(10), 100_000, 3));
        CompletableFuture<PushAnswer> answer = CompletableFuture.supplyAsync(
                () -> push.post(request(STORY.replace("{\"uri\"", "{\"replacing\":[\"urn:x:0\"],\"uri\""))));
        while (producer.history().size() < 2) {
            Thread.sleep(5);
        }
        producer.completeNext();
        assertThat(answer.isDone()).isFalse();
        producer.errorNext(new TimeoutException("gone"));
        assertThat(answer.get().status()).isEqualTo(503);
    }

    @Test
    void storyThatKafkaNeverTakesIsRefused() throws Exception {
        MockProducer<String, Article> producer = MockArticles.mock(false);
        StoryPush push = push(producer, new StoryPush.Settings(Optional.empty(), Duration.ofSeconds(10), 100_000, 3));
        CompletableFuture<PushAnswer> answer = CompletableFuture.supplyAsync(() -> push.post(request(STORY)));
        while (producer.history().isEmpty()) {
            Thread.sleep(5);
        }
        producer.errorNext(new RecordTooLargeException("large"));
        assertThat(answer.get().status()).isEqualTo(413);
    }

    @Test
    void whatIsRefusedIsListedBesideWhatIsAccepted() {
        PushAnswer answer = push(acknowledging, settings()).post(request(STORY + "\n{\"uri\":\n" + STORY + "\n"));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).contains("\"accepted\":2", "\"where\":\"<push>:2\"", "\"kind\":\"MALFORMED\"");
    }

    @Test
    void requestWithNothingToAcceptIsUnprocessable() {
        assertThat(push(acknowledging, settings()).post(request("{\"uri\":")).status())
                .isEqualTo(422);
        assertThat(push(acknowledging, settings()).post(request("")).status()).isEqualTo(422);
        assertThat(acknowledging.history()).isEmpty();
    }

    @Test
    void requestThatIsTooLongIsRefusedWhole() {
        assertThat(push(acknowledging, settings())
                        .post(request((STORY + "\n").repeat(2_000)))
                        .status())
                .isEqualTo(413);
        assertThat(acknowledging.history()).isEmpty();
    }

    @Test
    void tokenIsNeededWhenOneIsSet() {
        StoryPush push =
                push(acknowledging, new StoryPush.Settings(Optional.of("secret"), Duration.ofSeconds(1), 100_000, 3));
        assertThat(push.post(request(STORY)).status()).isEqualTo(401);
        PushRequest wrong = request(STORY);
        assertThat(push.post(new PushRequest(
                                Optional.of("Bearer wrong"),
                                wrong.contentType(),
                                wrong.origin(),
                                Map.of(),
                                wrong.body()))
                        .status())
                .isEqualTo(401);
        PushRequest right = request(STORY);
        assertThat(push.post(new PushRequest(
                                Optional.of("Bearer secret"),
                                right.contentType(),
                                right.origin(),
                                Map.of(),
                                right.body()))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void pagesInBrowsersMayNotPush() {
        PushRequest plain = request(STORY);
        PushRequest browser = new PushRequest(
                plain.authorization(),
                plain.contentType(),
                Optional.of("https://evil.example"),
                Map.of(),
                plain.body());
        assertThat(push(acknowledging, settings()).post(browser).status()).isEqualTo(403);
    }

    @Test
    void formatComesFromTheContentTypeAndOptionsFromTheQuery() {
        PushRequest plain = request("id,text\n1,Odile Marrane said so.\n");
        PushAnswer answer = push(acknowledging, settings())
                .post(new PushRequest(
                        Optional.empty(),
                        Optional.of("text/csv; charset=utf-8"),
                        Optional.empty(),
                        Map.of("provider", "Desk"),
                        plain.body()));
        assertThat(answer.status()).isEqualTo(202);
        assertThat(acknowledging.history()).singleElement().satisfies(r -> assertThat(r.key())
                .isEqualTo("Desk:1"));
        assertThat(push(acknowledging, settings())
                        .post(new PushRequest(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of("farbe", "rot"),
                                plain.body()))
                        .json())
                .contains("'farbe' means nothing here");
    }

    @Test
    void moreThanCanBeOnItsWayIsSentAway() throws Exception {
        MockProducer<String, Article> producer = MockArticles.mock(false);
        StoryPush push = push(producer, new StoryPush.Settings(Optional.empty(), Duration.ofSeconds(5), 100_000, 2));
        List<CompletableFuture<PushAnswer>> first = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            first.add(CompletableFuture.supplyAsync(() -> push.post(request(STORY))));
        }
        while (producer.history().size() < 2) {
            Thread.sleep(5);
        }
        PushAnswer third = push.post(request(STORY));
        assertThat(third.status()).isEqualTo(429);
        assertThat(third.headers()).containsEntry("Retry-After", "1");
        producer.completeNext();
        producer.completeNext();
        for (CompletableFuture<PushAnswer> answer : first) {
            assertThat(answer.get().status()).isEqualTo(202);
        }
    }

    @Test
    void serverAnswersOnItsPathOnly() throws Exception {
        try (PushServer server = PushServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), push(acknowledging, settings()))) {
            HttpClient client = HttpClient.newHttpClient();
            URI base = URI.create("http://127.0.0.1:" + server.port());
            HttpRequest.Builder post = HttpRequest.newBuilder(base.resolve("/api/v1/stories?provider=Desk"))
                    .POST(HttpRequest.BodyPublishers.ofString(STORY));
            assertThat(client.send(post.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(202);
            assertThat(client.send(
                                    HttpRequest.newBuilder(base.resolve("/api/v1/stories"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(405);
            assertThat(client.send(
                                    HttpRequest.newBuilder(base.resolve("/")).build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}

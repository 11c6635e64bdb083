package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.ClaimChanges;
import dev.hearsay.store.Database;
import dev.hearsay.store.Newsroom;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.RunningServer;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.api.OpenApi;
import dev.hearsay.web.metrics.Metrics;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.core.ConditionFactory;
import org.eclipse.jetty.http.HttpDateTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What holds for webhooks over either database. */
abstract class WebhooksContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String TOKEN = "writers only";
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[32]);
    private static final WebhookSettings QUICK = new WebhookSettings(
            true, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofMillis(100), 4, Duration.ofDays(1));

    private RunningServer server;
    private Newsroom newsroom;
    private Receiver receiver;

    /** A database; the same one for as long as a test runs. */
    abstract Database open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        start(QUICK);
    }

    private void start(WebhookSettings settings) throws Exception {
        server = RunningServer.start(open(), s -> s.withWriteToken(TOKEN).withWebhooks(settings));
        newsroom = server.newsroom();
        receiver = new Receiver();
    }

    @AfterEach
    void stop() {
        server.close();
        receiver.close();
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(20));
    }

    private JsonNode ask(String method, String path, String body) throws Exception {
        HttpResponse<String> answer =
                server.send(method, "/api/v1/subscriptions" + path, body, "Authorization", "Bearer " + TOKEN);
        assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private String subscribe(String filter) throws Exception {
        return subscribe(receiver, filter);
    }

    private String subscribe(Receiver to, String filter) throws Exception {
        return ask("POST", "", "{\"url\":\"%s\",\"secret\":\"%s\",\"filter\":%s}".formatted(to.url(), SECRET, filter))
                .get("id")
                .asText();
    }

    private Newsroom.Said said(int speaker, String words) {
        return new Newsroom.Said(newsroom.speakers().get(speaker), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
    }

    private String publish(String document, String words) throws Exception {
        String story = newsroom.publish(document, Instant.now(), "Harbor Post", List.of(said(0, words)));
        newsroom.commit();
        return story;
    }

    private static List<String> contents(List<JsonNode> changes) {
        return changes.stream()
                .map(change ->
                        change.path("content").asText(change.path("cause").asText()))
                .toList();
    }

    private static String signature(String id, String timestamp, byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(new byte[32], "HmacSHA256"));
        mac.update((id + "." + timestamp + "." + new String(body, StandardCharsets.UTF_8))
                .getBytes(StandardCharsets.UTF_8));
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal());
    }

    @Test
    void aClaimComesSignedWhenItIsCommittedAndSoDoesItsEnd() throws Exception {
        publish("before", "long ago");
        String id = subscribe("{}");
        String story = publish("a", "the dam “holds”");
        eventually().until(() -> receiver.changes().size() == 1);
        Receiver.Delivery first = receiver.taken().get(0);
        assertThat(first.contentType()).isEqualTo("application/json");
        assertThat(first.signature()).isEqualTo(signature(first.id(), first.timestamp(), first.body()));
        assertThat(Long.parseLong(first.timestamp()))
                .isBetween(Instant.now().getEpochSecond() - 60, Instant.now().getEpochSecond() + 1);
        assertThat(first.json().get("type").asText()).isEqualTo("claims.changed");
        assertThat(first.json().at("/data/subscriptionId").asText()).isEqualTo(id);
        new OpenApi(server.get("/api/v1/openapi.json").body())
                .checkWebhook("claims.changed", first.json().toString());
        JsonNode change = first.changes().get(0);
        assertThat(change.at("/claim/contentText").asText()).isEqualTo("the dam “holds”");
        assertThat(first.json().get("timestamp")).isEqualTo(change.get("changed"));
        // exactly what every other reader of the log is given
        assertThat(JSON.readTree(server.get("/api/v1/changes").body()).at("/items/0/change"))
                .isEqualTo(change);

        newsroom.kill(story);
        newsroom.commit();
        eventually().until(() -> receiver.changes().size() == 2);
        JsonNode end = receiver.changes().get(1);
        assertThat(end.get("cause").asText()).isEqualTo("KILLED");
        assertThat(end.has("after")).isFalse();
        assertThat(end.toString()).doesNotContain("dam");
        eventually().untilAsserted(() -> {
            JsonNode shown = ask("GET", "/" + id, "");
            assertThat(shown.get("delivered").asLong()).isEqualTo(2);
            assertThat(shown.toString()).doesNotContain("whsec_");
        });
        assertThat(server.get("/metrics").body())
                .contains("hearsay_webhook_changes_total 2.0")
                .contains("hearsay_webhook_deliveries_total{outcome=\"delivered\"} 2.0")
                .contains("hearsay_webhook_subscriptions 1.0");
    }

    @Test
    void aFilterLetsThroughWhatItNames() throws Exception {
        subscribe("{\"q\":\"Dam holds\",\"actor\":\"%s\"}"
                .formatted(newsroom.speakers().get(0).id()));
        newsroom.publish(
                "a",
                Instant.now(),
                "Harbor Post",
                List.of(said(0, "the tax falls"), said(1, "the dam holds"), said(0, "the dam holds, too")));
        newsroom.commit();
        publish("b", "the dam holds still");
        eventually().until(() -> receiver.changes().size() == 2);
        assertThat(contents(receiver.changes())).containsExactly("the dam holds, too", "the dam holds still");
    }

    @Test
    void aReceiverThatFailsGetsTheSameDeliveryAgainAndThenTheRestInOrder() throws Exception {
        subscribe("{}");
        receiver.now(exchange -> receiver.all().size() < 3 ? 500 : 200);
        publish("a", "one");
        publish("b", "two");
        publish("c", "three");
        eventually().until(() -> receiver.changes().size() == 3);
        assertThat(contents(receiver.changes())).containsExactly("one", "two", "three");
        List<Receiver.Delivery> attempts = receiver.all().subList(0, 3);
        assertThat(attempts)
                .extracting(Receiver.Delivery::id)
                .containsOnly(attempts.get(0).id());
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(attempt.json()).isEqualTo(attempts.get(0).json());
            assertThat(attempt.signature()).isEqualTo(signature(attempt.id(), attempt.timestamp(), attempt.body()));
        });
    }

    @Test
    void whatCannotBeDeliveredGoesOnTheDeadListAndTheNextIsSent() throws Exception {
        String id = subscribe("{}");
        receiver.now(exchange -> 500);
        publish("a", "one");
        eventually().until(() -> ask("GET", "/" + id, "").get("dead").asInt() == 1);
        assertThat(receiver.all()).hasSize(QUICK.attempts());
        receiver.now(exchange -> 204);
        publish("b", "two");
        eventually().until(() -> receiver.changes().size() == 1);
        assertThat(contents(receiver.changes())).containsExactly("two");

        JsonNode dead = ask("GET", "/" + id + "/dead-deliveries", "").at("/items/0");
        assertThat(dead.get("error").asText()).isEqualTo("It answered 500.");
        assertThat(dead.get("attempts").asInt()).isEqualTo(QUICK.attempts());
        assertThat(dead.get("messageId").asText())
                .isEqualTo(receiver.all().get(0).id());

        receiver.now(exchange -> 404);
        String resend = "/" + id + "/dead-deliveries/" + dead.get("id").asText() + "/resend";
        ask("POST", resend, "");
        eventually().until(() -> ask("GET", "/" + id + "/dead-deliveries", "")
                .at("/items/0/error")
                .asText()
                .equals("It answered 404."));
        receiver.now(exchange -> 204);
        ask("POST", resend, "");
        eventually().until(() -> receiver.changes().size() == 2);
        assertThat(contents(receiver.changes())).containsExactly("two", "one");
        eventually().until(() -> ask("GET", "/" + id, "").get("dead").asInt() == 0);
        assertThat(server.get("/metrics").body()).contains("hearsay_webhook_deliveries_total{outcome=\"dead\"} 1.0");
    }

    @Test
    void itIsGivenUpWhenItIsOldToo() throws Exception {
        stop();
        start(new WebhookSettings(
                true,
                Duration.ofMinutes(1),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Integer.MAX_VALUE,
                Duration.ofMillis(500)));
        String id = subscribe("{}");
        receiver.now(exchange -> 500);
        publish("a", "one");
        eventually().until(() -> ask("GET", "/" + id, "").get("dead").asInt() == 1);
    }

    @Test
    void aReceiverThatAsksForAPauseGetsIt() throws Exception {
        stop();
        start(new WebhookSettings(
                true, Duration.ofMinutes(1), Duration.ofMillis(20), Duration.ofSeconds(10), 4, Duration.ofDays(1)));
        subscribe("{}");
        assertThat(pauseWhenAskedFor(() -> "2")).isGreaterThan(Duration.ofMillis(1_900));
        // of a date, part of its first second may have passed
        assertThat(pauseWhenAskedFor(
                        () -> HttpDateTime.format(Instant.now().plusSeconds(3).atOffset(ZoneOffset.UTC))))
                .isGreaterThan(Duration.ofMillis(1_900));
    }

    @Test
    void aReceiverIsNotLeftAloneForLongerThanTheLongestWait() throws Exception {
        subscribe("{}");
        pauseWhenAskedFor(() -> "99999999");
        pauseWhenAskedFor(() -> "Fri, 31 Dec 9999 23:59:59 GMT");
    }

    /** The time between an attempt that is answered so and the next one. */
    private Duration pauseWhenAskedFor(Supplier<String> retryAfter) throws Exception {
        int before = receiver.changes().size();
        List<Instant> asked = new CopyOnWriteArrayList<>();
        receiver.now(exchange -> {
            asked.add(Instant.now());
            exchange.getResponseHeaders().set("Retry-After", retryAfter.get());
            return asked.size() == 1 ? 429 : 204;
        });
        publish("pause " + before, "one");
        eventually().until(() -> receiver.changes().size() == before + 1);
        return Duration.between(asked.get(0), asked.get(1));
    }

    @Test
    void theWordsOfAKilledStoryAreNotSentHoweverLongItsDeliveryTakes() throws Exception {
        String id = subscribe("{}");
        CountDownLatch asked = new CountDownLatch(1);
        receiver.now(exchange -> {
            asked.countDown();
            return 503;
        });
        String story = publish("a", "the vault is empty");
        asked.await();
        eventually().until(() -> ask("GET", "/" + id, "").get("dead").asInt() == 1);
        newsroom.kill(story);
        newsroom.commit();
        receiver.now(exchange -> 204);
        eventually().until(() -> receiver.changes().size() == 1);
        ask("POST", "/" + id + "/dead-deliveries/resend", "");
        eventually().until(() -> receiver.changes().size() == 2);
        assertThat(contents(receiver.changes())).containsExactly("KILLED", "NEW");
        assertThat(receiver.taken())
                .allSatisfy(delivery -> assertThat(delivery.json().toString()).doesNotContain("vault"));
    }

    @Test
    void aReceiverThatNeverAnswersHoldsUpNobody() throws Exception {
        stop();
        start(new WebhookSettings(
                true, Duration.ofMinutes(10), Duration.ofMillis(20), Duration.ofMillis(100), 4, Duration.ofDays(1)));
        CountDownLatch end = new CountDownLatch(1);
        List<Receiver> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Receiver one = new Receiver();
                one.now(exchange -> {
                    end.await();
                    return 0;
                });
                silent.add(one);
                subscribe(one, "{}");
            }
            subscribe("{}");
            publish("a", "one");
            eventually().until(() -> silent.stream().allMatch(one -> one.all().size() == 1));
            publish("b", "two");
            eventually().until(() -> receiver.changes().size() == 2);
            assertThat(silent)
                    .as("they still say nothing")
                    .allMatch(one -> one.all().size() == 1);
        } finally {
            end.countDown();
            silent.forEach(Receiver::close);
        }
    }

    @Test
    void anAnswerWithoutEndIsCutOff() throws Exception {
        String id = subscribe("{}");
        CountDownLatch cutOff = new CountDownLatch(1);
        receiver.now(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                while (true) {
                    out.write(new byte[8_192]);
                }
            } catch (IOException e) {
                cutOff.countDown();
            }
            return 0;
        });
        publish("a", "one");
        assertThat(cutOff.await(1, TimeUnit.MINUTES)).isTrue();
        eventually()
                .until(() -> ask("GET", "/" + id, "").toString().contains("It answered 500.")
                        || ask("GET", "/" + id, "").get("dead").asInt() == 1);
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        try (Receiver other = new Receiver()) {
            String id = subscribe("{}");
            receiver.now(exchange -> {
                exchange.getResponseHeaders().set("Location", other.url());
                return 307;
            });
            publish("a", "one");
            eventually().until(() -> ask("GET", "/" + id, "").get("dead").asInt() == 1);
            assertThat(ask("GET", "/" + id + "/dead-deliveries", "")
                            .at("/items/0/error")
                            .asText())
                    .isEqualTo("It answered 307, a redirect, which is not followed.");
            assertThat(other.all()).isEmpty();
        }
    }

    @Test
    void aPrivateAddressIsNotConnectedToWhateverItsName() throws Exception {
        stop();
        start(QUICK.withPrivateAllowed(false));
        try (Subscriptions subscriptions = new Subscriptions(server.database())) {
            // past the look at the address: as a name would that is found to be private only when it is looked up
            SubscriptionRequest request = new SubscriptionRequest(
                    "http://localhost:" + receiver.port() + "/", "", Map.of(), Optional.empty(), Optional.empty());
            Subscription opened = request.open(new ClaimChanges(server.database()), Instant.now())
                    .subscription();
            subscriptions.add(opened, SECRET);
            publish("a", "one");
            eventually()
                    .until(() -> ask("GET", "/" + opened.id(), "").get("dead").asInt() == 1);
            assertThat(ask("GET", "/" + opened.id() + "/dead-deliveries", "")
                            .at("/items/0/error")
                            .asText())
                    .isEqualTo(
                            "Localhost is in a private network, or is this machine; --allow-private-webhooks permits that.");
            assertThat(receiver.all()).isEmpty();
        }
    }

    @Test
    void aReceiverThatIsGonePausesItsSubscription() throws Exception {
        String id = subscribe("{}");
        receiver.now(exchange -> 410);
        publish("a", "one");
        eventually().until(() -> ask("GET", "/" + id, "").get("state").asText().equals("paused"));
        assertThat(ask("GET", "/" + id, "").get("reason").asText()).contains("410");
        assertThat(receiver.all()).hasSize(1);
        receiver.now(exchange -> 204);
        ask("PATCH", "/" + id, "{\"paused\":false}");
        eventually().until(() -> receiver.changes().size() == 1);
        assertThat(contents(receiver.changes())).containsExactly("one");
    }

    @Test
    void whatComesWhileItIsPausedIsDeliveredAfterwards() throws Exception {
        String id = subscribe("{}");
        ask("PATCH", "/" + id, "{\"paused\":true,\"note\":\"holidays\"}");
        publish("a", "one");
        publish("b", "two");
        String other = subscribe("{}");
        publish("c", "three");
        eventually().until(() -> receiver.changes().size() == 1);
        assertThat(receiver.taken().get(0).json().at("/data/subscriptionId").asText())
                .isEqualTo(other);
        ask("DELETE", "/" + other, "");
        ask("PATCH", "/" + id, "{\"paused\":false}");
        eventually().until(() -> receiver.changes().size() == 4);
        assertThat(contents(receiver.changes().subList(1, 4))).containsExactly("one", "two", "three");
    }

    @Test
    void aServerThatComesBackGoesOnWhereItWas() throws Exception {
        subscribe("{}");
        publish("a", "one");
        eventually().until(() -> receiver.changes().size() == 1);
        server.stop();
        publish("b", "two");
        newsroom.work(300, Instant.now().minusSeconds(3_600), Instant.now());
        server.startAgain();
        long all = new ClaimChanges(server.database()).latest();
        eventually().until(() -> receiver.changes().size() >= all);
        publish("c", "last");
        eventually().until(() -> contents(receiver.changes()).contains("last"));
        List<Long> ids = receiver.changes().stream()
                .map(change -> change.get("id").asLong())
                .distinct()
                .toList();
        assertThat(ids)
                .as("none is missing, and they come in the order of the log")
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, all + 1).boxed().toList());
        assertThat(receiver.taken()).allSatisfy(d -> assertThat(d.changes()).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void aDeliveryThatFailedBeforeARestartIsTheSameAfterIt() throws Exception {
        stop();
        start(new WebhookSettings(
                true, Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofSeconds(1), 100, Duration.ofDays(1)));
        String id = subscribe("{}");
        receiver.now(exchange -> 500);
        publish("a", "one");
        eventually()
                .until(() -> ask("GET", "/" + id, "").at("/failing/attempts").asInt() >= 1);
        publish("b", "two");
        server.stop();
        int before = receiver.all().size();
        receiver.now(exchange -> 204);
        server.startAgain();
        eventually().until(() -> receiver.changes().size() == 2);
        assertThat(receiver.all().get(before).id())
                .isEqualTo(receiver.all().get(0).id());
        assertThat(receiver.taken()).hasSize(2);
    }

    @Test
    void ofTwoServersOnOneDatabaseOneDelivers() throws Exception {
        try (WebServer second =
                WebServer.start(WebSettings.on(0).withWebhooks(QUICK), server.database(), new Metrics(), List.of())) {
            subscribe("{}");
            for (int i = 0; i < 20; i++) {
                publish("a" + i, "number " + i);
            }
            eventually().until(() -> distinct().size() == 20);
            server.stop();
            publish("b", "after the first one is gone");
            eventually().until(() -> distinct().size() == 21);
            second.close();
            server.startAgain();
            publish("c", "and back");
            eventually().until(() -> distinct().size() == 22);
            assertThat(receiver.changes()).as("not each of them by both").hasSizeLessThan(33);
        }
    }

    private Set<String> distinct() {
        return new HashSet<>(contents(receiver.changes()));
    }

    @Test
    void aLogThatIsReadAnewIsDeliveredAnew() throws Exception {
        subscribe("{}");
        for (int i = 0; i < 5; i++) {
            publish("a" + i, "old " + i);
        }
        eventually().until(() -> receiver.changes().size() == 5);
        // its topic is another one, whose offsets begin at 0
        try (Newsroom other = new Newsroom(server.database(), 12, 30)) {
            other.publish("b", Instant.now(), "Harbor Post", List.of(said(0, "new")));
            other.commit();
            eventually().until(() -> contents(receiver.changes()).contains("new"));
        }
    }

    @Test
    void aNewSecretSignsBesideTheOldOne() throws Exception {
        String id = subscribe("{}");
        String secret = ask("POST", "/" + id + "/secret", "{}").get("secret").asText();
        publish("a", "one");
        eventually().until(() -> receiver.changes().size() == 1);
        Receiver.Delivery delivery = receiver.taken().get(0);
        String[] signatures = delivery.signature().split(" ");
        assertThat(signatures).hasSize(2);
        assertThat(signatures[1]).isEqualTo(signature(delivery.id(), delivery.timestamp(), delivery.body()));
        assertThat(signatures[0]).isNotEqualTo(signatures[1]);
        assertThat(secret).startsWith("whsec_");
    }

    @Test
    void whoeverAsksForTheBeginningGetsIt() throws Exception {
        newsroom.work(200, Instant.now().minusSeconds(3_600), Instant.now());
        long all = new ClaimChanges(server.database()).latest();
        ask("POST", "", "{\"url\":\"%s\",\"after\":\"none\"}".formatted(receiver.url()));
        eventually().until(() -> receiver.changes().size() == all);
    }
}

package dev.hearsay.feeds.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.ArticleSink;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine: the requests it gets and the stories that come of its answers. */
@Timeout(60)
class FeedPollTest {
    @TempDir
    private Path memory;

    private HttpServer server;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> fed = new CopyOnWriteArrayList<>();
    private final List<String> trouble = new CopyOnWriteArrayList<>();
    private final AtomicBoolean kafkaAway = new AtomicBoolean();
    private volatile Answer answer = exchange -> {};

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private final class Sink implements ArticleSink {
        private final List<String> pending = new ArrayList<>();

        @Override
        public void accept(Parsed parsed) {
            if (parsed instanceof Parsed.Accepted accepted) {
                pending.add(accepted.article().getDocumentId() + " "
                        + accepted.article().getStatus());
            }
        }

        @Override
        public List<Parsed.Refused> flush() {
            if (kafkaAway.get()) {
                throw new PublishException("Kafka is away", 0, new IOException());
            }
            fed.addAll(pending);
            return List.of();
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            requests.add(exchange.getRequestURI() + " " + headers.getFirst("If-None-Match") + " "
                    + headers.getFirst("If-Modified-Since"));
            answer.to(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private FeedPoll poll(boolean allowPrivate) {
        return poll(allowPrivate, Duration.ofMillis(60));
    }

    private FeedPoll poll(boolean allowPrivate, Duration every) {
        return new FeedPoll(
                address("/rss"),
                new FeedPoll.Settings(every, memory, allowPrivate, Duration.ofMillis(700), "hearsay-test"),
                ReadOptions.of("").withProvider("echo").withLimits(new ReadLimits(200_000, 100, 250, 1 << 20, 10)),
                Sink::new,
                new PollListener() {
                    @Override
                    public void trouble(String sentence) {
                        trouble.add(sentence);
                    }
                });
    }

    private void once() {
        poll(true).once();
    }

    private static String rss(String... items) {
        StringBuilder all =
                new StringBuilder("<rss version=\"2.0\"><channel><title>Echo</title><link>https://echo.example/</link>"
                        + "<description>x</description>");
        for (String item : items) {
            String[] parts = item.split("=");
            all.append("<item><guid isPermaLink=\"false\">")
                    .append(parts[0])
                    .append("</guid><title>T</title><description>")
                    .append(parts[1])
                    .append("</description></item>");
        }
        return all + "</channel></rss>";
    }

    private static void send(HttpExchange exchange, int status, String body, Map<String, String> headers)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void answer(int status, String body, Map<String, String> headers) {
        answer = exchange -> send(exchange, status, body, headers);
    }

    @Test
    void onlyWhatIsNewOrChangedIsFed() {
        answer(200, rss("a=One said so.", "b=Two said so."), Map.of());
        once();
        answer(200, rss("b=Two said otherwise.", "c=Three said so."), Map.of());
        once();
        once();
        assertThat(fed).containsExactly("a USABLE", "b USABLE", "b USABLE", "c USABLE");
        assertThat(trouble).isEmpty();
    }

    @Test
    void tagAndTimeAreSentBackAndUnchangedFeedsCostNothing() {
        answer(200, rss("a=One said so."), Map.of("ETag", "\"v1\"", "Last-Modified", "Tue, 06 May 2031 09:00:00 GMT"));
        once();
        answer(304, "", Map.of());
        once();
        assertThat(requests).containsExactly("/rss null null", "/rss \"v1\" Tue, 06 May 2031 09:00:00 GMT");
        assertThat(fed).containsExactly("a USABLE");
    }

    @Test
    void feedThatMovedForGoodIsAskedAtItsNewPlace() {
        answer = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/rss")) {
                send(exchange, 301, "", Map.of("Location", "/new"));
            } else {
                send(exchange, 200, rss("a=One said so."), Map.of());
            }
        };
        once();
        once();
        assertThat(requests).containsExactly("/rss null null", "/new null null", "/new null null");
    }

    @Test
    void feedThatMovedForNowIsAskedAtItsOldPlace() {
        answer = exchange -> {
            if (exchange.getRequestURI().getPath().equals("/rss")) {
                send(exchange, 302, "", Map.of("Location", address("/new")));
            } else {
                send(exchange, 200, rss("a=One said so."), Map.of());
            }
        };
        once();
        once();
        assertThat(requests).hasSize(4).startsWith("/rss null null").element(2).isEqualTo("/rss null null");
    }

    @Test
    void redirectsAreBoundedAndOnlyToTheWeb() {
        answer(302, "", Map.of("Location", "/again"));
        once();
        assertThat(requests).hasSize(6);
        answer(302, "", Map.of("Location", "file:///etc/hostname"));
        once();
        assertThat(trouble)
                .containsExactly(
                        address("/rss") + " redirects more than 5 times",
                        "file:///etc/hostname is no http or https address");
    }

    @Test
    void privateAddressesAreRefusedUnlessAllowed() {
        answer(200, rss("a=One said so."), Map.of());
        poll(false).once();
        assertThat(requests).isEmpty();
        assertThat(trouble).singleElement().asString().contains("is in a private network");
    }

    @Test
    void slowServersAreGivenUpAndAskedAgain() throws Exception {
        AtomicBoolean slow = new AtomicBoolean(true);
        answer = exchange -> {
            if (slow.getAndSet(false)) {
                exchange.sendResponseHeaders(200, 0);
                for (int i = 0; i < 30; i++) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    sleep(100);
                }
            } else {
                send(exchange, 200, rss("a=One said so."), Map.of());
            }
        };
        run(poll(true), () -> !fed.isEmpty());
        assertThat(trouble).singleElement().asString().contains("did not answer in");
    }

    @Test
    void brokenAnswersAreToldAndDoNotCountAsSeen() {
        answer(200, "<rss><channel><item>", Map.of("ETag", "\"broken\""));
        once();
        answer(200, rss("a=One said so."), Map.of());
        once();
        assertThat(trouble).singleElement().asString().contains("no XML: line 1");
        assertThat(requests).containsExactly("/rss null null", "/rss null null");
        assertThat(fed).containsExactly("a USABLE");
    }

    @Test
    void answersThatAreTooLongAreNotReceived() {
        answer(200, rss("a=" + "x".repeat(300_000)), Map.of());
        once();
        assertThat(trouble).singleElement().asString().contains("longer than 200000 bytes");
    }

    @Test
    void serverThatIsTooBusyIsLeftAloneAsLongAsItWants() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        answer = exchange -> {
            times.add(System.nanoTime());
            if (times.size() == 1) {
                send(exchange, 429, "", Map.of("Retry-After", "1"));
            } else {
                send(exchange, 200, rss("a=One said so."), Map.of());
            }
        };
        run(poll(true), () -> !fed.isEmpty());
        assertThat((times.get(1) - times.get(0)) / 1_000_000).isGreaterThanOrEqualTo(890);
        assertThat(trouble).containsExactly(address("/rss") + " answered 429");
    }

    @Test
    void failuresInARowAreAskedLessAndLessOften() throws Exception {
        List<Long> times = new CopyOnWriteArrayList<>();
        answer = exchange -> {
            times.add(System.nanoTime() / 1_000_000);
            send(exchange, 500, "", Map.of());
        };
        run(poll(true, Duration.ofMillis(100)), () -> times.size() >= 4);
        assertThat(times.get(2) - times.get(1)).isGreaterThanOrEqualTo(175);
        assertThat(times.get(3) - times.get(2)).isGreaterThanOrEqualTo(355);
    }

    @Test
    void feedThatIsGoneIsNotAskedAgain() throws Exception {
        answer(410, "", Map.of());
        Thread thread = new Thread(poll(true)::run);
        thread.start();
        thread.join(5_000);
        assertThat(thread.isAlive()).isFalse();
        assertThat(requests).hasSize(1);
        assertThat(trouble).singleElement().asString().contains("is gone (410)");
    }

    @Test
    void storiesThatKafkaDidNotTakeAreFedNextTime() {
        answer(200, rss("a=One said so."), Map.of("ETag", "\"v1\""));
        kafkaAway.set(true);
        once();
        kafkaAway.set(false);
        once();
        assertThat(trouble).containsExactly("Kafka is away");
        assertThat(requests).containsExactly("/rss null null", "/rss null null");
        assertThat(fed).containsExactly("a USABLE");
    }

    @Test
    void deletedEntryOfAtomIsFedAsACancel() {
        answer(
                200,
                "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:at=\"http://purl.org/atompub/tombstones/1.0\"><title>E</title>"
                        + "<id>e</id><updated>2031-05-06T09:00:00Z</updated>"
                        + "<at:deleted-entry ref=\"tag:e,2031:1\" when=\"2031-05-06T09:00:00Z\"/></feed>",
                Map.of());
        once();
        once();
        assertThat(fed).containsExactly("tag:e,2031:1 CANCELED");
    }

    @Test
    void addressesOtherThanOfTheWebAreRefused() {
        assertThatThrownBy(() -> new FeedPoll(
                        "file:///etc/hostname",
                        new FeedPoll.Settings(Duration.ofSeconds(1), memory, true, Duration.ofSeconds(1), "x"),
                        ReadOptions.of(""),
                        Sink::new,
                        PollListener.SILENT))
                .isInstanceOf(SourceException.class);
    }

    @Test
    void privateNetworksAreToldFromPublicOnes() throws Exception {
        for (String host : List.of(
                "10.1.2.3",
                "172.16.0.1",
                "192.168.1.1",
                "169.254.1.1",
                "100.64.0.1",
                "0.0.0.0",
                "[::1]",
                "[fd00::1]",
                "[fe80::1]",
                "[::ffff:10.0.0.1]",
                "[64:ff9b::a00:1]",
                "localhost")) {
            assertThat(Address.isPublic(host)).as(host).isFalse();
        }
        assertThat(Address.isPublic("93.184.216.34")).isTrue();
        assertThat(Address.isPublic("[2606:2800:220:1:248:1893:25c8:1946]")).isTrue();
    }

    private static void run(FeedPoll poll, java.util.function.BooleanSupplier until) throws InterruptedException {
        Thread thread = new Thread(poll::run);
        thread.start();
        for (int i = 0; i < 600 && !until.getAsBoolean(); i++) {
            Thread.sleep(20);
        }
        thread.interrupt();
        thread.join();
        assertThat(until.getAsBoolean()).isTrue();
    }

    private static void sleep(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

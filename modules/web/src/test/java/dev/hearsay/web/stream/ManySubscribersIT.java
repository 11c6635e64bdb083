package dev.hearsay.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManySubscribersIT {
    private static final int SUBSCRIBERS = 1_000;
    private static final int STORIES = 150;
    private static final long PATIENCE_NANOS = 120_000_000_000L;

    @TempDir
    Path folder;

    /** One client, read by the test's only thread. */
    private static final class Client {
        private final SocketChannel channel;
        private final String actor;
        private final StringBuilder text = new StringBuilder();
        private final Set<String> claims = new HashSet<>();
        private boolean opened;

        Client(SocketChannel channel, String actor) {
            this.channel = channel;
            this.actor = actor;
        }
    }

    @Test
    void aThousandSubscribersMissNothing() throws Exception {
        try (RunningServer server = RunningServer.start(folder);
                Selector selector = Selector.open()) {
            Newsroom newsroom = server.newsroom();
            List<Client> clients = new ArrayList<>();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                String actor = newsroom.speakers().get(i % 30).id();
                clients.add(connect(server, selector, actor));
            }
            Map<String, Long> published = new HashMap<>();
            List<Long> delays = new ArrayList<>();
            long end = System.nanoTime() + PATIENCE_NANOS;
            while (clients.stream().anyMatch(client -> !client.opened)) {
                assertThat(System.nanoTime()).as("all are connected in time").isLessThan(end);
                read(selector, published, delays);
            }
            Map<String, Set<String>> expected = new HashMap<>();
            for (int i = 0; i < STORIES; i++) {
                Newsroom.Speaker speaker = newsroom.speakers().get(i % 30);
                String story = newsroom.publish(
                        "s" + i,
                        Instant.now(),
                        "Harbor Post",
                        List.of(new Newsroom.Said(speaker, Act.STATEMENT, ClaimType.DIRECT, "number " + i, List.of())));
                String claim = newsroom.claimIds(story).get(0);
                published.put(claim, System.nanoTime());
                expected.computeIfAbsent(speaker.id(), a -> new HashSet<>()).add(claim);
                newsroom.commit();
                long pause = System.nanoTime() + 100_000_000;
                while (System.nanoTime() < pause) {
                    read(selector, published, delays);
                }
            }
            end = System.nanoTime() + PATIENCE_NANOS;
            while (clients.stream()
                            .anyMatch(client -> client.claims.size()
                                    < expected.get(client.actor).size())
                    && System.nanoTime() < end) {
                read(selector, published, delays);
            }
            for (Client client : clients) {
                assertThat(client.claims).isEqualTo(expected.get(client.actor));
                client.channel.close();
            }
            delays.sort(null);
            System.out.printf(
                    "%d subscribers, %d claims: commit to client p50 %d ms, p99 %d ms%n",
                    SUBSCRIBERS,
                    STORIES,
                    delays.get(delays.size() / 2) / 1_000_000,
                    delays.get(delays.size() * 99 / 100) / 1_000_000);
        }
    }

    private static Client connect(RunningServer server, Selector selector, String actor) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
        channel.write(ByteBuffer.wrap(("GET " + ClaimStream.PATH + "?actor=" + actor.replace(" ", "%20")
                        + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        Client client = new Client(channel, actor);
        channel.register(selector, SelectionKey.OP_READ, client);
        return client;
    }

    private static void read(Selector selector, Map<String, Long> published, List<Long> delays) throws IOException {
        selector.select(5);
        ByteBuffer buffer = ByteBuffer.allocate(64 * 1024);
        for (SelectionKey key : selector.selectedKeys()) {
            Client client = (Client) key.attachment();
            buffer.clear();
            int n = client.channel.read(buffer);
            assertThat(n).as("the connection stays").isNotNegative();
            client.text.append(new String(buffer.array(), 0, n, StandardCharsets.UTF_8));
            int end = client.text.lastIndexOf("\n\n");
            if (end < 0) {
                continue;
            }
            client.opened = true;
            for (String frame : client.text.substring(0, end).split("\n\n")) {
                int at = frame.indexOf("\"claimId\":\"");
                if (at >= 0) {
                    String claim = frame.substring(at + 11, frame.indexOf('"', at + 11));
                    assertThat(client.claims.add(claim))
                            .as("nothing comes twice")
                            .isTrue();
                    delays.add(System.nanoTime() - published.get(claim));
                }
            }
            client.text.delete(0, end + 2);
        }
        selector.selectedKeys().clear();
    }
}

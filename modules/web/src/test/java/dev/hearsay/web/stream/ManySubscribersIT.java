package dev.hearsay.web.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prints what was measured: the delay from a commit to a client, and the memory that subscribers take. */
class ManySubscribersIT {
    private static final int SUBSCRIBERS = 1_000;
    private static final int STORIES = 150;
    private static final int UNREAD_STORIES = 300;
    private static final long PATIENCE_NANOS = 240_000_000_000L;
    private static final long MAX_BYTES_A_SUBSCRIBER = 200_000;
    private static final List<String> OUTLETS = List.of("Harbor Post", "Lakeland Courier", "Radio Varga");

    @TempDir
    Path folder;

    private final Map<String, Long> published = new HashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /** What was published. */
    private record Story(String actor, String outlet, ClaimType type, String words, String claim) {}

    /** What a client asks for. */
    private record Asked(String query, Predicate<Story> expected) {}

    /** One client, read by the test's only thread. */
    private static final class Client {
        private final SocketChannel channel;
        private final Asked asked;
        private final StringBuilder text = new StringBuilder();
        private final Set<String> claims = new HashSet<>();
        private boolean opened;

        Client(SocketChannel channel, Asked asked) {
            this.channel = channel;
            this.asked = asked;
        }
    }

    @Test
    void aThousandSubscribersMissNothing() throws Exception {
        try (RunningServer server = RunningServer.start(folder);
                Selector selector = Selector.open()) {
            Newsroom newsroom = server.newsroom();
            long before = memory();
            for (int i = 0; i < SUBSCRIBERS; i++) {
                clients.add(connect(server, selector, asked(newsroom, i)));
            }
            readUntil(selector, () -> clients.stream().allMatch(client -> client.opened));
            long connected = memory() - before;
            List<Story> stories = new ArrayList<>();
            for (int i = 0; i < STORIES; i++) {
                stories.add(publish(newsroom, i));
                long pause = System.nanoTime() + 100_000_000;
                while (System.nanoTime() < pause) {
                    read(selector);
                }
            }
            readUntil(selector, () -> hasAll(stories));
            delays.sort(null);
            long median = delays.get(delays.size() / 2) / 1_000_000;
            long late = delays.get(delays.size() * 99 / 100) / 1_000_000;
            int told = delays.size();
            long fed = memory() - before;
            for (int i = STORIES; i < STORIES + UNREAD_STORIES; i++) {
                stories.add(publish(newsroom, i));
            }
            Thread.sleep(2_000);
            long unread = memory() - before;
            readUntil(selector, () -> hasAll(stories));
            for (Client client : clients) {
                assertThat(client.claims).isEqualTo(expected(client, stories));
                client.channel.close();
            }
            System.out.printf(
                    "%d subscribers, %d stories, %d events: commit to client p50 %d ms, p99 %d ms; bytes a subscriber,"
                            + " client included: %d connected, %d after these stories, %d while nobody reads %d more%n",
                    SUBSCRIBERS,
                    STORIES,
                    told,
                    median,
                    late,
                    connected / SUBSCRIBERS,
                    fed / SUBSCRIBERS,
                    unread / SUBSCRIBERS,
                    UNREAD_STORIES);
            assertThat(Math.max(connected, Math.max(fed, unread)) / SUBSCRIBERS).isLessThan(MAX_BYTES_A_SUBSCRIBER);
        }
    }

    /** Bytes in use, on the heap and in buffers beside it. */
    private static long memory() {
        System.gc();
        long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        return heap
                + ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                        .filter(pool -> pool.getName().equals("direct"))
                        .mapToLong(BufferPoolMXBean::getMemoryUsed)
                        .sum();
    }

    private static Asked asked(Newsroom newsroom, int client) {
        String actor = newsroom.speakers().get(client % 30).id();
        String outlet = OUTLETS.get(client % OUTLETS.size());
        return switch (client % 4) {
            case 0 -> new Asked("actor=" + actor, story -> story.actor().equals(actor));
            case 1 -> new Asked("outlet=" + outlet, story -> story.outlet().equals(outlet));
            case 2 ->
                new Asked(
                        "type=direct&actor=" + actor,
                        story -> story.type() == ClaimType.DIRECT
                                && story.actor().equals(actor));
            default -> new Asked("q=bridge", story -> story.words().contains("bridge"));
        };
    }

    private Story publish(Newsroom newsroom, int number) throws SQLException {
        Newsroom.Speaker speaker = newsroom.speakers().get(number % 30);
        String outlet = OUTLETS.get(number / 30 % OUTLETS.size());
        ClaimType type = number % 7 < 4 ? ClaimType.DIRECT : ClaimType.INDIRECT;
        String words = (number % 5 == 0 ? "bridge " : "ferry ") + number;
        String story = newsroom.publish(
                "s" + number,
                Instant.now(),
                outlet,
                List.of(new Newsroom.Said(speaker, Act.STATEMENT, type, words, List.of())));
        String claim = newsroom.claimIds(story).get(0);
        published.put(claim, System.nanoTime());
        newsroom.commit();
        return new Story(speaker.id(), outlet, type, words, claim);
    }

    private boolean hasAll(List<Story> stories) {
        return clients.stream()
                .allMatch(client ->
                        client.claims.size() >= expected(client, stories).size());
    }

    private static Set<String> expected(Client client, List<Story> stories) {
        return stories.stream()
                .filter(client.asked.expected())
                .map(Story::claim)
                .collect(Collectors.toSet());
    }

    private void readUntil(Selector selector, BooleanSupplier condition) throws IOException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            for (int i = 0; i < 20; i++) {
                read(selector);
            }
        }
        assertThat(condition.getAsBoolean()).as("everything has come in time").isTrue();
    }

    private static Client connect(RunningServer server, Selector selector, Asked asked) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", server.port()));
        channel.write(ByteBuffer.wrap(("GET " + ClaimStream.PATH + "?"
                        + asked.query().replace(" ", "%20") + " HTTP/1.0\r\nHost: localhost\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        Client client = new Client(channel, asked);
        channel.register(selector, SelectionKey.OP_READ, client);
        return client;
    }

    private void read(Selector selector) throws IOException {
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

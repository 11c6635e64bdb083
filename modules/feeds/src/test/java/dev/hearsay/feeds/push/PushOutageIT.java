package dev.hearsay.feeds.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.ArticleProducer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Eight clients push while the broker is stopped for a while; {@code -Dpush.outage=30} makes that half a minute. */
class PushOutageIT {
    private static final int OUTAGE_SECONDS = Integer.getInteger("push.outage", 8);
    private static final int CLIENTS = 8;

    private final Topics topics = Topics.of(BundledSchemaCatalog.load());
    private final Set<String> acknowledged = Collections.synchronizedSet(new TreeSet<>());
    private final Map<Integer, Integer> answers = Collections.synchronizedMap(new TreeMap<>());

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void noAcknowledgedStoryIsLostAndRepetitionsAreTheSame(@TempDir Path folder) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"), BrokerSettings.onPort(port));
        String topic = topics.articles().name();
        Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (Admin admin = Admin.create(client)) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
        }
        AtomicBoolean stop = new AtomicBoolean();
        Set<String> pushed = new TreeSet<>();
        try (ArticleProducer producer = ArticleProducer.open(client, topics.articles())) {
            StoryPush push = new StoryPush(
                    producer,
                    ReadOptions.of("").withLanguage("en"),
                    new StoryPush.Settings(Optional.empty(), Duration.ofSeconds(3), 1 << 20, 200));
            try (PushServer server =
                    PushServer.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), push)) {
                URI address = URI.create("http://127.0.0.1:" + server.port() + PushServer.PATH);
                List<Thread> clients = new ArrayList<>();
                for (int c = 0; c < CLIENTS; c++) {
                    int own = c;
                    Thread thread = new Thread(() -> push(own, address, stop, pushed));
                    clients.add(thread);
                    thread.start();
                }
                Thread.sleep(3_000);
                broker.close();
                Thread.sleep(OUTAGE_SECONDS * 1_000L);
                broker = EmbeddedBroker.start(folder.resolve("broker"), BrokerSettings.onPort(port));
                Thread.sleep(3_000);
                stop.set(true);
                for (Thread thread : clients) {
                    thread.join();
                }
            }
        }
        Map<String, Set<String>> found = new HashMap<>();
        int records = 0;
        Map<String, Object> reading = new HashMap<>(client);
        reading.put("isolation.level", "read_committed");
        try (KafkaConsumer<String, Article> consumer = new KafkaConsumer<>(
                reading,
                topics.articles().keySerde().deserializer(),
                topics.articles().valueSerde().deserializer())) {
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1), new TopicPartition(topic, 2));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (ConsumerRecord<String, Article> record : consumer.poll(Duration.ofMillis(500))) {
                    records++;
                    found.computeIfAbsent(record.key(), k -> new HashSet<>())
                            .add(record.value().getVersion() + record.value().getText());
                }
            }
        } finally {
            broker.close();
        }
        assertThat(acknowledged).isNotEmpty();
        assertThat(answers.keySet())
                .as("while the broker was away, pushes were sent away")
                .contains(202)
                .containsAnyOf(429, 503);
        assertThat(found.keySet()).containsAll(acknowledged);
        // Every client pushed each of its stories until it was acknowledged.
        assertThat(acknowledged).isEqualTo(pushed);
        assertThat(found.values()).allMatch(contents -> contents.size() == 1);
        System.out.printf(
                "broker away for %d s: answers %s; %,d stories acknowledged, all found; %,d records, %,d of them repetitions%n",
                OUTAGE_SECONDS, answers, acknowledged.size(), records, records - found.size());
    }

    private void push(int own, URI address, AtomicBoolean stop, Set<String> pushed) {
        HttpClient http = HttpClient.newHttpClient();
        for (int n = 0; !stop.get(); n++) {
            String id = own + "-" + n;
            String story = "{\"uri\":\"" + id + "\",\"version\":\"1\",\"provider\":\"Push\",\"body_text\":\"Story " + id
                    + ".\"}";
            synchronized (pushed) {
                pushed.add("Push:" + id);
            }
            int status = 0;
            while (status != 202) {
                try {
                    status = http.send(
                                    HttpRequest.newBuilder(address)
                                            .POST(HttpRequest.BodyPublishers.ofString(story))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode();
                    answers.merge(status, 1, Integer::sum);
                    if (status != 202) {
                        Thread.sleep(100);
                    }
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            }
            acknowledged.add("Push:" + id);
        }
    }
}

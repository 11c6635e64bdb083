package dev.hearsay.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @TempDir
    private Path directory;

    @Test
    void whatIsCommittedInATransactionIsReadBackAfterARestart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort())) {
            createTopic(broker);
            produce(broker, "a", true);
            produce(broker, "lost", false);
            produce(broker, "b", true);
            assertThat(read(broker)).containsExactly("a", "b");
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort())) {
            produce(broker, "c", true);
            assertThat(read(broker)).containsExactly("a", "b", "c");
        }
    }

    @Test
    void aKilledBrokersDirectoryStartsAgainWithEverythingAcknowledged() throws Exception {
        Path ready = directory.resolve("ready");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Xmx256m",
                        BrokerProcess.class.getName(),
                        directory.toString(),
                        ready.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("child.log").toFile())
                .start();
        try {
            for (int i = 0; i < 600 && !Files.exists(ready) && child.isAlive(); i++) {
                Thread.sleep(100);
            }
            assertThat(ready).exists();
            assertThatThrownBy(() -> EmbeddedBroker.start(directory.resolve("data"), BrokerSettings.anyPort()))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("is in use by another Hearsay process");
        } finally {
            child.destroyForcibly().waitFor();
        }
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("data"), BrokerSettings.anyPort())) {
            // The commit was decided when it was acknowledged; its marker may be written only after the restart.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(read(broker)).containsExactly("kept"));
        }
    }

    @Test
    void aPortInUseAndADirectoryThatIsAFileAreNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedBroker.start(directory, BrokerSettings.onPort(taken.getLocalPort())))
                    .isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1 is in use");
        }
        Path file = Files.writeString(directory.resolve("file"), "x");
        assertThatThrownBy(() -> EmbeddedBroker.start(file, BrokerSettings.anyPort()))
                .isInstanceOf(BrokerStartException.class)
                .hasMessageContaining("is a file");
    }

    /** A broker in a process of its own, to be killed. */
    static final class BrokerProcess {
        public static void main(String[] args) throws Exception {
            EmbeddedBroker broker = EmbeddedBroker.start(Path.of(args[0]).resolve("data"), BrokerSettings.anyPort());
            createTopic(broker);
            produce(broker, "kept", true);
            Files.writeString(Path.of(args[1]), "ready");
            Thread.sleep(120_000);
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
        }
    }

    private static void produce(EmbeddedBroker broker, String value, boolean commit) throws Exception {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", "test", "acks", "all");
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("t", "k", value)).get();
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        Map<String, Object> config =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "isolation.level", "read_committed");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    values.add(record.value());
                }
            }
        }
        return values;
    }
}

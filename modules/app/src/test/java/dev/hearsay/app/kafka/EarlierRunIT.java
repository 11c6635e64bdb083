package dev.hearsay.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierRunIT {
    @TempDir
    private Path directory;

    @Test
    void whoIsGoneWithoutAWordIsTakenOutOfTheInstallationsGroups() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort());
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            joinAndGo(broker, "hearsay-sink", CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
            joinAndGo(broker, "hearsay-counting", CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
            joinAndGo(broker, "another", CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
            assertThat(members(admin, "hearsay-sink")).isEqualTo(1);

            EarlierRun.end(admin, Applications.of("hearsay."));

            assertThat(members(admin, "hearsay-sink")).isZero();
            assertThat(members(admin, "hearsay-counting")).isZero();
            assertThat(members(admin, "another")).isEqualTo(1);
        }
    }

    @Test
    void openTransactionsOfTheTopologiesAreAbortedAndNoOthers() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort());
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            try (KafkaProducer<String, String> ours = begun(broker, "hearsay-counting-0f7c-2");
                    KafkaProducer<String, String> theirs = begun(broker, "another")) {
                EarlierRun.end(admin, Applications.of("hearsay."));

                assertThatThrownBy(ours::commitTransaction).isInstanceOf(KafkaException.class);
                theirs.commitTransaction();
            }
        }
    }

    private static KafkaProducer<String, String> begun(EmbeddedBroker broker, String id) throws Exception {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "transactional.id", id),
                new StringSerializer(),
                new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>("t", "k", "v")).get();
        return producer;
    }

    private static void joinAndGo(
            EmbeddedBroker broker, String group, CloseOptions.GroupMembershipOperation membership) {
        KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers(), "group.id", group, "session.timeout.ms", 60_000),
                new StringDeserializer(),
                new StringDeserializer());
        consumer.subscribe(List.of("t"));
        while (consumer.assignment().isEmpty()) {
            consumer.poll(Duration.ofMillis(100));
        }
        consumer.close(CloseOptions.groupMembershipOperation(membership));
    }

    private static int members(Admin admin, String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group))
                .all()
                .get()
                .get(group)
                .members()
                .size();
    }
}

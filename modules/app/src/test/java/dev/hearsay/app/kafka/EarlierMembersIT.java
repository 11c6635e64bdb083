package dev.hearsay.app.kafka;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EarlierMembersIT {
    @TempDir
    private Path directory;

    @Test
    void whoIsGoneWithoutAWordIsTakenOutAndGroupsWithoutMembersOrUnheardOfAreLeftAlone() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, BrokerSettings.anyPort());
                Admin admin = Admin.create(Map.of("bootstrap.servers", (Object) broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("t", 1, (short) 1))).all().get();
            joinAndGo(broker, "gone", CloseOptions.GroupMembershipOperation.REMAIN_IN_GROUP);
            joinAndGo(broker, "left", CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
            assertThat(members(admin, "gone")).isEqualTo(1);

            EarlierMembers.dismiss(admin, List.of("gone", "left", "unheard-of"));

            assertThat(members(admin, "gone")).isZero();
            assertThat(members(admin, "left")).isZero();
        }
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

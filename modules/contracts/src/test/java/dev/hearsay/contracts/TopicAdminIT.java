package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.contracts.TopicAdmin.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(Lifecycle.PER_CLASS)
class TopicAdminIT {
    private final SchemaCatalog catalog = BundledSchemaCatalog.load();
    private EmbeddedBroker broker;
    private Admin admin;

    @BeforeAll
    void start(@TempDir Path data) {
        broker = EmbeddedBroker.start(data, BrokerSettings.anyPort());
        admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    }

    @AfterAll
    void stop() {
        admin.close();
        broker.close();
    }

    @Test
    void theTopicsAreMadeOnceWithTheirSettings() throws Exception {
        Topics topics = Topics.of("once.", 2, catalog);

        assertThat(outcomes(TopicAdmin.create(admin, topics, (short) -1)))
                .hasSize(topics.all().size())
                .containsOnlyKeys(topics.all().stream().map(Topic::name).toList())
                .allSatisfy((name, outcome) -> assertThat(outcome).isEqualTo(Outcome.CREATED));
        assertThat(outcomes(TopicAdmin.create(admin, topics, (short) -1)))
                .hasSize(topics.all().size())
                .allSatisfy((name, outcome) -> assertThat(outcome).isEqualTo(Outcome.PRESENT));

        for (Topic<?> topic : topics.all()) {
            ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
            var found = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            topic.config().forEach((key, value) -> assertThat(found.get(key).value())
                    .as("%s of %s", key, topic.name())
                    .isEqualTo(value));
        }
    }

    @Test
    void aTopicWithOtherPartitionsIsLeftAndReported() throws Exception {
        Topics topics = Topics.of("other.", 3, catalog);
        admin.createTopics(List.of(new NewTopic("other.claims", 5, (short) 1)))
                .all()
                .get();

        List<TopicAdmin.Created> created = TopicAdmin.create(admin, topics, (short) 1);

        assertThat(created)
                .contains(new TopicAdmin.Created("other.claims", Outcome.OTHER_PARTITIONS, 5))
                .contains(new TopicAdmin.Created("other.articles", Outcome.CREATED, 3));
    }

    @Test
    void aRefusalOfTheClusterIsThrownAsWhatItIs() {
        Topics topics = Topics.of("refused.", 1, catalog);

        assertThatThrownBy(() -> TopicAdmin.create(admin, topics, (short) 3))
                .isInstanceOf(InvalidReplicationFactorException.class);
    }

    private static Map<String, Outcome> outcomes(List<TopicAdmin.Created> created) {
        return created.stream().collect(Collectors.toMap(TopicAdmin.Created::topic, TopicAdmin.Created::outcome));
    }
}

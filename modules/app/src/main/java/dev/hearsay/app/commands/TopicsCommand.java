package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.output.Rows;
import dev.hearsay.app.output.Rows.Column;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.TopicAdmin;
import dev.hearsay.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay topics}. */
@Command(
        name = "topics",
        description = "Create Hearsay's topics on a Kafka cluster, or list them.",
        subcommands = {TopicsCommand.Init.class, TopicsCommand.ListThem.class})
public final class TopicsCommand extends Group {

    /** {@code hearsay topics init}. */
    @Command(
            name = "init",
            description = {
                "Create the topics that are missing, with the cleanup policies that Hearsay needs.",
                "Topics that exist stay as they are. hearsay up and hearsay demo do this by themselves."
            },
            footer = {"", "Example:", "  hearsay topics init --bootstrap kafka:9092 --partitions 12 --replication 3"})
    static final class Init implements Callable<Integer> {
        private final Terminal terminal;

        @Mixin
        private KafkaOptions kafka;

        @Option(
                names = "--partitions",
                descriptionKey = "partitions",
                paramLabel = "N",
                defaultValue = "4",
                description = {
                    "Partitions of each topic (default: ${DEFAULT-VALUE}). As many processes can share the work;",
                    "the number cannot be changed later."
                })
        private int partitions;

        @Option(
                names = "--replication",
                descriptionKey = "replication",
                paramLabel = "N",
                defaultValue = "-1",
                description = "Replicas of each partition (default: what the cluster does).")
        private short replication;

        @Mixin
        private OutputOptions output;

        Init(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public Integer call() {
            if (partitions < 1) {
                throw Failure.usage("--partitions must be 1 or more.");
            }
            try (Admin admin = kafka.cluster().connect(kafka.patience())) {
                List<TopicAdmin.Created> created = TopicAdmin.create(admin, kafka.topics(partitions), replication);
                Rows rows = new Rows(Column.text("topic"), Column.number("partitions"), Column.text("outcome"));
                created.forEach(c -> rows.add(
                        c.topic(),
                        c.partitions(),
                        c.outcome().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
                output.print(rows);
                long other = created.stream()
                        .filter(c -> c.outcome() == TopicAdmin.Outcome.OTHER_PARTITIONS)
                        .count();
                if (other > 0) {
                    terminal.note("hearsay: " + other + " topics were there with another number of partitions.");
                }
                return other > 0 ? Failure.FOUND : 0;
            } catch (KafkaException e) {
                throw Failure.cannotRun("The topics cannot be created: " + e.getMessage() + ".", e);
            }
        }
    }

    /** {@code hearsay topics list}. */
    @Command(
            name = "list",
            description =
                    "List Hearsay's topics: partitions, cleanup policy, records (with those that compaction dropped).")
    static final class ListThem implements Callable<Integer> {
        @Mixin
        private KafkaOptions kafka;

        @Mixin
        private OutputOptions output;

        @Override
        public Integer call() throws InterruptedException {
            Topics topics = kafka.topics(Topics.DEFAULT_PARTITIONS);
            try (Admin admin = kafka.cluster().connect(kafka.patience())) {
                Set<String> names = new TreeSet<>();
                topics.all().forEach(topic -> names.add(topic.name()));
                Map<String, Integer> partitions = KafkaOptions.partitions(admin, names);
                Rows rows = new Rows(
                        Column.text("topic"),
                        Column.number("partitions"),
                        Column.text("cleanup"),
                        Column.number("records"));
                for (Topic<?> topic : topics.all()) {
                    Integer found = partitions.get(topic.name());
                    if (found == null) {
                        rows.add(topic.name(), 0, "missing", 0);
                    } else {
                        rows.add(
                                topic.name(),
                                found,
                                topic.compacted() ? "compact" : "delete",
                                records(admin, topic.name(), found));
                    }
                }
                output.print(rows);
                return partitions.size() == names.size() ? 0 : Failure.FOUND;
            } catch (ExecutionException e) {
                throw Failure.cannotRun(
                        "The topics cannot be read: " + e.getCause().getMessage() + ".", e);
            }
        }

        private static long records(Admin admin, String topic, int partitions)
                throws ExecutionException, InterruptedException {
            Map<TopicPartition, OffsetSpec> first = new HashMap<>();
            Map<TopicPartition, OffsetSpec> last = new HashMap<>();
            for (int i = 0; i < partitions; i++) {
                first.put(new TopicPartition(topic, i), OffsetSpec.earliest());
                last.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
            return sum(admin.listOffsets(last).all().get())
                    - sum(admin.listOffsets(first).all().get());
        }

        private static long sum(Map<TopicPartition, ListOffsetsResultInfo> offsets) {
            return offsets.values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        }
    }
}

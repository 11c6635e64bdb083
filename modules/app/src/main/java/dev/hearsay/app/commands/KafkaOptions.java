package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Applications;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where Kafka is, how to talk to it, and which topics there are Hearsay's. */
final class KafkaOptions {
    @Option(
            names = "--bootstrap",
            descriptionKey = "bootstrap",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:9092",
            description = "Kafka (default: ${DEFAULT-VALUE}, where hearsay up puts it).")
    private String bootstrap = "";

    @Mixin
    private TopicOptions topics;

    @Option(
            names = "--wait",
            descriptionKey = "wait",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long to wait for Kafka to answer (default: ${DEFAULT-VALUE}).")
    private int wait;

    Cluster cluster() {
        return new Cluster(bootstrap, topics.kafka());
    }

    Duration patience() {
        return Duration.ofSeconds(Math.max(0, wait));
    }

    /** The names of the roles. */
    Applications applications() {
        return topics.applications();
    }

    /** The topics as they would be created. */
    Topics topics(int partitions) {
        return topics.topics(partitions);
    }

    /**
     * The topics as they are on the cluster.
     *
     * @throws Failure when they are not there, or do not belong together
     */
    Topics existingTopics(Admin admin) {
        Topics wanted = topics(Topics.DEFAULT_PARTITIONS);
        Map<String, Integer> partitions = partitions(
                admin, Set.copyOf(wanted.all().stream().map(t -> t.name()).toList()));
        for (var topic : wanted.all()) {
            Integer found = partitions.get(topic.name());
            if (found == null) {
                throw Failure.cannotRun("There is no topic " + topic.name() + " at " + bootstrap
                        + ": create the topics with hearsay topics init.");
            }
        }
        int articles = partitions.get(wanted.articles().name());
        for (var topic : wanted.outputs()) {
            if (partitions.get(topic.name()) != articles) {
                throw Failure.cannotRun("Topic " + topic.name() + " has " + partitions.get(topic.name())
                        + " partitions where " + wanted.articles().name() + " has " + articles
                        + ": all topics of Hearsay must have the same number.");
            }
        }
        return topics(articles);
    }

    /** How many partitions each of these topics has; absent where there is no such topic. */
    static Map<String, Integer> partitions(Admin admin, Set<String> names) {
        Map<String, Integer> partitions = new TreeMap<>();
        admin.describeTopics(names).topicNameValues().forEach((name, future) -> description(future)
                .ifPresent(d -> partitions.put(name, d.partitions().size())));
        return partitions;
    }

    private static Optional<TopicDescription> description(
            org.apache.kafka.common.KafkaFuture<TopicDescription> future) {
        try {
            return Optional.of(future.get());
        } catch (java.util.concurrent.ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}

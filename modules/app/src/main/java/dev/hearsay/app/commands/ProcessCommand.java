package dev.hearsay.app.commands;

import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.LogFile;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Extraction;
import dev.hearsay.app.roles.LagWatch;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.ProcessRole;
import dev.hearsay.contracts.Topics;
import dev.hearsay.streams.StreamsSettings;
import dev.hearsay.web.metrics.Metrics;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay process}. */
@Command(
        name = "process",
        description = {
            "Run the processing role on a Kafka cluster: articles to entities and claims, these to counts.",
            "Start as many as you like: they share the partitions, and take over from one that goes.",
            "Create the topics first, with hearsay topics init."
        },
        footer = {"", "Example:", "  hearsay process --bootstrap kafka:9092 --data /var/lib/hearsay --metrics-port 8081"
        })
public final class ProcessCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--data",
            descriptionKey = "data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = {
                "Directory of state and log (default: ${DEFAULT-VALUE}), one for each process; the state is",
                "rebuilt from Kafka if it is lost."
            })
    private Path data = Path.of("data");

    @Option(
            names = "--standbys",
            descriptionKey = "standbys",
            paramLabel = "N",
            defaultValue = "0",
            description = "Copies of the state on other processes, for a fast takeover (default: ${DEFAULT-VALUE}).")
    private int standbys;

    @Mixin
    private ProcessingOptions processing;

    @Mixin
    private MetricsOptions measuring;

    @Mixin
    private LogOptions log;

    ProcessCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        Cluster cluster = kafka.cluster();
        try (DataDirectory directory = DataDirectory.hold(data)) {
            LogFile.open(directory.log("process"), log.level());
            Topics topics;
            try (Admin admin = cluster.connect(kafka.patience())) {
                topics = kafka.existingTopics(admin);
            }
            try (Lifetime lifetime = Lifetime.begin()) {
                StreamsSettings settings = StreamsSettings.of(cluster.bootstrap(), directory.streams())
                        .withApplicationPrefix(kafka.applications().prefix())
                        .withThreads(processing.threads())
                        .withStandbyReplicas(standbys)
                        .withKafka(cluster.settings());
                Metrics metrics = new Metrics();
                ProcessRole role = lifetime.closing(
                        ProcessRole.start(topics, settings, Extraction.open(), metrics, lifetime::fail));
                if (measuring.wanted()) {
                    lifetime.closing(LagWatch.ofProcessing(cluster, topics, kafka.applications(), metrics));
                    measuring.start(lifetime, metrics, List.of(role));
                }
                terminal.println(
                        "Processing " + topics.articles().name() + " at " + cluster.bootstrap() + ". Ctrl-C ends it.");
                lifetime.awaitEnd();
            }
        }
        return 0;
    }
}

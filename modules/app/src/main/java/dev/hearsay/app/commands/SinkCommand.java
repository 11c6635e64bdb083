package dev.hearsay.app.commands;

import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.output.LogFile;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.LagWatch;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.app.roles.SinkRole;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.Database;
import dev.hearsay.store.SinkSettings;
import dev.hearsay.web.metrics.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hearsay sink}. */
@Command(
        name = "sink",
        description = {
            "Run the sink role: write the output topics into a database, exactly once. A second sink shares",
            "the work, and takes over when the first goes. It creates and migrates the database's schema."
        },
        footer = {
            "",
            "Example:",
            "  hearsay sink --bootstrap kafka:9092 --database jdbc:postgresql://db/hearsay \\",
            "      --database-user hearsay --metrics-port 8081"
        })
public final class SinkCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private DataOptions data;

    @Mixin
    private MetricsOptions measuring;

    @Mixin
    private LogOptions log;

    SinkCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        DataDirectory.writable(data.data());
        LogFile.open(DataDirectory.log(data.data(), "sink"), log.level());
        Cluster cluster = kafka.cluster();
        Topics topics;
        try (Admin admin = cluster.connect(kafka.patience())) {
            topics = kafka.existingTopics(admin);
        }
        try (Lifetime lifetime = Lifetime.begin()) {
            Database database = lifetime.closing(Pipeline.database(data.settings()));
            SinkSettings settings = SinkSettings.of(cluster.properties(Map.of()))
                    .inGroup(kafka.applications().sink());
            Metrics metrics = new Metrics();
            SinkRole role = lifetime.closing(SinkRole.start(database, topics, settings, metrics, lifetime::fail));
            if (measuring.wanted()) {
                lifetime.closing(LagWatch.ofSink(cluster, topics, database, metrics));
                measuring.start(lifetime, metrics, List.of(role));
            }
            terminal.println("Writing to " + data.settings() + ". Ctrl-C ends it.");
            lifetime.awaitEnd();
        }
        return 0;
    }
}

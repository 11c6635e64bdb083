package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.output.LogFile;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.app.roles.DataDirectory;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.app.roles.Pipeline;
import dev.hearsay.contracts.Topics;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hearsay up}. */
@Command(
        name = "up",
        description = {
            "Run the whole pipeline in one process, on a data directory: an embedded Kafka broker, both",
            "topologies, the sink and HTTP. Stays up until Ctrl-C; whatever ends it, the next start goes on",
            "where it was. Feed it with hearsay feed, or with any Kafka client."
        },
        footer = {
            "",
            "Examples:",
            "  hearsay up",
            "  hearsay up --data /var/lib/hearsay --port 19092 --web-port 18080",
            "  hearsay up --listen 8090      and take stories that are pushed over HTTP",
            "  hearsay up --database jdbc:postgresql://localhost/hearsay --database-user hearsay"
        })
public final class UpCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    private DataOptions data;

    @Option(
            names = "--port",
            descriptionKey = "port",
            paramLabel = "PORT",
            defaultValue = "9092",
            description = "Port of Kafka on 127.0.0.1 (default: ${DEFAULT-VALUE}); 0 takes a free one.")
    private int port;

    @Option(
            names = "--partitions",
            descriptionKey = "partitions",
            paramLabel = "N",
            defaultValue = "" + Topics.DEFAULT_PARTITIONS,
            description = "Partitions of new topics (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Mixin
    private WebOptions web;

    @Mixin
    private ListenOptions listen;

    @Mixin
    private ProcessingOptions processing;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private LogOptions log;

    UpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        long begun = System.nanoTime();
        if (partitions < 1) {
            throw Failure.usage("--partitions must be 1 or more.");
        }
        Optional<InetSocketAddress> listening = listen.address();
        Pipeline.Settings settings = new Pipeline.Settings(
                port,
                web.settings(topics.prefix()),
                topics.prefix(),
                topics.catalog(),
                partitions,
                processing.threads(),
                data.named(),
                topics.kafka());
        try (DataDirectory directory = DataDirectory.hold(data.data());
                Lifetime lifetime = Lifetime.begin()) {
            LogFile.open(directory.log("up"), log.level());
            Pipeline pipeline = Pipeline.start(directory, settings, lifetime);
            if (pipeline.awaitReady(lifetime)) {
                terminal.println(String.format(
                        Locale.ROOT, "Hearsay is up after %.1f s. Ctrl-C ends it.", (System.nanoTime() - begun) / 1e9));
                terminal.println("  Kafka     " + pipeline.cluster().bootstrap());
                terminal.println("  HTTP      " + pipeline.web().url());
                listening.ifPresent(address -> terminal.println("  push      "
                        + listen.start(
                                address,
                                lifetime,
                                pipeline.cluster(),
                                pipeline.topics(),
                                ReadOptions.of("").withProfiles(ProviderProfiles.bundled()))));
                terminal.println("  database  " + data.settings());
                terminal.println("  log       " + directory.log("up"));
            }
            lifetime.awaitEnd();
        }
        return 0;
    }
}

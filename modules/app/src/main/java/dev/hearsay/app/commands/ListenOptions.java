package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.contracts.Topics;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.publish.ArticleProducer;
import dev.hearsay.feeds.publish.PublishException;
import dev.hearsay.feeds.push.PushServer;
import dev.hearsay.feeds.push.StoryPush;
import dev.hearsay.feeds.sources.SourceException;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where pushed stories are taken. */
final class ListenOptions {
    @Option(
            names = "--listen",
            descriptionKey = "listen",
            paramLabel = "PORT",
            description =
                    "Take stories in any format that are pushed with POST to /api/v1/stories on this port; 202 means that"
                            + " Kafka has acknowledged them. 0 takes a free port.")
    private @Nullable Integer port;

    @Option(
            names = "--listen-host",
            descriptionKey = "listen-host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of that port (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    @Option(
            names = "--push-token",
            descriptionKey = "push-token",
            paramLabel = "TEXT",
            description = "What those who push must send as bearer token; better in HEARSAY_PUSH_TOKEN.")
    private @Nullable String token;

    /**
     * Where to listen, if a port is given.
     *
     * @throws Failure if the options do not fit together
     */
    Optional<InetSocketAddress> address() {
        if (port == null) {
            return Optional.empty();
        }
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--listen must be a port: 0 to 65535.");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.usage("The host " + host + " is unknown: name another with --listen-host.");
        }
        if (!address.getAddress().isLoopbackAddress() && token == null) {
            throw Failure.usage(
                    "Whoever reaches " + host + " could push stories: set a token with HEARSAY_PUSH_TOKEN.");
        }
        return Optional.of(address);
    }

    /** Starts to take stories until the end of a life; where. */
    String start(InetSocketAddress address, Lifetime lifetime, Cluster cluster, Topics topics, ReadOptions reading) {
        try {
            ArticleProducer producer = lifetime.closing(
                    ArticleProducer.open(cluster.properties(Map.of("client.id", "hearsay-push")), topics.articles()));
            StoryPush push = new StoryPush(producer, reading, StoryPush.Settings.withToken(Optional.ofNullable(token)));
            PushServer server = lifetime.closing(PushServer.start(address, push));
            return "http://" + address.getHostString() + ":" + server.port() + PushServer.PATH;
        } catch (PublishException | SourceException e) {
            throw Failure.cannotRun(e.getMessage() + ".", e);
        }
    }
}

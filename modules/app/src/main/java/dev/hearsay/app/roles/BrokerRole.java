package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.BrokerStartException;
import dev.hearsay.broker.EmbeddedBroker;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Consumer;

/** Kafka in this process. */
public final class BrokerRole implements Role {
    private final EmbeddedBroker broker;

    private BrokerRole(EmbeddedBroker broker) {
        this.broker = broker;
    }

    /**
     * Starts the broker.
     *
     * @param port 0 takes a free one
     * @param onFault told when it fails later on
     * @throws Failure when the port or the directory cannot be had
     */
    public static BrokerRole start(Path directory, int port, Consumer<Failure> onFault) {
        try {
            return new BrokerRole(EmbeddedBroker.start(
                    directory,
                    BrokerSettings.onPort(port),
                    fault -> onFault.accept(Failure.cannotRun(sentence(fault)))));
        } catch (BrokerStartException e) {
            throw Failure.cannotRun(sentence(String.valueOf(e.getMessage())), e);
        }
    }

    private static String sentence(String message) {
        return Character.toUpperCase(message.charAt(0)) + message.substring(1) + (message.endsWith(".") ? "" : ".");
    }

    /** How clients reach it, with these settings of theirs. */
    public Cluster cluster(SortedMap<String, String> settings) {
        return new Cluster(broker.bootstrapServers(), settings);
    }

    @Override
    public String part() {
        return "broker";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void close() {
        broker.close();
    }
}

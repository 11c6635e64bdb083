package dev.hearsay.broker;

import java.time.Duration;

/**
 * How an embedded broker listens and stops.
 *
 * @param port port for clients on 127.0.0.1, or 0 for any free one
 * @param shutdownTimeout how long {@link EmbeddedBroker#close} waits
 */
public record BrokerSettings(int port, Duration shutdownTimeout) {
    /** Any free port. */
    public static BrokerSettings anyPort() {
        return onPort(0);
    }

    /** A fixed port on 127.0.0.1. */
    public static BrokerSettings onPort(int port) {
        return new BrokerSettings(port, Duration.ofSeconds(10));
    }
}

package dev.hearsay.web.metrics;

import dev.hearsay.web.health.Health;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.AccessTokens;
import dev.hearsay.web.http.Gate;
import dev.hearsay.web.http.HttpPort;
import dev.hearsay.web.http.PortInUseException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Metrics and health of a process that answers nothing else over HTTP. */
public final class MetricsServer implements AutoCloseable {
    private final HttpPort port;

    private MetricsServer(HttpPort port) {
        this.port = port;
    }

    /**
     * Starts answering.
     *
     * @param address port 0 takes a free one
     * @param metrics what it tells at {@code /metrics}
     * @param parts what {@code /health/ready} looks at
     * @throws PortInUseException when another process listens there
     */
    public static MetricsServer start(InetSocketAddress address, Metrics metrics, List<Readiness> parts) {
        String host = address.getHostString();
        Gate gate = new Gate(new AccessTokens(Optional.empty(), Optional.empty()), HttpPort.isLoopback(host));
        return new MetricsServer(HttpPort.open(host, address.getPort(), gate, config -> {
            metrics.parts(parts);
            metrics.mount(config.routes);
            Health.mount(config.routes, parts);
        }));
    }

    /** The port that is listened on. */
    public int port() {
        return port.number();
    }

    @Override
    public void close() {
        port.close();
    }
}

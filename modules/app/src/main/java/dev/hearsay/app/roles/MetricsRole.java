package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.PortInUseException;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.metrics.MetricsServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Says over HTTP what a process without HTTP of its own measures, and whether it lives and is ready. */
public final class MetricsRole implements Role {
    private final MetricsServer server;

    private MetricsRole(MetricsServer server) {
        this.server = server;
    }

    /**
     * Starts answering.
     *
     * @throws Failure when the port is in use
     */
    public static MetricsRole start(InetSocketAddress address, Metrics metrics, List<Readiness> parts) {
        try {
            return new MetricsRole(MetricsServer.start(address, metrics, parts));
        } catch (PortInUseException e) {
            throw WebRole.inUse(e, "--metrics-port");
        }
    }

    @Override
    public String part() {
        return "metrics";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.empty();
    }

    @Override
    public void close() {
        server.close();
    }
}

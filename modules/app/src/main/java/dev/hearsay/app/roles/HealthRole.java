package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.web.health.HealthServer;
import dev.hearsay.web.health.PortInUseException;
import dev.hearsay.web.health.Readiness;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Says over HTTP whether a process without HTTP of its own lives and is ready. */
public final class HealthRole implements Role {
    private final HealthServer server;

    private HealthRole(HealthServer server) {
        this.server = server;
    }

    /**
     * Starts answering.
     *
     * @throws Failure when the port is in use
     */
    public static HealthRole start(InetSocketAddress address, List<Readiness> parts) {
        try {
            return new HealthRole(HealthServer.start(address, parts));
        } catch (PortInUseException e) {
            throw WebRole.inUse(e, "--health-port");
        }
    }

    @Override
    public String part() {
        return "health";
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

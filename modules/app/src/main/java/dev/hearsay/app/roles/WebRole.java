package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.store.Database;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.PortInUseException;
import dev.hearsay.web.metrics.Metrics;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/** Dashboard, API, claim stream, metrics and health over HTTP. */
public final class WebRole implements Role {
    private final WebServer server;

    private WebRole(WebServer server) {
        this.server = server;
    }

    /**
     * Starts answering.
     *
     * @param database stays open when this is closed
     * @param parts what must be ready for this process to be ready
     * @throws Failure when the port is in use
     */
    public static WebRole start(WebSettings settings, Database database, Metrics metrics, List<Readiness> parts) {
        if (new InetSocketAddress(settings.host(), settings.port()).isUnresolved()) {
            throw Failure.usage("The host " + settings.host() + " is unknown: name another with --host.");
        }
        try {
            return new WebRole(WebServer.start(settings, database, metrics, parts));
        } catch (PortInUseException e) {
            throw inUse(e, "--web-port");
        }
    }

    /** The port is taken; {@code flag} chooses another. */
    static Failure inUse(PortInUseException e, String flag) {
        return Failure.cannotRun(
                "Port " + e.address().getPort() + " is in use: stop what listens there, or choose another with " + flag
                        + ".",
                e);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Where the dashboard is. */
    public String url() {
        return server.url();
    }

    @Override
    public String part() {
        return "web";
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

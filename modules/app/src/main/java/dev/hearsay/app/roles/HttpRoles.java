package dev.hearsay.app.roles;

import dev.hearsay.app.Failure;
import dev.hearsay.store.Database;
import dev.hearsay.web.WebServer;
import dev.hearsay.web.WebSettings;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.PortInUseException;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.metrics.MetricsServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Function;

/** Starts what answers over HTTP, or says in one sentence why it cannot. */
public final class HttpRoles {
    private HttpRoles() {}

    /**
     * Dashboard, API, claim stream, metrics and health.
     *
     * @param database stays open when this is closed
     * @param parts what must be ready for this process to be ready
     * @throws Failure when the host is unknown or the port in use
     */
    public static WebServer web(WebSettings settings, Database database, Metrics metrics, List<Readiness> parts) {
        return listening(
                settings.host(),
                settings.port(),
                "--web-port",
                address -> WebServer.start(settings, database, metrics, parts));
    }

    /**
     * What a process without HTTP of its own measures, and whether it lives and is ready.
     *
     * @throws Failure when the host is unknown or the port in use
     */
    public static MetricsServer metrics(String host, int port, Metrics metrics, List<Readiness> parts) {
        return listening(host, port, "--metrics-port", address -> MetricsServer.start(address, metrics, parts));
    }

    private static <S> S listening(String host, int port, String flag, Function<InetSocketAddress, S> start) {
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.usage("The host " + host + " is unknown: name another with --host.");
        }
        try {
            return start.apply(address);
        } catch (PortInUseException e) {
            throw Failure.cannotRun(
                    "Port " + e.address().getPort() + " is in use: stop what listens there, or choose another with "
                            + flag + ".",
                    e);
        }
    }
}

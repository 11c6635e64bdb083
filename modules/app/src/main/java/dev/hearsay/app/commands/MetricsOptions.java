package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.roles.HttpRoles;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.metrics.Metrics;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a role without HTTP of its own says how it is and what it measures. */
final class MetricsOptions {
    private static final int NONE = -1;

    @Option(
            names = "--metrics-port",
            descriptionKey = "metrics-port",
            paramLabel = "PORT",
            defaultValue = "" + NONE,
            description = "Answer /metrics, /health/live and /health/ready on this port (default: nowhere).")
    private int port;

    @Option(
            names = "--host",
            descriptionKey = "host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of that port (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    /** Whether a port is given. */
    boolean wanted() {
        return port != NONE;
    }

    /** Starts answering. */
    void start(Lifetime lifetime, Metrics metrics, List<Readiness> parts) {
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--metrics-port must be a port: 0 to 65535.");
        }
        lifetime.closing(HttpRoles.metrics(host, port, metrics, parts));
    }
}

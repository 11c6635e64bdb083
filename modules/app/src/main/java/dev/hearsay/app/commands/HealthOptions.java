package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.roles.HealthRole;
import dev.hearsay.app.roles.Lifetime;
import dev.hearsay.web.health.Readiness;
import java.net.InetSocketAddress;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a role without HTTP of its own says how it is. */
final class HealthOptions {
    private static final int NONE = -1;

    @Option(
            names = "--health-port",
            descriptionKey = "health-port",
            paramLabel = "PORT",
            defaultValue = "" + NONE,
            description = "Answer /health/live and /health/ready on this port (default: nowhere).")
    private int port;

    @Option(
            names = "--host",
            descriptionKey = "host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description = "Address of that port (default: ${DEFAULT-VALUE}, this machine only).")
    private String host = "";

    /** Starts answering if a port is given. */
    void start(Lifetime lifetime, List<Readiness> parts) {
        if (port == NONE) {
            return;
        }
        if (port < 0 || port > 65_535) {
            throw Failure.usage("--health-port must be a port: 0 to 65535.");
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw Failure.usage("The host " + host + " is unknown: name another with --host.");
        }
        lifetime.closing(HealthRole.start(address, parts));
    }
}

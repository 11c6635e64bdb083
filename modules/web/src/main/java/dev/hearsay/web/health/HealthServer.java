package dev.hearsay.web.health;

import io.javalin.Javalin;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * Answers {@code GET /health/live} (200 as long as the process runs) and {@code GET /health/ready} (200 when every part
 * is ready, 503 with the reasons otherwise), as plain text.
 */
public final class HealthServer implements AutoCloseable {
    private final Javalin javalin;

    private HealthServer(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts answering.
     *
     * @param address port 0 takes a free one
     * @throws PortInUseException when another process listens there
     */
    public static HealthServer start(InetSocketAddress address, List<Readiness> parts) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.jetty.host = address.getHostString();
            config.jetty.port = address.getPort();
            mount(config.routes, parts);
        });
        try {
            return new HealthServer(javalin.start());
        } catch (RuntimeException e) {
            javalin.stop();
            throw causedByBind(e) ? new PortInUseException(address, e) : e;
        }
    }

    /** Adds the answers to a server of its own. */
    public static void mount(RoutesConfig routes, List<Readiness> parts) {
        routes.get("/health/live", context -> context.result("alive\n"));
        routes.get("/health/ready", context -> ready(context, parts));
    }

    /** Whether a server did not start because another process listens on its port. */
    public static boolean causedByBind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.BindException
                    || cause.getClass().getSimpleName().equals("JavalinBindException")) {
                return true;
            }
        }
        return false;
    }

    private static void ready(Context context, List<Readiness> parts) {
        StringBuilder answer = new StringBuilder();
        boolean ready = true;
        for (Readiness part : parts) {
            var obstacle = part.obstacle();
            ready &= obstacle.isEmpty();
            answer.append(part.part())
                    .append(": ")
                    .append(obstacle.orElse("ready"))
                    .append('\n');
        }
        context.status(ready ? 200 : 503).result(answer.toString());
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

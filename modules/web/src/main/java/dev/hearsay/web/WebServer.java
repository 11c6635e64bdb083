package dev.hearsay.web;

import dev.hearsay.store.Database;
import dev.hearsay.web.api.Api;
import dev.hearsay.web.api.Readers;
import dev.hearsay.web.dashboard.Dashboard;
import dev.hearsay.web.health.HealthServer;
import dev.hearsay.web.health.PortInUseException;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.AccessTokens;
import dev.hearsay.web.http.Gate;
import dev.hearsay.web.http.Problems;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.registry.SchemaRegistry;
import dev.hearsay.web.stream.ClaimFeed;
import dev.hearsay.web.stream.ClaimStream;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/**
 * Dashboard, API, claim stream, schemas, metrics and health on one port, all of them read-only. What it shows is what the
 * database holds.
 */
public final class WebServer implements AutoCloseable {
    private static final int MAX_REQUEST_HEADER_BYTES = 16 * 1024;

    private final WebSettings settings;
    private final Javalin javalin;
    private final ClaimFeed feed;

    private WebServer(WebSettings settings, Javalin javalin, ClaimFeed feed) {
        this.settings = settings;
        this.javalin = javalin;
        this.feed = feed;
    }

    /**
     * Starts answering.
     *
     * @param database stays open when the server is closed
     * @param metrics what it tells at {@code /metrics}
     * @param parts what {@code /health/ready} looks at
     * @throws PortInUseException when another process listens there
     */
    public static WebServer start(WebSettings settings, Database database, Metrics metrics, List<Readiness> parts) {
        Database bounded = database.withReadLimit(settings.readLimit());
        Readers readers = Readers.of(bounded, Clock.systemUTC());
        ClaimFeed feed = ClaimFeed.of(readers.changes(), readers.queries());
        Gate gate = new Gate(new AccessTokens(settings.readToken()), isLoopback(settings.host()));
        Javalin javalin = Javalin.create(config -> {
            listen(config, settings);
            config.jetty.modifyServletContextHandler(handler -> {
                handler.getServletHandler().setDecodeAmbiguousURIs(true);
                ServletHolder stream = new ServletHolder(new ClaimStream(feed, gate, settings.streams()));
                stream.setAsyncSupported(true);
                handler.addServlet(stream, ClaimStream.PATH);
            });
            config.routes.before(context -> gate.pass(context.req(), context.res()));
            Problems.answer(config.routes);
            new Api(readers).mount(config.routes);
            SchemaRegistry.of(settings.topicPrefix()).mount(config.routes);
            metrics.mount(config.routes, readers, feed, parts);
            HealthServer.mount(config.routes, parts);
            Dashboard.mount(config.routes);
        });
        try {
            WebServer server = new WebServer(settings, javalin.start(), feed);
            feed.start();
            return server;
        } catch (RuntimeException e) {
            javalin.stop();
            throw HealthServer.causedByBind(e)
                    ? new PortInUseException(new InetSocketAddress(settings.host(), settings.port()), e)
                    : e;
        }
    }

    private static void listen(JavalinConfig config, WebSettings settings) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.http.maxRequestSize = 1;
        config.jetty.host = settings.host();
        config.jetty.port = settings.port();
        config.jetty.modifyHttpConfiguration(WebServer::read);
    }

    private static void read(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
        // ids hold %, | and /: they come encoded in a path, and are decoded once, after it was taken apart
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids in paths",
                EnumSet.of(
                                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING)
                        .toArray(UriCompliance.Violation[]::new)));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The port that is listened on. */
    public int port() {
        return javalin.port();
    }

    /** Where the dashboard is, for whoever sits at this machine. */
    public String url() {
        boolean anywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = anywhere || isLoopback(settings.host()) ? "localhost" : settings.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    @Override
    public void close() {
        feed.close();
        javalin.stop();
    }
}

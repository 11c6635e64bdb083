package dev.hearsay.web;

import dev.hearsay.store.Database;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.api.Api;
import dev.hearsay.web.api.Readers;
import dev.hearsay.web.api.SubscriptionRoutes;
import dev.hearsay.web.dashboard.Dashboard;
import dev.hearsay.web.health.Health;
import dev.hearsay.web.health.Readiness;
import dev.hearsay.web.http.AccessTokens;
import dev.hearsay.web.http.Gate;
import dev.hearsay.web.http.HttpPort;
import dev.hearsay.web.http.PortInUseException;
import dev.hearsay.web.metrics.Metrics;
import dev.hearsay.web.registry.SchemaRegistry;
import dev.hearsay.web.stream.ClaimFeed;
import dev.hearsay.web.stream.ClaimStream;
import dev.hearsay.web.webhooks.Webhooks;
import java.time.Clock;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.ServletHolder;

/**
 * Dashboard, API, claim stream, schemas, metrics and health on one port, all of them read-only but the subscriptions, whose
 * webhooks it delivers. What it shows is what the database holds.
 */
public final class WebServer implements AutoCloseable {
    private final WebSettings settings;
    private final HttpPort port;
    private final ClaimFeed feed;
    private final Subscriptions subscriptions;
    private final Webhooks webhooks;

    private WebServer(
            WebSettings settings, HttpPort port, ClaimFeed feed, Subscriptions subscriptions, Webhooks webhooks) {
        this.settings = settings;
        this.port = port;
        this.feed = feed;
        this.subscriptions = subscriptions;
        this.webhooks = webhooks;
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
        Gate gate = new Gate(
                new AccessTokens(settings.readToken(), settings.writeToken()), HttpPort.isLoopback(settings.host()));
        Subscriptions subscriptions = new Subscriptions(database);
        Webhooks webhooks =
                Webhooks.of(subscriptions, readers.changes(), feed, settings.webhooks(), metrics.registry());
        HttpPort port = HttpPort.open(settings.host(), settings.port(), gate, config -> {
            config.jetty.modifyServletContextHandler(handler -> {
                handler.getServletHandler().setDecodeAmbiguousURIs(true);
                ServletHolder stream = new ServletHolder(new ClaimStream(feed, gate, settings.streams()));
                stream.setAsyncSupported(true);
                handler.addServlet(stream, ClaimStream.PATH);
            });
            new Api(readers).mount(config.routes);
            new SubscriptionRoutes(
                            subscriptions, readers, gate, settings.webhooks().privateAllowed(), webhooks::changed)
                    .mount(config.routes);
            SchemaRegistry.of(settings.topicPrefix()).mount(config.routes);
            metrics.database(readers.queries());
            metrics.subscribers(feed::subscribers);
            metrics.parts(parts);
            metrics.mount(config.routes);
            Health.mount(config.routes, parts);
            Dashboard.mount(config.routes);
        });
        feed.start();
        webhooks.start();
        return new WebServer(settings, port, feed, subscriptions, webhooks);
    }

    /** The port that is listened on. */
    public int port() {
        return port.number();
    }

    /** Where the dashboard is, for whoever sits at this machine. */
    public String url() {
        boolean anywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        String host = anywhere || HttpPort.isLoopback(settings.host()) ? "localhost" : settings.host();
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port() + "/";
    }

    @Override
    public void close() {
        webhooks.close();
        feed.close();
        port.close();
        subscriptions.close();
    }
}

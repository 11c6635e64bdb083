package dev.hearsay.web;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.metrics.Metrics;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;

/** A server on a free port over the database of an invented newsroom. */
public final class RunningServer implements AutoCloseable {
    private final Database database;
    private final Newsroom newsroom;
    private final WebSettings settings;
    private WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Database database, Newsroom newsroom, WebSettings settings) {
        this.database = database;
        this.newsroom = newsroom;
        this.settings = settings;
        this.server = WebServer.start(settings, database, new Metrics(), List.of());
    }

    /** Starts it with an empty database. */
    public static RunningServer start(Path folder) throws Exception {
        return start(folder, settings -> settings);
    }

    /** Starts it with an empty database and settings of its own. */
    public static RunningServer start(Path folder, UnaryOperator<WebSettings> settings) throws Exception {
        Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
        Newsroom newsroom = new Newsroom(database, 11, 30);
        return new RunningServer(database, newsroom, settings.apply(WebSettings.on(0)));
    }

    /** Ends the server; its database stays. */
    public void stop() {
        server.close();
    }

    /** Starts another server, on another port, over the same database. */
    public void startAgain() {
        server = WebServer.start(settings, database, new Metrics(), List.of());
    }

    /** What the server reads. */
    public Database database() {
        return database;
    }

    /** Who fills the database. */
    public Newsroom newsroom() {
        return newsroom;
    }

    /** An address of the server. */
    public URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** Asks, with headers given as names and values in turn. */
    public HttpResponse<String> get(String pathAndQuery, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery)).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Sends a request with a body, JSON unless the headers say otherwise. */
    public HttpResponse<String> send(String method, String pathAndQuery, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        server.close();
        newsroom.close();
        database.close();
    }
}

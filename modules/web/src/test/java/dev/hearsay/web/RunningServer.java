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
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServer(Database database, Newsroom newsroom, WebServer server) {
        this.database = database;
        this.newsroom = newsroom;
        this.server = server;
    }

    /** Starts it with an empty database. */
    public static RunningServer start(Path folder) throws Exception {
        return start(folder, settings -> settings);
    }

    /** Starts it with an empty database and settings of its own. */
    public static RunningServer start(Path folder, UnaryOperator<WebSettings> settings) throws Exception {
        Database database = Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db")));
        Newsroom newsroom = new Newsroom(database, 11, 30);
        WebServer server = WebServer.start(settings.apply(WebSettings.on(0)), database, new Metrics(), List.of());
        return new RunningServer(database, newsroom, server);
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

    @Override
    public void close() {
        server.close();
        newsroom.close();
        database.close();
    }
}

package dev.hearsay.web;

import dev.hearsay.store.Database;
import dev.hearsay.store.DatabaseSettings;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.metrics.Metrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
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
        return start(Database.open(DatabaseSettings.sqlite(folder.resolve("hearsay.db"))), settings);
    }

    /** Starts it over a database, which it closes in the end. */
    public static RunningServer start(Database database, UnaryOperator<WebSettings> settings) throws Exception {
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

    /** The status of the answer to whoever asks from another address of this machine. */
    public int statusFrom(String address, String path, String authorization) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port(), InetAddress.getByName(address), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: " + authorization
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
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

package dev.hearsay.feeds.push;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hearsay.feeds.sources.SourceException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for {@code POST /api/v1/stories}. Apart from the port that readers ask: whoever may write is not whoever may
 * read. A bounded number of requests is worked on at a time; a further one is answered 429 at once.
 */
public final class PushServer implements AutoCloseable {
    /** Where stories are pushed to. */
    public static final String PATH = "/api/v1/stories";

    private static final Logger LOG = LoggerFactory.getLogger(PushServer.class);
    private static final int WORKING = 24;
    /** Some are left to say that all others are busy. */
    private static final int THREADS = WORKING + 8;

    private static final int WAITING = 64;
    private static final int CLOSE_SECONDS = 1;
    private static final String BUSY = "{\"status\":429,\"detail\":\"Too many push at once: push again.\"}";

    private final HttpServer server;
    private final ThreadPoolExecutor workers;

    private PushServer(HttpServer server, ThreadPoolExecutor workers) {
        this.server = server;
        this.workers = workers;
    }

    /**
     * Begins to listen.
     *
     * @throws SourceException if that is not possible
     */
    public static PushServer start(InetSocketAddress address, StoryPush push) {
        if (System.getProperty("sun.net.httpserver.maxReqTime") == null) {
            // A client that drips its request must not hold a thread for ever. In seconds.
            System.setProperty("sun.net.httpserver.maxReqTime", "60");
            System.setProperty("sun.net.httpserver.maxRspTime", "60");
        }
        HttpServer server;
        try {
            server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new SourceException("cannot listen on " + address + ": " + e.getMessage(), e);
        }
        ThreadPoolExecutor workers = new ThreadPoolExecutor(
                THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(WAITING), PushServer::busy);
        server.setExecutor(workers);
        Semaphore working = new Semaphore(WORKING);
        server.createContext("/", exchange -> {
            boolean works = working.tryAcquire();
            try (exchange) {
                if (works) {
                    handle(exchange, push);
                } else {
                    answer(exchange, 429, Map.of("Retry-After", "1"), BUSY);
                }
            } catch (RuntimeException e) {
                LOG.error("a push failed", e);
                answer(exchange, 500, Map.of(), "{\"status\":500,\"detail\":\"Hearsay failed; its log says why.\"}");
            } finally {
                if (works) {
                    working.release();
                }
            }
        });
        server.start();
        return new PushServer(server, workers);
    }

    /** Runs the exchange in the listener's own thread, which holds up new connections: that is the back-pressure. */
    private static void busy(Runnable exchange, ThreadPoolExecutor full) {
        if (!full.isShutdown()) {
            exchange.run();
        }
    }

    private static void handle(HttpExchange exchange, StoryPush push) throws IOException {
        if (!exchange.getRequestURI().getPath().equals(PATH)) {
            answer(exchange, 404, Map.of(), "{\"status\":404,\"detail\":\"Push to " + PATH + ".\"}");
            return;
        }
        if (!exchange.getRequestMethod().equals("POST")) {
            answer(
                    exchange,
                    405,
                    Map.of("Allow", "POST"),
                    "{\"status\":405,\"detail\":\"Stories are pushed with POST.\"}");
            return;
        }
        PushAnswer answer = push.post(new PushRequest(
                header(exchange, "Authorization"),
                header(exchange, "Content-Type"),
                header(exchange, "Origin"),
                parameters(exchange.getRequestURI().getRawQuery()),
                exchange.getRequestBody()));
        answer(exchange, answer.status(), answer.headers(), answer.json());
    }

    private static void answer(HttpExchange exchange, int status, Map<String, String> headers, String json)
            throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static Optional<String> header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name));
    }

    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new HashMap<>();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                try {
                    parameters.put(
                            URLDecoder.decode(name, StandardCharsets.UTF_8),
                            URLDecoder.decode(value, StandardCharsets.UTF_8));
                } catch (IllegalArgumentException broken) {
                    parameters.put(name, value);
                }
            }
        }
        return parameters;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(CLOSE_SECONDS);
        workers.shutdownNow();
    }
}

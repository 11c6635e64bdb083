package dev.hearsay.web.webhooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Somebody who takes webhooks, and does with them what the test wants. */
public final class Receiver implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<Delivery> all = new CopyOnWriteArrayList<>();
    private final List<Delivery> taken = new CopyOnWriteArrayList<>();
    private volatile Conduct conduct = exchange -> 204;

    /** What it answers. */
    public interface Conduct {
        /** The status; 0 if it has answered itself. */
        int status(HttpExchange exchange) throws IOException, InterruptedException;
    }

    /** A request as it came. */
    public record Delivery(String id, String timestamp, String signature, String contentType, byte[] body) {
        /** Its body. */
        public JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        /** The changes in it. */
        public List<JsonNode> changes() {
            List<JsonNode> changes = new ArrayList<>();
            json().at("/data/changes").forEach(changes::add);
            return changes;
        }
    }

    /** Begins to take them, at an address of this machine. */
    public Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "receiver");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            Delivery delivery = new Delivery(
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    headers.getFirst("Content-Type"),
                    exchange.getRequestBody().readAllBytes());
            all.add(delivery);
            int status = conduct.status(exchange);
            if (status / 100 == 2) {
                taken.add(delivery);
            }
            if (status != 0) {
                exchange.sendResponseHeaders(status, -1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on it does this. */
    public void now(Conduct other) {
        conduct = other;
    }

    /** Every request that came. */
    public List<Delivery> all() {
        return all;
    }

    /** The requests that it answered well. */
    public List<Delivery> taken() {
        return taken;
    }

    /** The changes in them, in their order. */
    public List<JsonNode> changes() {
        return taken.stream().flatMap(delivery -> delivery.changes().stream()).toList();
    }

    /** Where it takes them. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

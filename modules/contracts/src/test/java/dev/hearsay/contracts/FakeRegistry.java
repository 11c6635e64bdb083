package dev.hearsay.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.avro.Schema;

/** A schema registry in this JVM that answers as Confluent's API documents it, on HTTP only. */
final class FakeRegistry implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Requests so far, such as {@code GET /schemas/ids/1}. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    /** Answers that come before any other: status and body. */
    final Deque<Map.Entry<Integer, String>> next = new ArrayDeque<>();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final String base;
    private final Map<Integer, ObjectNode> schemas = new TreeMap<>();
    private final Set<String> registered = new HashSet<>();
    private Optional<String> authorization = Optional.empty();
    private boolean readOnly;
    private long delayMs;

    FakeRegistry(String base) throws IOException {
        this.base = base;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + base;
    }

    synchronized FakeRegistry wanting(String header) {
        authorization = Optional.of(header);
        return this;
    }

    synchronized FakeRegistry readOnly() {
        readOnly = true;
        return this;
    }

    synchronized FakeRegistry slow(long ms) {
        delayMs = ms;
        return this;
    }

    synchronized int register(String subject, int id, String schema, Optional<String> type) {
        ObjectNode entry = JSON.createObjectNode().put("schema", schema);
        type.ifPresent(t -> entry.put("schemaType", t));
        schemas.put(id, entry);
        registered.add(subject + " " + id);
        return id;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            requests.add(exchange.getRequestMethod() + " " + path);
            Map.Entry<Integer, String> answer = answer(
                    exchange, path, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] body = answer.getValue().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
            exchange.sendResponseHeaders(answer.getKey(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private synchronized Map.Entry<Integer, String> answer(HttpExchange exchange, String path, String body)
            throws IOException {
        pause(delayMs);
        if (!next.isEmpty()) {
            return next.poll();
        }
        if (authorization.isPresent()
                && !authorization.get().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            return Map.entry(401, error(40101, "Unauthorized"));
        }
        if (!path.startsWith(base)) {
            return Map.entry(404, error(404, "HTTP 404 Not Found"));
        }
        if (path.equals(base + "/schemas/types")) {
            return Map.entry(200, "[\"AVRO\",\"JSON\"]");
        }
        String[] parts = path.substring(base.length()).split("/");
        if (exchange.getRequestMethod().equals("GET") && parts.length == 4 && path.contains("/schemas/ids/")) {
            ObjectNode found = schemas.get(Integer.parseInt(parts[3]));
            return found == null
                    ? Map.entry(404, error(40403, "Schema " + parts[3] + " not found"))
                    : Map.entry(200, found.toString());
        }
        if (exchange.getRequestMethod().equals("POST") && parts.length >= 3 && parts[1].equals("subjects")) {
            String schema = JSON.readTree(body).path("schema").asText();
            return parts.length == 3 ? lookUp(parts[2], schema) : register(parts[2], schema);
        }
        return Map.entry(405, error(405, "HTTP 405 Method Not Allowed"));
    }

    private Map.Entry<Integer, String> lookUp(String subject, String schema) {
        if (registered.stream().noneMatch(r -> r.startsWith(subject + " "))) {
            return Map.entry(404, error(40401, "Subject '" + subject + "' not found."));
        }
        return id(subject, schema)
                .map(id -> Map.entry(200, ok(subject, id)))
                .orElse(Map.entry(404, error(40403, "Schema not found")));
    }

    private Map.Entry<Integer, String> register(String subject, String schema) {
        if (readOnly) {
            return Map.entry(403, error(40301, "User is denied operation Write on " + subject));
        }
        if (schema.contains("avro.java.string")) {
            return Map.entry(422, error(42201, "notes to Java in the schema"));
        }
        new Schema.Parser().parse(schema);
        int id = id(subject, schema).orElseGet(() -> register(subject, schemas.size() + 1, schema, Optional.empty()));
        return Map.entry(200, "{\"id\":" + id + "}");
    }

    private Optional<Integer> id(String subject, String schema) {
        return schemas.entrySet().stream()
                .filter(e -> e.getValue().path("schema").asText().equals(schema)
                        && registered.contains(subject + " " + e.getKey()))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String ok(String subject, int id) {
        return JSON.createObjectNode()
                .put("subject", subject)
                .put("id", id)
                .put("version", 1)
                .toString();
    }

    private static String error(int code, String message) {
        JsonNode body = JSON.createObjectNode().put("error_code", code).put("message", message);
        return body.toString();
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

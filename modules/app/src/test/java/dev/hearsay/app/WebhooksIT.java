package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a story on the wire to a webhook, through the whole pipeline, which is killed in between. */
class WebhooksIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path directory;

    private final List<JsonNode> changes = new CopyOnWriteArrayList<>();
    private final List<Integer> answers = new CopyOnWriteArrayList<>();
    private HttpServer receiver;
    private volatile String secret = "";
    private volatile boolean failing;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::take);
        receiver.start();
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            var headers = exchange.getRequestHeaders();
            String signed = headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + "."
                    + new String(body, StandardCharsets.UTF_8);
            int status = failing ? 500 : headers.getFirst("webhook-signature").equals(signature(signed)) ? 204 : 401;
            if (status == 204) {
                JSON.readTree(body).at("/data/changes").forEach(changes::add);
            }
            answers.add(status);
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private String signature(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aStoryBecomesAWebhookAndItsKillTakesItBackAlsoAfterACrash() throws Exception {
        String id;
        try (HearsayProcess up = up()) {
            String kafka = up.awaitOutput("Kafka +(\\S+)");
            CommandRun added = data(
                    "subscriptions",
                    "add",
                    "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                    "--actor",
                    "Ilse Quarrington",
                    "--format",
                    "csv");
            assertThat(added.exitCode()).as(added.err()).isZero();
            String[] row = added.out().lines().skip(1).findFirst().orElseThrow().split(",");
            id = row[0];
            secret = row[1];
            feed(
                    kafka,
                    story("ships", 1, "\"body_text\":\"“Ships sail tonight,” Ilse Quarrington said.\""),
                    story("other", 1, "\"body_text\":\"“No comment needed,” Dorrit Amblecote said.\""));
            await(() -> changes.size() == 1);
            assertThat(changes.get(0).get("content").asText()).contains("Ships sail tonight");

            failing = true;
            int before = answers.size();
            feed(kafka, story("fog", 1, "\"body_text\":\"“The fog will lift,” Ilse Quarrington said.\""));
            await(() -> answers.size() > before);
            up.kill();
        }
        assertThat(data("subscriptions", "list", "--format", "csv").out()).contains(id + ",active,1,0,");
        try (HearsayProcess up = up()) {
            String kafka = up.awaitOutput("Kafka +(\\S+)");
            failing = false;
            await(() -> changes.size() == 2);
            assertThat(changes.get(1).get("content").asText()).contains("fog will lift");
            feed(kafka, story("ships", 2, "\"pubstatus\":\"canceled\""));
            await(() -> changes.size() == 3);
            JsonNode end = changes.get(2);
            assertThat(end.get("cause").asText()).isEqualTo("KILLED");
            assertThat(end.get("claimId")).isEqualTo(changes.get(0).get("claimId"));
            assertThat(end.toString()).doesNotContain("Ships");
            assertThat(answers).doesNotContain(401);
        }
        assertThat(data("subscriptions", "remove", id).exitCode()).isZero();
        assertThat(data("subscriptions", "remove", id).exitCode()).isEqualTo(1);
    }

    private HearsayProcess up() {
        return HearsayProcess.start(
                directory,
                "up",
                "--data",
                "data",
                "--port",
                "0",
                "--web-port",
                "0",
                "--partitions",
                "2",
                "--allow-private-webhooks");
    }

    private CommandRun data(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = directory.resolve("data").toString();
        return CommandRun.of(all);
    }

    private void feed(String kafka, String... stories) throws IOException {
        Path wire = directory.resolve("wire.jsonl");
        Files.write(wire, List.of(stories));
        CommandRun fed = CommandRun.of("feed", wire.toString(), "--bootstrap", kafka);
        assertThat(fed.exitCode()).as(fed.err()).isZero();
    }

    private static String story(String uri, int version, String rest) {
        String status = rest.contains("pubstatus") ? "" : "\"pubstatus\":\"usable\",";
        return ("{\"uri\":\"urn:x:%s\",\"provider\":\"Fjord Wire\",\"outlet\":\"Fjord Wire\",\"version\":\"%d\","
                        + "\"versioncreated\":\"2026-11-20T10:0%d:00Z\",\"language\":\"en\",%s%s}")
                .formatted(uri, version, version, status, rest);
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(condition);
    }
}

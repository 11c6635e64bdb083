package dev.hearsay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.store.ClaimChange;
import dev.hearsay.store.DeadDelivery;
import dev.hearsay.store.Subscription;
import dev.hearsay.store.Subscriptions;
import dev.hearsay.web.RunningServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubscriptionRoutesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ROOT = "/subscriptions";
    private static final String TOKEN = "writers only";
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(new byte[24]);

    @TempDir
    Path folder;

    private RunningServer server;
    private OpenApi openApi;
    private final Set<String> tried = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        server = RunningServer.start(folder, settings -> settings.withWriteToken(TOKEN));
        openApi = new OpenApi(server.get("/api/v1/openapi.json").body());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> send(String method, String path, String body) throws Exception {
        return server.send(method, "/api/v1" + path, body, "Authorization", "Bearer " + TOKEN);
    }

    /** Asks with what the document allows, and holds the answer against it. */
    private JsonNode ask(int status, String method, String template, String id, String delivery, String body)
            throws Exception {
        if (!body.isEmpty()) {
            openApi.checkRequest(method, template, body);
        }
        return refused(status, method, template, id, delivery, body);
    }

    /** The same with anything. */
    private JsonNode refused(int status, String method, String template, String id, String delivery, String body)
            throws Exception {
        tried.add(method + " " + template);
        HttpResponse<String> answer = send(
                method.toUpperCase(Locale.ROOT), template.replace("{id}", id).replace("{delivery}", delivery), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        openApi.check(
                method,
                template,
                status,
                status < 400 ? "application/json" : "application/problem+json",
                answer.body());
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        return answer.body().isEmpty() ? JSON.nullNode() : JSON.readTree(answer.body());
    }

    private String create(String body) throws Exception {
        return ask(201, "post", ROOT, "", "", body).get("id").asText();
    }

    @Test
    void everyOperationAnswersAsItsDocumentSays() throws Exception {
        String one = ROOT + "/{id}";
        String dead = one + "/dead-deliveries";
        JsonNode made = ask(
                201,
                "post",
                ROOT,
                "",
                "",
                "{\"url\":\"https://hooks.example/a\",\"note\":\"ours\",\"filter\":{\"actor\":\"amara nkembe\",\"act\":\"statement\"},"
                        + "\"after\":\"none\"}");
        assertThat(made.get("secret").asText()).startsWith("whsec_");
        String id = made.get("id").asText();
        JsonNode shown = ask(200, "get", one, id, "", "");
        assertThat(shown.has("secret")).isFalse();
        assertThat(shown.at("/filter/actor").asText()).isEqualTo("amara nkembe");
        assertThat(ask(200, "get", ROOT, "", "", "").get("items"))
                .singleElement()
                .isEqualTo(shown);

        JsonNode paused = ask(
                200, "patch", one, id, "", "{\"paused\":true,\"url\":\"https://hooks.example/b\",\"note\":\"theirs\"}");
        assertThat(paused.get("state").asText()).isEqualTo("paused");
        assertThat(paused.get("url").asText()).isEqualTo("https://hooks.example/b");
        assertThat(ask(200, "patch", one, id, "", "{}")).isEqualTo(paused);

        assertThat(ask(200, "post", one + "/secret", id, "", "{}").get("secret").asText())
                .startsWith("whsec_");
        assertThat(ask(200, "post", one + "/secret", id, "", "{\"secret\":\"" + SECRET + "\"}")
                        .has("secret"))
                .as("who gave it knows it")
                .isFalse();

        List<String> deliveries = new ArrayList<>();
        try (Subscriptions subscriptions = new Subscriptions(server.database())) {
            for (int i = 0; i < 3; i++) {
                Subscription.Position at = subscriptions.find(id).orElseThrow().position();
                subscriptions.giveUp(
                        id,
                        at,
                        new Subscription.Position(i + 1, "0:" + i),
                        new DeadDelivery(
                                0,
                                "msg_" + i,
                                List.of(new ClaimChange.Source(0, i)),
                                Instant.now(),
                                Instant.now(),
                                4,
                                "It answered 500.",
                                false));
            }
        }
        JsonNode first = ask(200, "get", dead, id, "", "");
        first.get("items").forEach(item -> deliveries.add(item.get("id").asText()));
        assertThat(deliveries).hasSize(3);
        HttpResponse<String> page = send("GET", ROOT + "/" + id + "/dead-deliveries?limit=2", "");
        String cursor = JSON.readTree(page.body()).get("next").asText();
        assertThat(JSON.readTree(send("GET", ROOT + "/" + id + "/dead-deliveries?limit=2&cursor=" + cursor, "")
                                .body())
                        .get("items"))
                .hasSize(1);
        ask(202, "post", dead + "/{delivery}/resend", id, deliveries.get(1), "");
        assertThat(ask(200, "get", dead, id, "", "").at("/items/1/resend").asBoolean())
                .isTrue();
        assertThat(ask(202, "post", dead + "/resend", id, "", "")
                        .get("resending")
                        .asInt())
                .isEqualTo(3);
        ask(204, "delete", dead + "/{delivery}", id, deliveries.get(0), "");
        refused(404, "delete", dead + "/{delivery}", id, deliveries.get(0), "");
        refused(404, "post", dead + "/{delivery}/resend", id, "none", "");
        assertThat(ask(200, "get", one, id, "", "").get("dead").asInt()).isEqualTo(2);
        ask(204, "delete", one, id, "", "");
        assertThat(tried).containsExactlyInAnyOrderElementsOf(openApi.operations(ROOT));

        for (String operation : openApi.operations(ROOT + "/")) {
            String[] parts = operation.split(" ");
            boolean takes = parts[0].equals("patch") || parts[1].endsWith("/secret");
            refused(404, parts[0], parts[1], id, "1", takes ? "{}" : "");
        }
    }

    @Test
    void aSecretThatWasGivenIsNotToldAgain() throws Exception {
        JsonNode made =
                ask(201, "post", ROOT, "", "", "{\"url\":\"https://hooks.example/a\",\"secret\":\"" + SECRET + "\"}");
        assertThat(made.toString()).doesNotContain("whsec_");
    }

    @Test
    void whatCannotBeUsedIsAProblemThatNamesIt() throws Exception {
        Map<String, String> bad = Map.ofEntries(
                Map.entry("{}", "url"),
                Map.entry("{\"url\":5}", "url"),
                Map.entry("{\"url\":\"\"}", "url"),
                Map.entry("{\"url\":\"hooks.example\"}", "url"),
                Map.entry("{\"url\":\"ftp://hooks.example/\"}", "url"),
                Map.entry("{\"url\":\"https:///x\"}", "url"),
                Map.entry("{\"url\":\"https://me:secret@hooks.example/\"}", "url"),
                Map.entry("{\"url\":\"https://hooks.example/#x\"}", "url"),
                Map.entry("{\"url\":\"https://hooks.example:99999/\"}", "url"),
                Map.entry("{\"url\":\"https://hooks.example/%s\"}".formatted("x".repeat(2_000)), "url"),
                Map.entry("{\"url\":\"http://127.0.0.1:9/\"}", "url"),
                Map.entry("{\"url\":\"http://127.1/\"}", "url"),
                Map.entry("{\"url\":\"http://LOCALHOST/\"}", "url"),
                Map.entry("{\"url\":\"http://[::1]/\"}", "url"),
                Map.entry("{\"url\":\"http://[::ffff:10.0.0.1]/\"}", "url"),
                Map.entry("{\"url\":\"http://169.254.169.254/latest/meta-data\"}", "url"),
                Map.entry("{\"url\":\"http://2130706433/\"}", "url"),
                Map.entry("{\"url\":\"https://h.example/\",\"secret\":\"hunter2\"}", "secret"),
                Map.entry("{\"url\":\"https://h.example/\",\"filter\":[]}", "filter"),
                Map.entry("{\"url\":\"https://h.example/\",\"filter\":{\"colour\":\"red\"}}", "filter"),
                Map.entry("{\"url\":\"https://h.example/\",\"filter\":{\"act\":\"shouting\"}}", "act"),
                Map.entry("{\"url\":\"https://h.example/\",\"filter\":{\"type\":7}}", "type"),
                Map.entry(
                        "{\"url\":\"https://h.example/\",\"filter\":{\"q\":\"%s\"}}".formatted("x".repeat(1_001)), "q"),
                Map.entry("{\"url\":\"https://h.example/\",\"after\":\"yesterday\"}", "after"),
                Map.entry("{\"url\":\"https://h.example/\",\"note\":\"%s\"}".formatted("x".repeat(1_001)), "note"),
                Map.entry("{\"url\":\"https://h.example/\",\"state\":\"paused\"}", "state"));
        for (Map.Entry<String, String> one : bad.entrySet()) {
            assertThat(refused(400, "post", ROOT, "", "", one.getKey())
                            .path("parameter")
                            .asText())
                    .as(one.getKey())
                    .isEqualTo(one.getValue());
        }
        for (String body :
                List.of("", "[]", "url", "{\"url\":", "{\"url\":\"https://a/\",\"url\":\"https://b/\"}", "{} {}")) {
            refused(400, "post", ROOT, "", "", body);
        }
        assertThat(send("GET", ROOT + "?limit=5", "").statusCode()).isEqualTo(400);
        refused(413, "post", ROOT, "", "", "{\"note\":\"%s\"}".formatted("x".repeat(200_000)));
        assertThat(server.send(
                                "POST",
                                "/api/v1" + ROOT,
                                "{}",
                                "Authorization",
                                "Bearer " + TOKEN,
                                "Content-Type",
                                "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(ask(200, "get", ROOT, "", "", "").get("items")).isEmpty();
    }

    @Test
    void aPrivateAddressIsRefusedInAChangeToo() throws Exception {
        String id = create("{\"url\":\"https://hooks.example/a\"}");
        assertThat(refused(400, "patch", ROOT + "/{id}", id, "", "{\"url\":\"http://10.0.0.1/\"}")
                        .get("detail")
                        .asText())
                .contains("--allow-private-webhooks");
        refused(400, "patch", ROOT + "/{id}", id, "", "{\"paused\":\"yes\"}");
    }

    @Test
    void thereAreNoMoreThanTheBound() throws Exception {
        for (int i = 0; i < Subscriptions.MOST; i++) {
            create("{\"url\":\"https://hooks.example/" + i + "\"}");
        }
        refused(409, "post", ROOT, "", "", "{\"url\":\"https://hooks.example/more\"}");
    }

    @Test
    void onlyWhoKnowsTheTokenSeesOrChangesThem() throws Exception {
        create("{\"url\":\"https://hooks.example/capability\"}");
        String basic = Base64.getEncoder().encodeToString(("anybody:" + TOKEN).getBytes());
        for (String[] headers : List.of(
                new String[] {},
                new String[] {"Authorization", "Bearer writers onl"},
                new String[] {"Authorization", "Bearer "},
                new String[] {"Authorization", "Basic " + basic})) {
            server.stop(); // with what it knows of wrong tokens
            server.startAgain();
            assertThat(server.send("GET", "/api/v1/subscriptions", "", headers).statusCode())
                    .isEqualTo(401);
            for (String method : List.of("GET", "POST", "PATCH", "DELETE")) {
                for (String path : List.of(
                        "/api/v1/subscriptions",
                        "/api/v1/%73ubscriptions",
                        "/api/v1/subscriptions/x",
                        "/api/v1/subscriptions;a=b")) {
                    HttpResponse<String> answer = server.send(method, path, "{}", headers);
                    assertThat(answer.statusCode()).as(method + " " + path).isIn(400, 401, 404, 405, 429);
                    assertThat(answer.body()).doesNotContain("hooks.example");
                }
            }
        }
        server.stop();
        server.startAgain();
        assertThat(send("PUT", ROOT, "{}").statusCode()).isEqualTo(405);
        assertThat(ask(200, "get", ROOT, "", "", "").get("items")).hasSize(1);
    }

    @Test
    void aPageFromElsewhereMayNotWriteEvenWithTheToken() throws Exception {
        String own = "http://127.0.0.1:" + server.port();
        for (String[] from : new String[][] {
            {"Origin", "https://attacker.example"},
            {"Origin", "null"},
            {"Origin", own + ".attacker.example"},
            {"Origin", own, "Sec-Fetch-Site", "same-site"},
            {"Sec-Fetch-Site", "cross-site"}
        }) {
            assertThat(createFrom(from)).as(String.join(" ", from)).isEqualTo(403);
        }
        assertThat(createFrom("Origin", own)).isEqualTo(201);
        assertThat(createFrom("Origin", own, "Sec-Fetch-Site", "same-origin")).isEqualTo(201);
    }

    private int createFrom(String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of("Authorization", "Bearer " + TOKEN));
        all.addAll(List.of(headers));
        return server.send("POST", "/api/v1" + ROOT, "{\"url\":\"https://hooks.example/\"}", all.toArray(String[]::new))
                .statusCode();
    }

    @Test
    void withoutATokenNobodyMay(@TempDir Path other) throws Exception {
        try (RunningServer open = RunningServer.start(other)) {
            HttpResponse<String> answer = open.send("POST", "/api/v1" + ROOT, "{\"url\":\"https://hooks.example/\"}");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).contains("HEARSAY_WRITE_TOKEN");
            assertThat(open.get("/api/v1" + ROOT).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void whoeverMayWriteMayRead(@TempDir Path other) throws Exception {
        try (RunningServer guarded =
                RunningServer.start(other, s -> s.withReadToken("readers").withWriteToken(TOKEN))) {
            assertThat(guarded.get("/api/v1/actors", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guarded.get("/api/v1/subscriptions", "Authorization", "Bearer " + TOKEN)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(guarded.get("/api/v1/subscriptions", "Authorization", "Bearer readers")
                            .statusCode())
                    .isEqualTo(401);
            assertThat(guarded.get("/api/v1/actors").statusCode()).isEqualTo(401);
        }
    }
}

package dev.hearsay.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static RunningServer server;
    private static OpenApi openApi;
    private static String killed;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder);
        Instant now = Instant.now();
        server.newsroom().work(300, now.minus(Duration.ofDays(5)), now);
        server.newsroom()
                .alias(
                        server.newsroom().speakers().get(9),
                        server.newsroom().speakers().get(0));
        Newsroom.Said secret = new Newsroom.Said(
                server.newsroom().speakers().get(1), Act.STATEMENT, ClaimType.DIRECT, "the vault is empty", List.of());
        killed = server.newsroom().publish("killed", now, "Harbor Post", List.of(secret));
        server.newsroom().commit();
        server.newsroom().kill(killed);
        server.newsroom().commit();
        openApi = new OpenApi(server.get("/api/v1/openapi.json").body());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static String actor() {
        return server.newsroom().speakers().get(0).id();
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static JsonNode json(String pathAndQuery) throws Exception {
        HttpResponse<String> response = server.get("/api/v1" + pathAndQuery);
        assertThat(response.statusCode())
                .as(pathAndQuery + " " + response.body())
                .isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** The operations that only read: of the others see SubscriptionRoutesTest. */
    private static List<String> paths() {
        return openApi.paths().stream()
                .filter(path -> !path.startsWith("/subscriptions"))
                .toList();
    }

    /** An address for every operation of the document. */
    private static Map<String, String> examples() throws Exception {
        JsonNode claim =
                json("/claims?act=statement&limit=1&actor=" + encoded(actor())).at("/items/0");
        String statement = actor() + "|" + claim.get("fingerprint").asText();
        return Map.ofEntries(
                Map.entry("/actors", "/actors?period=day"),
                Map.entry("/actors/{id}", "/actors/" + encoded(actor())),
                Map.entry("/actors/{id}/claims", "/actors/" + encoded(actor()) + "/claims"),
                Map.entry("/claims", "/claims?q=bridge"),
                Map.entry(
                        "/claims/{id}",
                        "/claims/" + encoded(claim.get("claimId").asText())),
                Map.entry("/statements/{id}", "/statements/" + encoded(statement)),
                Map.entry("/entities", "/entities"),
                Map.entry("/entities/{id}", "/entities/orlin"),
                Map.entry(
                        "/stories/{id}",
                        "/stories/" + encoded(claim.get("storyId").asText())),
                Map.entry("/outlets", "/outlets"),
                Map.entry("/trends", "/trends?window=hour"),
                Map.entry("/explain", "/explain?actor=" + encoded(actor())),
                Map.entry("/changes", "/changes?actor=" + encoded(actor())),
                Map.entry("/totals", "/totals"),
                Map.entry("/measures", "/measures"));
    }

    @Test
    void everyOperationAnswersAsItsDocumentSays() throws Exception {
        Map<String, String> examples = examples();
        for (String path : paths()) {
            if (path.equals("/claims/stream")) {
                continue; // its answers are no documents: ClaimStreamTest
            }
            HttpResponse<String> response = server.get("/api/v1" + examples.get(path));
            openApi.check(path, response.statusCode(), "application/json", response.body());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            assertThat(response.headers().firstValue("ETag")).as(path).isPresent();
        }
    }

    @Test
    void everyListExportsAllOfItsRowsAsCsvAndAsJsonLines() throws Exception {
        Map<String, String> examples = examples();
        for (String path : paths()) {
            if (openApi.parameters(path).stream()
                    .noneMatch(p -> p.get("name").asText().equals("format"))) {
                continue;
            }
            String address =
                    "/api/v1" + examples.get(path) + (examples.get(path).contains("?") ? "&" : "?");
            List<String> lines =
                    server.get(address + "format=jsonl").body().lines().toList();
            List<String> csv = server.get(address + "format=csv").body().lines().toList();
            assertThat(csv).as(path).hasSize(lines.size() + 1);
            assertThat(lines).as(path).isNotEmpty();
            JsonNode page = json(examples.get(path));
            assertThat(JSON.readTree(lines.get(0))).as(path).isEqualTo(page.at("/items/0"));
        }
    }

    @Test
    void aBadValueOfAnyParameterIsAProblemThatNamesIt() throws Exception {
        Map<String, String> examples = examples();
        for (String path : paths()) {
            for (JsonNode parameter : openApi.parameters(path)) {
                String name = parameter.get("name").asText();
                JsonNode schema = parameter.get("schema");
                if (!parameter.get("in").asText().equals("query")) {
                    continue;
                }
                String bad = schema.has("enum") || schema.path("type").asText().equals("integer")
                        ? "nonsense"
                        : "x".repeat(schema.path("maxLength").asInt() + 1);
                String address = examples.getOrDefault(path, path).replaceAll("\\?.*", "");
                HttpResponse<String> response = server.get("/api/v1" + address + "?" + name + "=" + bad);
                openApi.check(path, response.statusCode(), "application/problem+json", response.body());
                assertThat(response.statusCode()).as(path + " " + name).isEqualTo(400);
                assertThat(JSON.readTree(response.body()).path("parameter").asText())
                        .isEqualTo(name);
            }
            HttpResponse<String> unknown =
                    server.get("/api/v1" + examples.getOrDefault(path, path).replaceAll("\\?.*", "") + "?frobnicate=1");
            assertThat(unknown.statusCode()).as(path).isEqualTo(400);
        }
    }

    @Test
    void whatIsNotThereIsAProblemToo() throws Exception {
        for (String path :
                List.of("/actors/{id}", "/claims/{id}", "/statements/{id}", "/entities/{id}", "/stories/{id}")) {
            HttpResponse<String> response = server.get("/api/v1" + path.replace("{id}", "no%7Csuch"));
            openApi.check(path, 404, "application/problem+json", response.body());
            assertThat(response.statusCode()).as(path).isEqualTo(404);
        }
    }

    @Test
    void pagesBringEveryRowOnce() throws Exception {
        for (String list : List.of("/claims", "/actors", "/entities", "/changes", "/actors?by=reports&period=week")) {
            String separator = list.contains("?") ? "&" : "?";
            List<String> all = server.get("/api/v1" + list + separator + "format=jsonl")
                    .body()
                    .lines()
                    .toList();
            List<String> seen = new ArrayList<>();
            String cursor = "";
            do {
                JsonNode page = json(list + separator + "limit=7" + cursor);
                page.get("items").forEach(item -> seen.add(item.toString()));
                cursor = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
            } while (!cursor.isEmpty());
            assertThat(seen).as(list).containsExactlyElementsOf(all);
        }
    }

    @Test
    void anAnswerThatHasNotChangedIsNotSentAgain() throws Exception {
        HttpResponse<String> first = server.get("/api/v1/actors");
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> second = server.get("/api/v1/actors", "If-None-Match", tag);
        assertThat(second.statusCode()).isEqualTo(304);
        assertThat(second.body()).isEmpty();
    }

    @Test
    void randomNumbersOfTheListAreWhatExplainAddsUp() throws Exception {
        Random random = new Random(3);
        int asked = 0;
        for (String period : List.of("", "&period=day", "&period=week", "&outlet=Harbor%20Post")) {
            for (JsonNode row : json("/actors?limit=20" + period).get("items")) {
                List<String> measures = new ArrayList<>();
                row.get("measures").fieldNames().forEachRemaining(measures::add);
                String measure = measures.get(random.nextInt(measures.size()));
                JsonNode explained = json("/explain?limit=200&measure=" + measure + "&actor="
                        + encoded(row.at("/actor/id").asText()) + period);
                assertThat(explained.get("number").asLong())
                        .as(row + " " + measure + period)
                        .isEqualTo(row.at("/measures/" + measure).asLong())
                        .isEqualTo(explained.get("sum").asLong());
                asked++;
            }
        }
        assertThat(asked).isGreaterThan(60);
    }

    @Test
    void changesAreThoseOfBeforeATimeIfOneIsGiven() throws Exception {
        String actor =
                "/changes?actor=" + encoded(server.newsroom().speakers().get(1).id());
        JsonNode all = json(actor).get("items");
        Instant latest = Instant.parse(all.at("/0/change/changed").asText());
        for (String list : List.of(actor + "&", "/changes?", "/changes?retractions=true&")) {
            for (JsonNode moved : json(list + "until=" + latest).get("items")) {
                assertThat(Instant.parse(moved.at("/change/changed").asText()))
                        .as(list)
                        .isBefore(latest);
            }
            assertThat(json(list + "until=2001-01-01").get("items")).as(list).isEmpty();
        }
        assertThat(json(actor + "&until=2101-01-01").get("items")).isEqualTo(all);
        assertThat(server.get("/api/v1/changes?until=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void theWordsOfAKilledStoryAreNowhere() throws Exception {
        JsonNode changes = json(
                "/changes?actor=" + encoded(server.newsroom().speakers().get(1).id()));
        String claimId = "";
        for (JsonNode moved : changes.get("items")) {
            if (moved.at("/change/storyId").asText().equals(killed)) {
                claimId = moved.at("/change/claimId").asText();
            }
        }
        JsonNode claim = json("/claims/" + encoded(claimId));
        assertThat(claim.get("state").asText()).isEqualTo("retracted");
        assertThat(claim.at("/retracted/cause").asText()).isEqualTo("KILLED");
        Set<String> answers = new TreeSet<>();
        answers.add(claim.toString());
        answers.add(changes.toString());
        answers.add(json("/stories/" + encoded(killed)).toString());
        answers.add(json("/claims?q=vault").toString());
        answers.add(server.get("/api/v1/claims?format=csv").body());
        answers.add(server.get("/api/v1/changes?format=jsonl").body());
        answers.add(json("/explain?actor="
                        + encoded(server.newsroom().speakers().get(1).id()))
                .toString());
        assertThat(answers).noneMatch(answer -> answer.contains("vault"));
    }

    @Test
    void anAliasLeadsToItsActor() throws Exception {
        HttpResponse<String> response = server.get(
                "/api/v1/actors/" + encoded(server.newsroom().speakers().get(9).id()));
        assertThat(response.statusCode()).isEqualTo(307);
        assertThat(response.headers().firstValue("Location")).contains("/api/v1/actors/" + encoded(actor()));
        assertThat(json("/actors/" + encoded(actor())).get("names")).hasSize(2);
    }
}

package dev.hearsay.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetyTest {
    private static final String MARKUP = "<script>alert(1)</script>";
    private static final String FORMULA = "=HYPERLINK(\"http://example.org\")";

    @TempDir
    static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        server = RunningServer.start(folder);
        server.newsroom()
                .publish(
                        "a",
                        Instant.now(),
                        "Harbor Post",
                        List.of(said(0, MARKUP), said(1, FORMULA), said(2, "plain")));
        server.newsroom().commit();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Newsroom.Said said(int speaker, String words) {
        return new Newsroom.Said(
                server.newsroom().speakers().get(speaker), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
    }

    @Test
    void everyAnswerKeepsABrowserFromRunningOrFramingIt() throws Exception {
        for (String path : List.of(
                "/",
                "/assets/main.js",
                "/api/v1/actors",
                "/api/v1/claims?format=csv",
                "/api/v1/nowhere",
                "/nowhere",
                "/api/v1/claims/stream?bad=1",
                "/metrics",
                "/subjects",
                "/health/live",
                "/api/v1/actors?limit=x")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(response.headers().firstValue("X-Content-Type-Options"))
                    .as(path)
                    .contains("nosniff");
            assertThat(response.headers().firstValue("Access-Control-Allow-Origin"))
                    .as(path)
                    .isEmpty();
            assertThat(response.headers().firstValue("Server")).as(path).isEmpty();
        }
    }

    @Test
    void thePageHasNoInlineScriptOrStyleAndAsksNobodyElse() throws Exception {
        String page = server.get("/").body();
        assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style", " style=", "onclick=");
        assertThat(page).doesNotContainPattern("(src|href)=\"(https?:)?//");
        for (String asset : List.of(
                "main.js", "views.js", "webhooks.js", "api.js", "charts.js", "elements.js", "quotes.js", "theme.js")) {
            assertThat(server.get("/assets/" + asset).body())
                    .as(asset)
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                    .doesNotContainPattern("from \"https?:|fetch\\(\"https?:");
        }
    }

    @Test
    void markupInAClaimIsNeverServedAsMarkup() throws Exception {
        for (String path : List.of("/api/v1/claims", "/api/v1/claims?format=jsonl", "/api/v1/claims?format=csv")) {
            HttpResponse<String> response = server.get(path);
            assertThat(response.body()).contains("<script>");
            assertThat(response.headers().firstValue("Content-Type").orElseThrow())
                    .doesNotContain("html", "xml", "svg");
        }
        HttpResponse<String> reflected = server.get("/api/v1/actors/%3Cscript%3Ealert(1)%3C%2Fscript%3E");
        assertThat(reflected.statusCode()).isEqualTo(404);
        assertThat(reflected.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void aFormulaInACellIsText() throws Exception {
        assertThat(server.get("/api/v1/claims?format=csv").body())
                .contains("\"'=HYPERLINK(\"\"http://example.org\"\")\"")
                .doesNotContainPattern("(?m)(^|,)\"?=");
    }

    @Test
    void tokensCannotBeGuessedForLong(@TempDir Path other) throws Exception {
        try (RunningServer guarded =
                RunningServer.start(other, s -> s.withReadToken("right").withWriteToken("writers only"))) {
            String[] right = {"Authorization", "Bearer right"};
            for (int i = 0; i < FailedTokens.MOST; i++) {
                assertThat(guarded.get("/api/v1/measures").statusCode())
                        .as("no guess")
                        .isEqualTo(401);
                assertThat(guarded.get("/api/v1/measures", right).statusCode()).isEqualTo(200);
                // the right one for reading is a wrong one for writing; a password guesses like a bearer token
                String[] wrong = i % 2 == 0
                        ? right
                        : new String[] {
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(("x:" + i).getBytes(StandardCharsets.UTF_8))
                        };
                assertThat(guarded.get("/api/v1/subscriptions", wrong).statusCode())
                        .isEqualTo(401);
            }
            for (String path : List.of("/api/v1/measures", "/api/v1/subscriptions", "/api/v1/claims/stream", "/")) {
                HttpResponse<String> refused = guarded.get(path, right);
                assertThat(refused.statusCode()).as(path).isEqualTo(429);
                assertThat(refused.headers().firstValue("Content-Type")).contains("application/problem+json");
                assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
                        .isBetween(1L, 60L);
                assertThat(refused.headers().firstValue("WWW-Authenticate")).isEmpty();
                assertThat(refused.body()).contains("\"status\":429");
            }
            assertThat(guarded.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(guarded.statusFrom("127.0.0.2", "/api/v1/measures", "Bearer right"))
                    .as("from another address")
                    .isEqualTo(200);
        }
    }

    @Test
    void queriesAreNoPlaceForSql() throws Exception {
        List<String> attempts = List.of(
                "x' OR '1'='1",
                "'; DROP TABLE claims; --",
                "\" OR 1=1 --",
                "%' UNION SELECT * FROM aliases --",
                "plain\" NEAR(\"x",
                "a* OR b",
                "NOT",
                "content_text : x",
                "^x",
                "\"",
                "((",
                "\\",
                "x\0y");
        for (String attempt : attempts) {
            String value = java.net.URLEncoder.encode(attempt, StandardCharsets.UTF_8);
            for (String query : List.of(
                    "/claims?q=",
                    "/claims?actor=",
                    "/claims?outlet=",
                    "/claims?entity=",
                    "/claims?story=",
                    "/actors?q=",
                    "/actors?outlet=",
                    "/entities?q=",
                    "/changes?actor=",
                    "/explain?actor=",
                    "/explain?actor=x&outlet=")) {
                HttpResponse<String> response = server.get("/api/v1" + query + value);
                assertThat(response.statusCode()).as(query + attempt).isEqualTo(200);
                assertThat(response.body()).as(query + attempt).doesNotContain("\"claimId\"");
            }
            for (String path : List.of("/actors/", "/claims/", "/entities/", "/stories/", "/statements/")) {
                assertThat(server.get("/api/v1" + path + value.replace("+", "%20"))
                                .statusCode())
                        .as(path + attempt)
                        .isIn(400, 404);
            }
        }
        assertThat(server.get("/api/v1/claims").body()).contains("plain");
    }

    @Test
    void aPatternSignIsASignAndNothingElse() throws Exception {
        assertThat(server.get("/api/v1/actors?q=%25").body()).doesNotContain("Amara");
        assertThat(server.get("/api/v1/actors?q=_mara").body()).doesNotContain("Amara");
        assertThat(server.get("/api/v1/actors?q=AMARA").body()).contains("Amara");
    }

    @Test
    void pathsLeadNowhereElse() throws Exception {
        for (String path : List.of(
                "/assets/../../hearsay.db",
                "/assets/%2e%2e/%2e%2e/etc/passwd",
                "/assets/..%2f..%2fetc%2fpasswd",
                "//etc/passwd",
                "/assets/package-info.class",
                "/assets/%5c..%5cetc",
                "/META-INF/MANIFEST.MF",
                "/assets/index.html%00.js",
                "/;x=/assets/main.js")) {
            String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(path).matches("(?s)HTTP/1.1 (400|404) .*").doesNotContain("root:");
        }
    }

    @Test
    void whatIsTooLargeIsRefused() throws Exception {
        String long20k = "x".repeat(20_000);
        assertThat(raw("GET /api/v1/claims?q=" + long20k + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 414");
        assertThat(raw("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + long20k + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 431");
        assertThat(raw("POST /api/v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n"
                        + "Connection: close\r\n\r\nxxxx"))
                .matches("(?s)HTTP/1.1 (405|413) .*");
        assertThat(server.get("/api/v1/claims").statusCode()).isEqualTo(200);
    }

    @Test
    void onlyReadingIsAllowed() throws Exception {
        for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT")) {
            assertThat(raw(method + " /api/v1/claims HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
                            + "Connection: close\r\n\r\n"))
                    .as(method)
                    .matches("(?s)HTTP/1.1 (400|405|501) .*");
        }
    }

    @Test
    void aNameThatIsNotThisMachinesIsRefused() throws Exception {
        for (String host : List.of("attacker.example", "localhost.attacker.example", "10.0.0.1")) {
            assertThat(raw("GET /api/v1/claims HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n"))
                    .as(host)
                    .startsWith("HTTP/1.1 421")
                    .doesNotContain("claimId");
        }
        assertThat(raw("GET /api/v1/claims HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void headersCannotBeSplit() throws Exception {
        HttpResponse<String> response = server.get("/api/v1/actors/x%0d%0aSet-Cookie:%20a=b");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(response.statusCode()).isIn(400, 404);
    }

    @Test
    void withATokenOnlyWhoeverKnowsItReads(@TempDir Path other) throws Exception {
        try (RunningServer guarded = RunningServer.start(other, settings -> settings.withReadToken("s3cret"))) {
            String basic = Base64.getEncoder().encodeToString("anybody:s3cret".getBytes(StandardCharsets.UTF_8));
            for (String path : List.of("/", "/api/v1/actors", "/api/v1/claims/stream", "/metrics", "/subjects")) {
                assertThat(guarded.get(path).statusCode()).as(path).isEqualTo(401);
                assertThat(guarded.get(path, "Authorization", "Bearer s3cre").statusCode())
                        .isEqualTo(401);
                assertThat(guarded.get(path, "Authorization", "Bearer ").statusCode())
                        .isEqualTo(401);
                assertThat(guarded.get(path, "Authorization", "Basic !!").statusCode())
                        .isEqualTo(401);
                guarded.stop(); // with what it knows of wrong tokens
                guarded.startAgain();
            }
            assertThat(guarded.get("/health/live").statusCode()).isEqualTo(200);
            assertThat(guarded.get("/api/v1/actors", "Authorization", "Bearer s3cret")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<String> asked = guarded.get("/api/v1/actors");
            assertThat(asked.headers().firstValue("WWW-Authenticate"))
                    .hasValueSatisfying(v -> assertThat(v).startsWith("Basic"));
            assertThat(guarded.get("/api/v1/actors", "Authorization", "Basic " + basic)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    private static String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

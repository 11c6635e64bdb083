package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The receiver in Python that the documentation shows: it verifies signatures on its own. */
class ReceiveExampleTest {
    private static final Path SCRIPT = Path.of("../../docs/examples/receive.py").toAbsolutePath();
    private static final String TOKEN = "writers only";
    private static final String SECRET =
            "whsec_" + Base64.getEncoder().encodeToString("0123456789012345678901234567".getBytes());

    @TempDir
    Path folder;

    @Test
    void itPrintsWhatIsSignedAndRefusesWhatIsNot() throws Exception {
        Assumptions.assumeTrue(hasPython(), "skipped: there is no python3");
        Path output = folder.resolve("printed");
        ProcessBuilder builder = new ProcessBuilder("python3", SCRIPT.toString(), "0")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("HEARSAY_WEBHOOK_SECRET", SECRET);
        Process receiver = builder.start();
        try (RunningServer server = RunningServer.start(folder, settings -> settings.withWriteToken(TOKEN)
                .withWebhooks(WebhookSettings.DEFAULT.withPrivateAllowed(true)))) {
            String url = printed(output, "listening on ").replace("listening on ", "");
            HttpResponse<String> subscribed = server.send(
                    "POST",
                    "/api/v1/subscriptions",
                    "{\"url\":\"%s\",\"secret\":\"%s\"}".formatted(url, SECRET),
                    "Authorization",
                    "Bearer " + TOKEN);
            assertThat(subscribed.statusCode()).as(subscribed.body()).isEqualTo(201);

            String story = say(server, "a", "the dam holds");
            printed(output, "+ amara nkembe: the dam holds");
            assertThat(forged(url)).isEqualTo(401);
            server.newsroom().kill(story);
            say(server, "b", "the dam is gone");
            printed(output, "+ amara nkembe: the dam is gone");
            assertThat(Files.readAllLines(output).subList(1, 4))
                    .containsExactly(
                            "+ amara nkembe: the dam holds",
                            "- amara nkembe:  [KILLED]",
                            "+ amara nkembe: the dam is gone");
        } finally {
            receiver.destroy();
            receiver.waitFor();
        }
    }

    private static String printed(Path output, String beginning) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> Files.readAllLines(output).stream()
                                .filter(line -> line.startsWith(beginning))
                                .findFirst()
                                .orElse(""),
                        line -> !line.isEmpty());
    }

    private static String say(RunningServer server, String document, String words) throws Exception {
        Newsroom.Said said = new Newsroom.Said(
                server.newsroom().speakers().get(0), Act.STATEMENT, ClaimType.INDIRECT, words, List.of());
        String story = server.newsroom().publish(document, Instant.now(), "Harbor Post", List.of(said));
        server.newsroom().commit();
        return story;
    }

    /** A delivery by somebody who does not know the secret. */
    private static int forged(String url) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("webhook-id", "msg_1")
                .header("webhook-timestamp", Long.toString(Instant.now().getEpochSecond()))
                .header("webhook-signature", "v1,AAAA")
                .POST(HttpRequest.BodyPublishers.ofString("{\"data\":{\"changes\":[]}}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.awaitility.Awaitility;

/** Draws numbers that a web server shows at the moment, and asks it to explain them. */
final class ExplainedNumbers {
    private static final List<String> MEASURES = List.of(
            "statements", "reports", "outlets", "articles", "direct", "indirect", "mixed", "nonResponses", "mentions");
    private static final int MAX_PAGE = 200;

    private final String server;
    private final Random random;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();

    /** @param server such as {@code http://localhost:8080} */
    ExplainedNumbers(String server, long seed) {
        this.server = server;
        this.random = new Random(seed);
    }

    /** Waits until there is anything to explain. */
    void awaitAny() {
        Awaitility.await("the first counts")
                .atMost(Duration.ofMinutes(2))
                .until(() -> !get("/actors?limit=1").get("items").isEmpty());
    }

    /** Asks for a number above 0: a measure of an actor or an entity, of all time or a period, of an outlet, or both. */
    String question() {
        while (true) {
            Optional<String> question = drawn();
            if (question.isPresent() && explain(question.get()).get("number").asLong() > 0) {
                return question.get();
            }
        }
    }

    /** Nothing where a list is empty: stories come and go while it is asked. */
    private Optional<String> drawn() {
        String measure = MEASURES.get(random.nextInt(MEASURES.size()));
        boolean mentions = measure.equals("mentions");
        String whose = mentions ? "entity" : "actor";
        Optional<String> id = pick(
                mentions ? "/entities?limit=" + MAX_PAGE : "/actors?limit=" + MAX_PAGE + "&by=" + measure,
                "/" + whose + "/id");
        Optional<String> question = id.map(name -> "/explain?measure=" + measure + "&" + whose + "=" + encoded(name));
        if (!mentions && random.nextInt(3) == 0) {
            Optional<String> outlet = pick("/outlets", "/outlet");
            question = question.flatMap(text -> outlet.map(name -> text + "&outlet=" + encoded(name)));
        }
        if (random.nextInt(2) == 0) {
            Optional<String> time =
                    id.flatMap(name -> pick("/claims?limit=" + MAX_PAGE + "&" + whose + "=" + encoded(name), "/time"));
            question = question.flatMap(text -> time.map(within -> text + around(Instant.parse(within))));
        }
        return question;
    }

    private String around(Instant time) {
        Instant hour = time.truncatedTo(ChronoUnit.HOURS);
        return "&from=" + hour.minus(random.nextInt(200), ChronoUnit.HOURS) + "&to="
                + hour.plus(1 + random.nextInt(200), ChronoUnit.HOURS);
    }

    private Optional<String> pick(String path, String pointer) {
        JsonNode items = get(path).get("items");
        return items.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        items.get(random.nextInt(items.size())).at(pointer).asText());
    }

    /** The first page of an explanation; it says by itself whether its sum is the number. */
    JsonNode explain(String question) {
        JsonNode answer = get(question + "&limit=" + MAX_PAGE);
        boolean equal = answer.get("sum").asLong() == answer.get("number").asLong();
        assertThat(answer.get("settled").asBoolean()).as(question).isEqualTo(equal);
        return answer;
    }

    /** Asks again until the number is the sum of its parts, as it must be soon; whether it was so at once. */
    boolean explainedInTheEnd(String question, Duration patience) {
        boolean atOnce = explain(question).get("settled").asBoolean();
        Awaitility.await("the number is the sum of its parts: " + question)
                .atMost(patience)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> explain(question).get("settled").asBoolean());
        return atOnce;
    }

    /** What the parts of all pages come to. */
    long sumOfAllParts(String question) {
        long sum = 0;
        String cursor = "";
        do {
            JsonNode page = get(question + "&limit=" + MAX_PAGE + cursor);
            for (JsonNode part : page.get("parts")) {
                sum += part.get("value").asLong();
            }
            cursor = page.hasNonNull("next") ? "&cursor=" + page.get("next").asText() : "";
        } while (!cursor.isEmpty());
        return sum;
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(URI.create(server + "/api/v1" + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path + ": " + response.body()).isEqualTo(200);
            return json.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}

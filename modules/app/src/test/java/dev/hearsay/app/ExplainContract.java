package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hearsay.broker.BrokerSettings;
import dev.hearsay.broker.EmbeddedBroker;
import dev.hearsay.store.DatabaseSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every number that {@code web} shows, as a process of its own, is the sum of the claims that explain it.
 *
 * <p>A large load: {@code -Dexplain.wire=FILE -Dexplain.numbers=200}.
 */
abstract class ExplainContract {
    private static final int STORIES = 300;
    private static final int NUMBERS = Integer.getInteger("explain.numbers", 30);
    private static final Duration PATIENCE = Duration.ofMinutes(Long.getLong("explain.minutes", 3));

    @TempDir
    Path directory;

    /** The database of this test, which is empty. */
    abstract DatabaseSettings database();

    @Test
    void numbersAreTheSumsOfTheirPartsWhileStoriesAreFedAndAfter() throws Exception {
        Path wire = wire();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), BrokerSettings.anyPort())) {
            Installation installation = Installation.create(directory, broker.bootstrapServers(), database());
            try (HearsayProcess process = installation.process("process");
                    HearsayProcess sink = installation.sink();
                    HearsayProcess web = installation.web(0)) {
                ExplainedNumbers numbers = new ExplainedNumbers(web.awaitOutput("HTTP on (http://\\S+)/\\."), 1);
                sink.awaitOutput("Writing to");
                process.awaitOutput("Processing hearsay.articles");
                CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> installation.feed(wire));
                numbers.awaitAny();
                int moving = 0;
                for (int i = 0; i < NUMBERS; i++) {
                    moving += numbers.explainedInTheEnd(numbers.question(), PATIENCE) ? 0 : 1;
                }
                fed.join();
                installation.awaitSettled(PATIENCE);
                long sum = 0;
                for (int i = 0; i < NUMBERS; i++) {
                    String question = numbers.question();
                    JsonNode answer = numbers.explain(question);
                    assertThat(answer.get("sum").asLong())
                            .as(question)
                            .isEqualTo(answer.get("number").asLong());
                    assertThat(numbers.sumOfAllParts(question))
                            .as(question)
                            .isEqualTo(answer.get("number").asLong());
                    sum += answer.get("number").asLong();
                }
                assertThat(sum).as("numbers that are not zero").isGreaterThan(NUMBERS);
                System.out.printf(
                        "%d numbers while stories were fed, %d of them moving when first asked for; %d numbers after,"
                                + " %d in all: each is the sum of its parts%n",
                        NUMBERS, moving, NUMBERS, sum);
            }
        }
    }

    private Path wire() throws Exception {
        String given = System.getProperty("explain.wire");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        List<String> lines = GeneratedWire.lines(STORIES, 5);
        return Files.write(directory.resolve("wire.jsonl"), lines);
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evaluate prints what the Python scorers beside the project print, on the development corpus. Skipped where these are not. */
class EvaluateAgainstScorersTest {
    private static final Path SHARED =
            Path.of(Optional.ofNullable(System.getenv("HEARSAY_SHARED")).orElse("../../../shared"));
    private static final Path SCORERS = SHARED.resolve("eval");
    private static final Path CORPUS = SHARED.resolve("data/polnear/dev");
    private static final Path ACTORS = SHARED.resolve("data/actors-dev");
    private static final Offset<Double> SAME = within(1e-12);
    /** The scorers of actors and acts round to four digits. */
    private static final Offset<Double> ROUNDED = within(0.5001e-4);

    @TempDir
    private Path directory;

    @BeforeEach
    void theScorersAndTheirCorpusAreThere() {
        assumeTrue(Files.isDirectory(SCORERS), () -> "there are no scorers in " + SCORERS);
        assumeTrue(Files.isDirectory(CORPUS), () -> "there is no corpus " + CORPUS);
        assumeTrue(Files.isDirectory(ACTORS), () -> "there are no labels " + ACTORS);
        assumeTrue(hasPython(), "there is no python3");
    }

    @Test
    void everyFigureIsThatOfTheScorer() throws IOException, InterruptedException {
        Path claims = Files.writeString(
                directory.resolve("claims.jsonl"),
                CommandRun.of("extract", CORPUS.resolve("text").toString(), "--format", "jsonl")
                        .out());
        Map<String, JsonNode> ours = evaluated();

        JsonNode attributions =
                scored("score_attributions.py", "--json", CORPUS, claims).get("metrics");
        assertThat(attributions).hasSize(9);
        attributions.fields().forEachRemaining(metric -> {
            JsonNode row = ours.get(metric.getKey());
            assertThat(row.get("precision").asDouble())
                    .isEqualTo(metric.getValue().get("p").asDouble(), SAME);
            assertThat(row.get("recall").asDouble())
                    .isEqualTo(metric.getValue().get("r").asDouble(), SAME);
            assertThat(row.get("f1").asDouble())
                    .isEqualTo(metric.getValue().get("f1").asDouble(), SAME);
            assertThat(row.get("gold").asInt())
                    .isEqualTo(metric.getValue().get("gold").asInt());
        });

        JsonNode actors = scored("score_actors.py", ACTORS, claims);
        assertThat(f1(ours, "actor_statements"))
                .isEqualTo(actors.at("/counts/f1").asDouble(), ROUNDED);
        assertThat(f1(ours, "actors")).isEqualTo(actors.at("/actors/f1").asDouble(), ROUNDED);

        JsonNode acts = scored("score_acts.py", CORPUS, ACTORS, claims);
        assertThat(f1(ours, "act")).isEqualTo(acts.at("/act/accuracy").asDouble(), ROUNDED);
        assertThat(ours.get("act").get("gold").asInt())
                .isEqualTo(acts.at("/act/n").asInt());
        assertThat(acts.get("actor")).hasSizeGreaterThan(3);
        acts.get("actor").fields().forEachRemaining(form -> {
            String metric = "actor_of_" + form.getKey();
            assertThat(f1(ours, metric))
                    .isEqualTo(form.getValue().get("accuracy").asDouble(), ROUNDED);
            assertThat(ours.get(metric).get("gold").asInt())
                    .isEqualTo(form.getValue().get("n").asInt());
        });
    }

    private static double f1(Map<String, JsonNode> rows, String metric) {
        return rows.get(metric).get("f1").asDouble();
    }

    private static Map<String, JsonNode> evaluated() throws IOException {
        CommandRun run =
                CommandRun.of("evaluate", CORPUS.toString(), "--actors", ACTORS.toString(), "--format", "json");
        Map<String, JsonNode> rows = new HashMap<>();
        new ObjectMapper()
                .readTree(run.out())
                .forEach(row -> rows.put(row.get("metric").asText(), row));
        return rows;
    }

    private JsonNode scored(String scorer, Object... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("python3", "-B", SCORERS.resolve(scorer).toString()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Path out = directory.resolve("scores.json");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor()).as(() -> read(out)).isZero();
        return new ObjectMapper().readTree(read(out));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

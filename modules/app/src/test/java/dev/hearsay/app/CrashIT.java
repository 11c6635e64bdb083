package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CrashIT {
    private static final int STORIES = 1_500;

    @TempDir
    private static Path directory;

    @Test
    void killedThreeTimesWhileFeedingOrFedInAnotherOrderTheCountsAreTheSameToTheByte() throws IOException {
        List<String> wire = GeneratedWire.lines(STORIES, 7);
        Path shuffled = directory.resolve("shuffled.jsonl");
        Files.write(shuffled, GeneratedWire.shuffled(wire, 8));
        String undisturbed;
        try (RunningPipeline pipeline = RunningPipeline.start(directory.resolve("calm"))) {
            assertThat(pipeline.kafka("feed", shuffled.toString()).exitCode()).isZero();
            pipeline.awaitSettled();
            undisturbed = pipeline.data("counts", "--format", "json").out();
        }
        assertThat(undisturbed.lines().count()).isGreaterThan(100);

        int third = wire.size() / 3;
        for (int i = 0; i < 3; i++) {
            Path part = directory.resolve("part.jsonl");
            Files.write(part, wire.subList(i * third, i == 2 ? wire.size() : (i + 1) * third));
            try (HearsayProcess up = up()) {
                CommandRun fed = CommandRun.of("feed", part.toString(), "--bootstrap", up.awaitOutput("Kafka +(\\S+)"));
                assertThat(fed.exitCode()).as(fed.err()).isZero();
                up.kill();
            }
        }
        try (RunningPipeline pipeline = RunningPipeline.start(directory.resolve("crashed"))) {
            pipeline.awaitSettled();
            assertThat(pipeline.data("counts", "--format", "json").out()).isEqualTo(undisturbed);
        }
    }

    private static HearsayProcess up() {
        return HearsayProcess.start(
                directory, "up", "--data", "crashed", "--port", "0", "--web-port", "0", "--partitions", "2");
    }
}

package dev.hearsay.web.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.store.Newsroom;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python client that the documentation shows. */
class FollowExampleTest {
    private static final Path SCRIPT = Path.of("../../docs/examples/follow.py").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void itPrintsWhatComesAndGoesOnWhereItWas() throws Exception {
        Assumptions.assumeTrue(hasPython(), "skipped: there is no python3");
        try (RunningServer server = RunningServer.start(folder)) {
            Path state = folder.resolve("position");
            String story = say(server, "a", "the dam holds");
            Path first = folder.resolve("first");
            // an empty database and an unknown position: whoever wants everything says so
            Files.writeString(state, "none");
            runUntil(server, state, first, "+ amara nkembe: the dam holds");
            server.newsroom().kill(story);
            say(server, "b", "the dam is gone");
            Path second = folder.resolve("second");
            runUntil(server, state, second, "+ amara nkembe: the dam is gone");
            assertThat(Files.readAllLines(second))
                    .containsExactly("- amara nkembe:  [KILLED]", "+ amara nkembe: the dam is gone");
        }
    }

    private static String say(RunningServer server, String document, String words) throws Exception {
        String story = server.newsroom()
                .publish(
                        document,
                        Instant.now(),
                        "Harbor Post",
                        List.of(new Newsroom.Said(
                                server.newsroom().speakers().get(0),
                                Act.STATEMENT,
                                ClaimType.INDIRECT,
                                words,
                                List.of())));
        server.newsroom().commit();
        return story;
    }

    private static void runUntil(RunningServer server, Path state, Path output, String line) throws Exception {
        Process process = new ProcessBuilder(
                        "python3",
                        SCRIPT.toString(),
                        server.uri("").toString(),
                        "outlet=Harbor Post",
                        "--state",
                        state.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> Files.readString(output).contains(line));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.StoryPartition;
import dev.hearsay.contracts.records.StoryStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract as a client in another language sees it: kcat, and the Python scripts of docs/subscribe.md. */
class KcatIT {
    private static final Path EXAMPLES = Path.of("../../docs/examples").toAbsolutePath();

    private static String python = "";

    @TempDir
    private Path directory;

    @BeforeAll
    static void findClients() {
        assumeTrue(works("kcat", "-V"), "skipped: there is no kcat");
        Optional<String> found = Stream.of("python3", "/usr/bin/python3")
                .filter(interpreter -> works(interpreter, "-c", "import avro"))
                .findFirst();
        assumeTrue(found.isPresent(), "skipped: there is no Python with the package avro");
        python = found.get();
    }

    @Test
    void kcatReadsTheClaimsOfAJavaProducerAndTakesTheirStoryBack() throws IOException {
        try (RunningPipeline pipeline = RunningPipeline.start(directory.resolve("data"))) {
            int partitions = pipeline.topics().articles().partitions();
            // One that kcat's partitioner, CRC-32 of the key, puts elsewhere than Java's.
            String document = IntStream.range(0, 1_000)
                    .mapToObj(Integer::toString)
                    .filter(id -> crcPartition(Keys.storyId("northfield", id), partitions)
                            != StoryPartition.of(Keys.storyId("northfield", id), partitions))
                    .findFirst()
                    .orElseThrow();
            String story = Keys.storyId("northfield", document);
            Path wire = Files.writeString(directory.resolve("story.json"), """
                    {"uri": "%s", "version": "1", "versioncreated": "2026-11-23T14:00:00Z", "pubstatus": "usable",
                     "language": "en", "provider": "northfield", "headline": "Ferry sails again",
                     "body_text": "“The ferry sails at noon,” Amara Nkembe said.\\n\\nThe harbor was quiet."}
                    """.formatted(document));
            assertThat(pipeline.kafka("feed", wire.toString()).exitCode()).isZero();
            pipeline.awaitSettled();
            assertThat(pipeline.queries().totals().statements()).isEqualTo(1);
            String kafka = pipeline.cluster().bootstrap();
            String registry = "http://127.0.0.1:" + pipeline.webPort();

            assertThat(text(kcat(kafka, "hearsay.claims", "%h\\n")))
                    .contains("hearsay.story=" + story, "hearsay.cause=NEW", "hearsay.new.actor=amara nkembe");
            assertThat(text(run(
                            kcat(kafka, "hearsay.claims", "%R%s"),
                            python,
                            EXAMPLES.resolve("decode.py").toString(),
                            registry)))
                    .contains("\"actorName\": \"Amara Nkembe\"", "The ferry sails at noon", "\"type\": \"DIRECT\"");

            byte[] kill = run(
                    """
                    {"storyId": "%s", "provider": "northfield", "documentId": "%s", "version": "2",
                     "versionTime": "2026-11-23T15:00:00Z", "status": "CANCELED", "outlet": "Northfield Wire", "text": ""}
                    """.formatted(story, document).getBytes(StandardCharsets.UTF_8),
                    python,
                    EXAMPLES.resolve("encode.py").toString(),
                    registry,
                    "hearsay.articles");
            Path record = Files.write(directory.resolve("kill.bin"), kill);
            run(new byte[0], "kcat", "-P", "-b", kafka, "-t", "hearsay.articles", "-k", story, record.toString());
            assertThat(text(kcat(kafka, "hearsay.articles", "%p ")).split(" "))
                    .as("partitions of the story and of its kill")
                    .contains(
                            Integer.toString(StoryPartition.of(story, partitions)),
                            Integer.toString(crcPartition(story, partitions)));
            pipeline.awaitSettled();

            assertThat(pipeline.queries().totals().statements()).isZero();
            assertThat(pipeline.queries().totals().stories()).containsEntry(StoryStatus.KILLED, 1L);
            assertThat(text(kcat(kafka, "hearsay.claims", "%S %h\\n")))
                    .containsPattern("-1 .*hearsay.cause=KILLED.*hearsay.old.actor=amara nkembe");
        }
    }

    private static int crcPartition(String key, int partitions) {
        CRC32 crc = new CRC32();
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        return (int) (crc.getValue() % partitions);
    }

    private byte[] kcat(String kafka, String topic, String format) {
        return run(new byte[0], "kcat", "-b", kafka, "-t", topic, "-C", "-e", "-q", "-f", format);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private byte[] run(byte[] input, String... command) {
        try {
            Path in = Files.write(Files.createTempFile(directory, "in", ""), input);
            Path out = Files.createTempFile(directory, "out", "");
            Path err = Files.createTempFile(directory, "err", "");
            Process process = new ProcessBuilder(command)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended).as(Arrays.toString(command)).isTrue();
            assertThat(process.exitValue())
                    .as("%s: %s", Arrays.toString(command), Files.readString(err))
                    .isZero();
            return Files.readAllBytes(out);
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean works(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

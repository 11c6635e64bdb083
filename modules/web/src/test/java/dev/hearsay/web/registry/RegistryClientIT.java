package dev.hearsay.web.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.web.RunningServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The registry as Confluent's own client for Python sees it (Debian: python3-confluent-kafka, python3-requests). */
class RegistryClientIT {
    private static final String CLIENT = """
            import sys
            from confluent_kafka.schema_registry import SchemaRegistryClient, Schema
            from confluent_kafka.schema_registry.error import SchemaRegistryError

            registry = SchemaRegistryClient({"url": sys.argv[1]})
            subject = "hearsay.claims-value"
            latest = registry.get_latest_version(subject)
            print("subjects", len(registry.get_subjects()))
            print("latest", latest.schema_id, latest.version)
            print("by id", registry.get_schema(latest.schema_id).schema_str == latest.schema.schema_str)
            looked_up = registry.lookup_schema(subject, Schema(latest.schema.schema_str, "AVRO"))
            print("looked up", looked_up.schema_id, looked_up.version, looked_up.subject)
            print("registered", registry.register_schema(subject, Schema(latest.schema.schema_str, "AVRO")))
            for call in (registry.lookup_schema, registry.register_schema):
                try:
                    call(subject, Schema('"string"', "AVRO"))
                except SchemaRegistryError as e:
                    print("refused", e.http_status_code, e.error_code, e.error_message)
            """;

    @TempDir
    private Path folder;

    @Test
    void aClientThatIsNotOursReadsLooksUpAndIsToldThatNothingCanBeRegistered() throws Exception {
        Optional<String> python = Stream.of("python3", "/usr/bin/python3")
                .filter(interpreter -> run(interpreter, "-c", "import confluent_kafka.schema_registry")
                        .isPresent())
                .findFirst();
        assumeTrue(
                python.isPresent(),
                "skipped: there is no Python with confluent_kafka (Debian: python3-confluent-kafka, python3-requests)");
        int id = BundledSchemaCatalog.load().idOf("", Claim.getClassSchema());
        try (RunningServer server = RunningServer.start(folder)) {
            assertThat(run(python.get(), "-c", CLIENT, "http://127.0.0.1:" + server.port()))
                    .hasValueSatisfying(said -> assertThat(said.lines())
                            .containsExactly(
                                    "subjects 11",
                                    "latest " + id + " 1",
                                    "by id True",
                                    "looked up " + id + " 1 hearsay.claims-value",
                                    "registered " + id,
                                    "refused 404 40403 Schema not found",
                                    "refused 422 42205 Subject hearsay.claims-value is in read-only mode: this registry"
                                            + " serves the schemas of Hearsay's topics, and takes no others."));
        }
    }

    /** What a command prints; nothing if it fails. */
    private Optional<String> run(String... command) {
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Process process = new ProcessBuilder(command)
                    .redirectOutput(out.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0 ? Optional.of(Files.readString(out)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}

package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
    @TempDir
    private Path directory;

    @Test
    void helpExitsWithZeroAndNamesTheExitCodes() {
        CommandRun outcome = CommandRun.of("--help");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.out()).contains("Exit codes:", "hearsay demo");
        assertThat(outcome.err()).isEmpty();
    }

    @Test
    void helpShowsTheFirstSentenceOfEachCommandWhole() {
        List<String> commands = CommandRun.of("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.equals("Commands:"))
                .skip(1)
                .takeWhile(line -> !line.isEmpty())
                .toList();
        assertThat(String.join("\n", commands).split("\n(?=  [a-z])"))
                .hasSizeGreaterThan(15)
                .allSatisfy(command -> assertThat(command.strip()).matches("(?s)[a-z-]+ +[A-Z].*[.?]"));
    }

    @Test
    void aWrongFlagIsOneSentenceAndExitCodeTwo() {
        CommandRun outcome = CommandRun.of("topics", "list", "--bootsrap", "x:1");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .startsWith("hearsay: Unknown options: '--bootsrap', 'x:1'; did you mean")
                .contains("--bootstrap")
                .hasLineCount(1);
    }

    @Test
    void aMissingCommandIsOneSentenceAndExitCodeTwo() {
        assertThat(CommandRun.of())
                .isEqualTo(new CommandRun(2, "", "hearsay: A command is missing. See hearsay --help.\n"));
        assertThat(CommandRun.of("topics").err()).contains("one of init, list").hasLineCount(1);
    }

    @Test
    void anUnreachableKafkaIsOneSentenceAndExitCodeThree() {
        CommandRun outcome = CommandRun.of("topics", "list", "--bootstrap", "127.0.0.1:1", "--wait", "1");
        assertThat(outcome.exitCode()).isEqualTo(3);
        assertThat(outcome.err())
                .isEqualTo("hearsay: Kafka does not answer at 127.0.0.1:1 (waited 1 s):"
                        + " start it with hearsay up, or name another with --bootstrap.\n");
    }

    @Test
    void aSchemaRegistryThatIsWrongOrAwayIsOneSentence() {
        String data = directory.resolve("data").toString();

        CommandRun wrong = CommandRun.of("up", "--data", data, "--schema-registry", "registry:8081");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err())
                .isEqualTo("hearsay: --schema-registry: \"registry:8081\" is no address of a schema registry such as"
                        + " http://registry:8081.\n");

        Map<String, String> environment = Map.of("HEARSAY_SCHEMA_REGISTRY", "http://127.0.0.1:1");
        CommandRun away = CommandRun.of(environment, "up", "--data", data);
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err())
                .isEqualTo("hearsay: The schema registry at http://127.0.0.1:1 does not answer: no connection.\n");
    }

    @Test
    void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws IOException {
        Path file = directory.resolve("hearsay.properties");
        Files.writeString(file, "bootstrap=127.0.0.1:3\nwait=0\n");
        String config = "--config=" + file;
        Map<String, String> environment = Map.of("HEARSAY_BOOTSTRAP", "127.0.0.1:2");

        assertThat(CommandRun.of(config, "topics", "list").err()).contains("at 127.0.0.1:3 ");
        assertThat(CommandRun.of(environment, config, "topics", "list").err()).contains("at 127.0.0.1:2 ");
        assertThat(CommandRun.of(environment, config, "topics", "list", "--bootstrap", "127.0.0.1:1")
                        .err())
                .contains("at 127.0.0.1:1 ");
    }

    @Test
    void kafkaSettingsPassThrough() throws IOException {
        Path file = directory.resolve("hearsay.properties");
        Files.writeString(file, "kafka.security.protocol=NONSENSE\n");
        CommandRun fromFile = CommandRun.of("--config=" + file, "topics", "list", "--wait", "0");
        assertThat(fromFile.exitCode()).isEqualTo(2);
        assertThat(fromFile.err()).contains("Kafka's settings are wrong").contains("NONSENSE");

        CommandRun fromEnvironment =
                CommandRun.of(Map.of("HEARSAY_KAFKA_SECURITY_PROTOCOL", "SILLY"), "topics", "list", "--wait", "0");
        assertThat(fromEnvironment.err()).contains("SILLY");

        CommandRun fromFlag = CommandRun.of("topics", "list", "--wait", "0", "--kafka", "security.protocol=ODD");
        assertThat(fromFlag.err()).contains("ODD");
    }

    @Test
    void aMissingSettingsFileIsOneSentence() {
        CommandRun outcome = CommandRun.of("--config", directory.resolve("none").toString(), "version");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err())
                .isEqualTo("hearsay: The configuration file " + directory.resolve("none")
                        + " cannot be read: there is no such file.\n");
    }

    @Test
    void aMisspelledSettingIsRefused() throws IOException {
        Path file = directory.resolve("hearsay.properties");
        Files.writeString(file, "bootstarp=kafka:9092\n");
        CommandRun outcome = CommandRun.of("--config", file.toString(), "version");
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err()).contains("bootstarp").hasLineCount(1);
    }
}

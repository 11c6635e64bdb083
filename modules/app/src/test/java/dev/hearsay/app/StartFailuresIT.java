package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.app.roles.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is missing at the start is one sentence and an exit code, never a stack trace. */
class StartFailuresIT {
    @TempDir
    private Path directory;

    @Test
    void aPortOfKafkaInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun up = up("--port", Integer.toString(taken.getLocalPort()), "--web-port", "0");
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .isEqualTo("hearsay: Port " + taken.getLocalPort()
                            + " on 127.0.0.1 is in use: stop what listens there, or choose another with --port.\n");
        }
    }

    @Test
    void aPortOfHttpInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun up = up("--port", "0", "--web-port", Integer.toString(taken.getLocalPort()));
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .isEqualTo("hearsay: Port " + taken.getLocalPort()
                            + " is in use: stop what listens there, or choose another with --web-port.\n");
        }
    }

    @Test
    void aDataDirectoryInUse() {
        try (DataDirectory held = DataDirectory.hold(directory)) {
            CommandRun up = up("--port", "0", "--web-port", "0");
            assertThat(up.exitCode()).isEqualTo(3);
            assertThat(up.err())
                    .isEqualTo("hearsay: The data directory " + held.path()
                            + " is in use by another process: stop that one, or choose another with --data.\n");
        }
    }

    @Test
    void aDataDirectoryWithoutWritePermission() throws IOException {
        // Not even the superuser can write there, which a test may run as.
        CommandRun up = CommandRun.of("up", "--data", "/proc/hearsay", "--port", "0", "--web-port", "0");
        assertThat(up.exitCode()).isEqualTo(3);
        assertThat(up.err())
                .startsWith("hearsay: The data directory /proc/hearsay cannot be written to (")
                .endsWith("): choose another with --data.\n")
                .hasLineCount(1);

        Path file = Files.createFile(directory.resolve("file"));
        assertThat(CommandRun.of("up", "--data", file.toString()).err())
                .isEqualTo("hearsay: The data directory " + file + " is a file: choose another with --data.\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"process", "sink", "feed --sample", "reconcile", "topics init", "dead-letters list"})
    void kafkaUnreachable(String command) throws IOException {
        Files.createFile(directory.resolve("hearsay.db"));
        CommandRun run = CommandRun.of((command + " --bootstrap 127.0.0.1:1 --wait 0"
                        + (command.matches("process|sink|reconcile") ? " --data " + directory : ""))
                .split(" "));
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .isEqualTo("hearsay: Kafka does not answer at 127.0.0.1:1 (waited 0 s):"
                        + " start it with hearsay up, or name another with --bootstrap.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"demo", "up", "process", "sink", "web", "top", "counts", "claims", "extract x.txt", "reset"})
    void aWrongFlag(String command) {
        CommandRun run = CommandRun.of((command + " --nonsense").split(" "));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hearsay: Unknown option: '--nonsense'")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"top", "counts", "claims"})
    void noDatabase(String command) {
        CommandRun run = CommandRun.of(command, "--data", directory.toString());
        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err())
                .startsWith("hearsay: There is no database " + directory.resolve("hearsay.db") + ": start hearsay up")
                .hasLineCount(1);
    }

    @Test
    void aDatabaseThatDoesNotAnswer() {
        CommandRun web = CommandRun.of(
                "web", "--data", directory.toString(), "--database", "jdbc:postgresql://127.0.0.1:1/none");
        assertThat(web.exitCode()).isEqualTo(3);
        assertThat(web.err())
                .startsWith("hearsay: The database jdbc:postgresql://127.0.0.1:1/none cannot be opened: ")
                .hasLineCount(1);
    }

    private CommandRun up(String... arguments) {
        String[] all = new String[arguments.length + 3];
        all[0] = "up";
        all[1] = "--data";
        all[2] = directory.toString();
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return CommandRun.of(all);
    }
}

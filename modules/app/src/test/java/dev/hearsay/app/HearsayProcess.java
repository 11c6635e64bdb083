package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** {@code hearsay} as a process of its own: the launcher of the distribution that the build has just made. */
final class HearsayProcess implements AutoCloseable {
    private static final Path LAUNCHER = Path.of("target/distribution/bin/hearsay");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path out;
    private final Path err;

    private HearsayProcess(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** Starts a command; its output goes to files in {@code directory}. */
    static HearsayProcess start(Path directory, String... arguments) {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(directory, "out", ".txt");
            Path err = Files.createTempFile(directory, "err", ".txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            builder.environment().keySet().removeIf(name -> name.startsWith("HEARSAY_"));
            // On a busy machine a fresh JVM may need longer than a person would wait.
            builder.environment().put("HEARSAY_WAIT", "60");
            return new HearsayProcess(builder.start(), out, err);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a command to its end. */
    static CommandRun run(Path directory, String... arguments) {
        try (HearsayProcess process = start(directory, arguments)) {
            int exitCode = process.awaitExit();
            return new CommandRun(exitCode, process.out(), process.err());
        }
    }

    /** Waits for a line with this in it and returns the first group, or the match if it has none. */
    String awaitOutput(String regex) {
        Pattern pattern = Pattern.compile(regex);
        String[] found = new String[1];
        Awaitility.await("output of " + regex)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    Matcher matcher = pattern.matcher(out());
                    if (matcher.find()) {
                        found[0] = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
                        return true;
                    }
                    assertThat(process.isAlive())
                            .as("it still runs; it said: %s%s", out(), err())
                            .isTrue();
                    return false;
                });
        return found[0];
    }

    int awaitExit() {
        try {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("it ended; it said: %s%s", out(), err())
                    .isTrue();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGTERM, and the exit code. */
    int terminate() {
        process.destroy();
        return awaitExit();
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    boolean alive() {
        return process.isAlive();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

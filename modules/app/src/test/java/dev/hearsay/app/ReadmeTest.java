package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.app.configuration.Configuration;
import dev.hearsay.app.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine.ParameterException;

/** Every command line that a reader may copy from the documentation or from {@code --help} is one that hearsay accepts. */
class ReadmeTest {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

    static Stream<String> documented() throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path page : List.of(Path.of("../../README.md"), Path.of("../../docs/operating.md"))) {
            boolean code = false;
            for (String line : Files.readAllLines(page)) {
                code = line.startsWith("```") ? !code : code;
                if (code) {
                    lines.add(line);
                }
                Matcher inline = Pattern.compile("`(hearsay [^`]+)`").matcher(line);
                while (inline.find()) {
                    lines.add(inline.group(1));
                }
            }
        }
        for (String command :
                CommandRun.of("--help").out().lines().map(String::strip).toList()) {
            lines.add(command);
        }
        return commands(lines.stream());
    }

    static Stream<String> examples() {
        String help = CommandRun.of("--help").out();
        Matcher commands = Pattern.compile("(?m)^  ([a-z-]+) {2,}").matcher(help.substring(help.indexOf("Commands:")));
        List<String> lines = new ArrayList<>();
        while (commands.find()) {
            CommandRun.of(commands.group(1), "--help")
                    .out()
                    .lines()
                    .map(String::strip)
                    .forEach(lines::add);
        }
        return commands(lines.stream());
    }

    /** The hearsay part of each line: without what is piped in or out, and without comments. */
    private static Stream<String> commands(Stream<String> lines) {
        return lines.flatMap(line -> Stream.of(line.split(" && | \\| | > ")))
                .map(String::strip)
                .map(line -> line.replaceFirst("^\\./", "").replaceFirst("\\s+(#|\\s{2,}).*$", ""))
                .filter(line -> line.startsWith("hearsay "))
                .filter(line -> !line.matches("hearsay COMMAND.*|hearsay \\[.*|.*\\\\$"))
                .map(line -> line.substring("hearsay ".length()).replaceFirst("\\s{2,}.*$", ""))
                .map(line -> line.replaceFirst("\\s<.*$", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource({"documented", "examples"})
    void isAccepted(String command) {
        assertThatCode(() -> parse(command)).as(command).doesNotThrowAnyException();
    }

    @Test
    void whatIsNotAcceptedWouldShow() throws IOException {
        assertThatThrownBy(() -> parse("top --nonsense")).isInstanceOf(ParameterException.class);
        assertThatThrownBy(() -> parse("nonsense")).isInstanceOf(ParameterException.class);
        assertThat(documented()).contains("counts \"Amara Nkembe\" --by hour", "up", "reconcile");
        assertThat(examples()).hasSizeGreaterThan(30);
    }

    private static void parse(String command) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(command);
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        Hearsay.commandLine(Terminal.standard(), Configuration.read(Optional.empty(), Map.of()))
                .parseArgs(words.toArray(String[]::new));
    }
}

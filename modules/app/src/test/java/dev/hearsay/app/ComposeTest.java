package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} and what it mounts fit together. The images themselves are not started here. */
class ComposeTest {
    private static final Path ROOT = Path.of("../..");

    @TempDir
    Path directory;

    private static Map<?, ?> yaml(Path file) throws IOException {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(file));
    }

    private static Map<?, ?> services() throws IOException {
        return (Map<?, ?>) yaml(ROOT.resolve("docker-compose.yml")).get("services");
    }

    @Test
    void everyFileThatIsMountedIsThere() throws IOException {
        List<String> mounted = new ArrayList<>();
        for (Object service : services().values()) {
            if (((Map<?, ?>) service).get("volumes") instanceof List<?> volumes) {
                volumes.stream()
                        .map(volume -> String.valueOf(volume).split(":")[0])
                        .filter(source -> source.startsWith("./"))
                        .forEach(mounted::add);
            }
        }
        assertThat(mounted).hasSize(4).allMatch(source -> Files.isRegularFile(ROOT.resolve(source)));
    }

    @Test
    void prometheusAsksEveryRoleOnThePortWhereItTellsItsMetrics() throws IOException {
        Map<?, ?> prometheus = yaml(ROOT.resolve("deploy/prometheus.yml"));
        List<String> asked = new ArrayList<>();
        for (Object config : (List<?>) prometheus.get("scrape_configs")) {
            for (Object names : (List<?>) ((Map<?, ?>) config).get("dns_sd_configs")) {
                Map<?, ?> lookup = (Map<?, ?>) names;
                String name = String.valueOf(((List<?>) lookup.get("names")).get(0));
                List<?> command = (List<?>) ((Map<?, ?>) services().get(name)).get("command");
                assertThat(command.get(0)).isEqualTo(name);
                assertThat(command.toString())
                        .as("other containers reach it, at that port")
                        .contains("--host, 0.0.0.0")
                        .containsPattern(Pattern.compile("--(metrics|web)-port, " + lookup.get("port")));
                asked.add(name);
            }
        }
        assertThat(asked).containsExactlyInAnyOrder("process", "sink", "web");
    }

    @Test
    void dockerComposeReadsEveryProfile() throws Exception {
        Path out = directory.resolve("out.txt");
        Process process;
        try {
            process = new ProcessBuilder("docker-compose", "--profile", "monitoring", "--profile", "registry", "config")
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(out.toFile())
                    .start();
        } catch (IOException e) {
            Assumptions.abort("skipped: docker-compose is not installed");
            return;
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        assertThat(Files.readString(out)).contains("grafana/grafana:", "prom/prometheus:", "apicurio/");
    }
}

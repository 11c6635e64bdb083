package dev.hearsay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoIT {
    @TempDir
    private static Path directory;

    @Test
    void theDemosTableIsTheGoldOfTheSampleWire() {
        CommandRun demo = HearsayProcess.run(directory, "demo", "--once", "--speed", "0", "--data", "demo");

        assertThat(demo.err()).isEmpty();
        assertThat(demo.exitCode()).isZero();
        List<String> lines = demo.out().lines().toList();
        int header = lines.indexOf(lines.stream()
                .filter(line -> line.startsWith("actor "))
                .findFirst()
                .orElseThrow());
        List<String> table = lines.subList(header + 1, lines.size() - 3).stream()
                .map(line -> line.strip().replaceAll(" {2,}", "\t"))
                .toList();
        // name, then statements to nonResponses; the gold has the id before and the type after the name
        List<String> gold = SampleGold.rows("counts.tsv").stream()
                .map(row -> row.get(1) + "\t" + String.join("\t", row.subList(3, row.size())))
                .toList();
        assertThat(table).containsExactlyElementsOf(gold);
        assertThat(demo.out()).endsWith("\n\n" + summary(SampleGold.totals()) + "\n");
        assertThat(lines.stream().filter(line -> line.matches("[->] .*")))
                .hasSize(SampleGold.totals().get("retractions").intValue());
    }

    private static String summary(Map<String, Long> gold) {
        return String.format(
                Locale.ROOT,
                "%d stories (%d usable, %d withheld, %d killed, %d under embargo)\n%d statements in %d reports by %d"
                        + " actors; %d claims taken back (%d revised, %d withheld, %d killed)",
                gold.get("stories"),
                gold.get("stories.usable"),
                gold.get("stories.withheld"),
                gold.get("stories.killed"),
                gold.get("stories.embargoed"),
                gold.get("statements"),
                gold.get("reports"),
                gold.get("actors"),
                gold.get("retractions"),
                gold.get("retractions.REVISED"),
                gold.get("retractions.WITHHELD"),
                gold.get("retractions.KILLED"));
    }
}

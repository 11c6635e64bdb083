package dev.hearsay.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What was read by hand out of the sample wire. */
final class SampleGold {
    private SampleGold() {}

    /** Rows of a gold file, without its header. */
    static List<List<String>> rows(String file) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(SampleGold.class.getResourceAsStream("/dev/hearsay/feeds/sample/gold/" + file)),
                StandardCharsets.UTF_8))) {
            return lines.lines()
                    .skip(1)
                    .map(line -> List.of(line.split("\t", -1)))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static Map<String, Long> totals() {
        Map<String, Long> totals = new LinkedHashMap<>();
        rows("totals.tsv").forEach(row -> totals.put(row.get(0), Long.parseLong(row.get(1))));
        return totals;
    }
}

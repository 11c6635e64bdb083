package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.detect.ArticleReader;
import dev.hearsay.feeds.profiles.ProviderProfiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sample document that lies beside the project is read or refused for a reason; prints the table by folder. */
class SampleFormatsTest {
    private static final class Row {
        private int read;
        private int refused;
        private int articles;
        private final Map<String, Integer> reasons = new TreeMap<>();
    }

    @Test
    void everyDocumentIsReadOrRefusedForAReason() throws IOException {
        Path folder = SampleData.at("formats");
        Map<String, Row> rows = new TreeMap<>();
        List<String> refusals = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                List<Parsed> parsed = read(file);
                assertThat(parsed).as("%s gives something", file).isNotEmpty();
                Row row =
                        rows.computeIfAbsent(folder.relativize(file.getParent()).toString(), f -> new Row());
                long articles = parsed.stream()
                        .filter(Parsed.Accepted.class::isInstance)
                        .count();
                row.articles += (int) articles;
                if (articles > 0) {
                    row.read++;
                } else {
                    row.refused++;
                }
                for (Parsed one : parsed) {
                    if (one instanceof Parsed.Refused refused) {
                        assertThat(refused.reason()).as("%s", file).isNotBlank().doesNotContain("\n", "Exception");
                        row.reasons.merge(refused.kind().toString(), 1, Integer::sum);
                        refusals.add(folder.relativize(file) + "\t" + refused.kind() + "\t" + refused.reason());
                    }
                }
            }
        }
        assertThat(rows).as("the samples are there").isNotEmpty();
        System.out.printf(
                "%-72s %6s %7s %8s  %s%n", "folder", "read", "refused", "articles", "refusals of documents, by kind");
        rows.forEach((name, row) ->
                System.out.printf("%-72s %6d %7d %8d  %s%n", name, row.read, row.refused, row.articles, row.reasons));
        Path list = Path.of("target", "sample-refusals.tsv");
        Files.createDirectories(list.getParent());
        refusals.sort(Comparator.naturalOrder());
        Files.write(list, refusals);
    }

    private static List<Parsed> read(Path file) throws IOException {
        List<Parsed> parsed = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            ArticleReader.read(
                    in, ReadOptions.of(file.toString()).withProfiles(ProviderProfiles.bundled()), parsed::add);
        }
        return parsed;
    }
}

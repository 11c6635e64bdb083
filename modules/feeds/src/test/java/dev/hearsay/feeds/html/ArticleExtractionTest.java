package dev.hearsay.feeds.html;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.SampleData;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/**
 * Article text against the true text of real pages, by the measure of scrapinghub/article-extraction-benchmark: a
 * multiset of 4-word shingles over {@code \w+} tokens; precision, recall and F1 as the mean over documents.
 */
class ArticleExtractionTest {
    private static final Pattern TOKEN = Pattern.compile("\\w+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final int SHINGLE = 4;

    private record Score(double precision, double recall) {
        double f1() {
            return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
        }
    }

    @Test
    void textOfRealPagesIsFound() throws IOException {
        Path folder = SampleData.at("feeds/html-articles");
        JsonNode truth =
                new ObjectMapper().readTree(folder.resolve("ground-truth.json").toFile());
        List<Score> whole = new ArrayList<>();
        List<Score> shape = new ArrayList<>();
        List<String> table = new ArrayList<>();
        for (Map.Entry<String, JsonNode> page : truth.properties()) {
            Path file = folder.resolve("html").resolve(page.getKey() + ".html.gz");
            String expected = page.getValue().get("articleBody").asText();
            byte[] html;
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
                html = in.readAllBytes();
            }
            Score read = score(expected, body(file));
            whole.add(read);
            String alone =
                    String.join("\n", ArticleText.of(Jsoup.parse(new java.io.ByteArrayInputStream(html), null, "")));
            shape.add(score(expected, alone));
            table.add(String.format(
                    Locale.ROOT,
                    "%.3f\t%.3f\t%.3f\t%.3f\t%s\t%s",
                    read.f1(),
                    read.precision(),
                    read.recall(),
                    shape.get(shape.size() - 1).f1(),
                    page.getKey(),
                    page.getValue().get("url").asText()));
        }
        table.sort(null);
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "article-extraction.tsv"), table);
        double f1 = print("articleBody of JSON-LD, then shape", whole);
        print("shape alone", shape);
        assertThat(f1).isGreaterThanOrEqualTo(0.93);
    }

    /** As the benchmark: F1 of the mean precision and the mean recall. */
    private static double print(String what, List<Score> scores) {
        double precision =
                scores.stream().mapToDouble(Score::precision).average().orElse(0);
        double recall = scores.stream().mapToDouble(Score::recall).average().orElse(0);
        double f1 = new Score(precision, recall).f1();
        double mean = scores.stream().mapToDouble(Score::f1).average().orElse(0);
        System.out.printf(
                Locale.ROOT,
                "%-36s precision %.3f recall %.3f F1 %.3f (mean of the pages' F1 %.3f, %d pages)%n",
                what,
                precision,
                recall,
                f1,
                mean,
                scores.size());
        return Math.min(f1, mean);
    }

    private static String body(Path file) throws IOException {
        List<Parsed> parsed = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            ArticleReader.read(in, ReadOptions.of(file.toString()), parsed::add);
        }
        if (!(parsed.get(0) instanceof Parsed.Accepted accepted)) {
            return "";
        }
        String text = accepted.article().getText();
        String headline = accepted.article().getHeadline();
        return text.startsWith(headline) ? text.substring(headline.length()) : text;
    }

    private static Score score(String expected, String found) {
        Map<String, Integer> truth = shingles(expected);
        Map<String, Integer> read = shingles(found);
        double both = 0;
        for (Map.Entry<String, Integer> shingle : truth.entrySet()) {
            both += Math.min(shingle.getValue(), read.getOrDefault(shingle.getKey(), 0));
        }
        int expectedCount = truth.values().stream().mapToInt(i -> i).sum();
        int foundCount = read.values().stream().mapToInt(i -> i).sum();
        return new Score(foundCount == 0 ? 0 : both / foundCount, expectedCount == 0 ? 0 : both / expectedCount);
    }

    private static Map<String, Integer> shingles(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        Map<String, Integer> counts = new HashMap<>();
        if (tokens.size() < SHINGLE && !tokens.isEmpty()) {
            counts.put(String.join(" ", tokens), 1);
        }
        for (int i = 0; i + SHINGLE <= tokens.size(); i++) {
            counts.merge(String.join(" ", tokens.subList(i, i + SHINGLE)), 1, Integer::sum);
        }
        return counts;
    }
}

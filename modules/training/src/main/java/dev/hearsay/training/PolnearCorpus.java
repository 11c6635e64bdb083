package dev.hearsay.training;

import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A corpus in the layout of PolNeAR (Newell et al., LREC 2018): {@code text/STEM.txt} and {@code attributions/STEM_ANNOTATOR.ann} in
 * brat standoff; of several annotators the first in order of name is taken. And the tables of actors and acts beside it.
 */
final class PolnearCorpus {
    private static final Pattern RECORD =
            Pattern.compile("(?:T\\d+\t[\\w-]+ \\d+ \\d+(?:;\\d+ \\d+)*\t|E\\d+\t[\\w-]+:T\\d+).*");

    /** Spans are code points into the text. */
    record Attribution(String id, List<int[]> source, List<int[]> cue, List<int[]> content) {
        /** The claim on the tokens that the spans touch; empty if it has neither cue nor content. */
        Optional<FoundClaim> found(Document document) {
            List<TokenSpan> sources = tokens(document, source);
            List<TokenSpan> cues = tokens(document, cue);
            List<TokenSpan> contents = tokens(document, content);
            return cues.isEmpty() && contents.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new FoundClaim(sources, cues, contents, Optional.empty(), 1, "gold"));
        }

        private static List<TokenSpan> tokens(Document document, List<int[]> spans) {
            List<TokenSpan> all = new ArrayList<>();
            int from = 0;
            for (int[] span : spans) {
                while (from < document.size() && document.end(from) <= span[0]) {
                    from++;
                }
                int to = from;
                while (to < document.size() && document.start(to) < span[1]) {
                    to++;
                }
                if (to > from) {
                    all.add(new TokenSpan(from, to));
                    from = to;
                }
            }
            return all;
        }
    }

    /** One row of the tables of actors: act as the table has it, actor "-" for none, several joined by "|". */
    record Label(String act, String actor, String form) {}

    private PolnearCorpus() {}

    /** Attributions of every text, by stem. */
    static Map<String, List<Attribution>> attributions(Path corpus) throws IOException {
        Map<String, List<Attribution>> all = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(corpus.resolve("attributions"))) {
            files = list.filter(file -> file.toString().endsWith(".ann"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            String stem = file.getFileName().toString().replaceAll("\\.ann$", "");
            if (!Files.exists(corpus.resolve("text").resolve(stem + ".txt"))) {
                stem = stem.substring(0, stem.lastIndexOf('_'));
            }
            if (!all.containsKey(stem)) {
                all.put(stem, parse(Files.readString(file, StandardCharsets.UTF_8)));
            }
        }
        return all;
    }

    static Path text(Path corpus, String stem) {
        return corpus.resolve("text").resolve(stem + ".txt");
    }

    private static List<Attribution> parse(String standoff) {
        Map<String, List<int[]>> spans = new HashMap<>();
        List<String[]> events = new ArrayList<>();
        for (String line : standoff.split("\n")) {
            if (!RECORD.matcher(line).matches()) {
                continue;
            }
            String[] fields = line.split("\t");
            if (line.startsWith("T")) {
                List<int[]> pieces = new ArrayList<>();
                for (String piece :
                        fields[1].substring(fields[1].indexOf(' ') + 1).split(";")) {
                    String[] ends = piece.split(" ");
                    pieces.add(new int[] {Integer.parseInt(ends[0]), Integer.parseInt(ends[1])});
                }
                spans.put(fields[0], pieces);
            } else {
                events.add(fields);
            }
        }
        List<Attribution> attributions = new ArrayList<>();
        for (String[] event : events) {
            Map<String, List<int[]>> roles = new HashMap<>();
            for (String argument : event[1].trim().split("\\s+")) {
                String[] parts = argument.split(":");
                String role = parts[0].replaceAll("\\d+$", "").toLowerCase(Locale.ROOT);
                roles.computeIfAbsent(role, key -> new ArrayList<>()).addAll(spans.getOrDefault(parts[1], List.of()));
            }
            roles.values().forEach(list -> list.sort((a, b) -> Arrays.compare(a, b)));
            attributions.add(new Attribution(
                    event[0],
                    roles.getOrDefault("source", List.of()),
                    roles.getOrDefault("cue", List.of()),
                    roles.getOrDefault("content", List.of())));
        }
        return attributions;
    }

    /** The labels of each text that the tables cover: stem, then id of the attribution. */
    static Map<String, Map<String, Label>> labels(Path tables) throws IOException {
        Map<String, Map<String, Label>> all = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> list = Files.list(tables)) {
            files = list.filter(file -> file.toString().endsWith(".tsv"))
                    .sorted()
                    .toList();
        }
        for (Path file : files) {
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t");
                if (fields.length >= 6) {
                    all.computeIfAbsent(fields[0], key -> new TreeMap<>())
                            .put(fields[1], new Label(fields[2], fields[3], fields[5].trim()));
                }
            }
        }
        return all;
    }
}

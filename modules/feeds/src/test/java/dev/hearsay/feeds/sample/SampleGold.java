package dev.hearsay.feeds.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The sample wire and its gold files as values, and the counting rules of the design written down a second time, over
 * hand-made claims only: nothing here knows the parser, the extractor or the topologies that the gold judges.
 */
final class SampleGold {

    private static final String ROOT = "/dev/hearsay/feeds/sample/";

    /** One line of the wire, in order of arrival. */
    record Arrival(
            String uri,
            int version,
            String status,
            String outlet,
            String language,
            Instant created,
            Instant embargo,
            String headline,
            String body,
            String line) {

        /** What spans and gold texts refer to. */
        String text() {
            return headline + "\n\n" + body;
        }
    }

    /** One row of claims.tsv or superseded.tsv. */
    record GoldClaim(
            String uri,
            int version,
            String actorId,
            String actorName,
            String actorType,
            String act,
            String type,
            String source,
            String cue,
            String content) {

        boolean named() {
            return !actorId.equals("-");
        }

        List<String> contentParts() {
            return content.isEmpty() ? List.of() : Arrays.asList(content.split(" … "));
        }

        /** What tells statements apart: each part normalised, joined by a space. */
        String normalizedContent() {
            return contentParts().stream().map(SampleGold::normalize).collect(Collectors.joining(" "));
        }
    }

    /** One row of stories.tsv. */
    record GoldStory(String uri, String outlet, String status, int version, int claims) {}

    /** What a story is at one moment: its status and the version or cancel that decides it. */
    record State(String status, int version) {}

    final List<Arrival> arrivals;
    final List<GoldClaim> claims = claims("claims.tsv");
    final List<GoldClaim> superseded = claims("superseded.tsv");
    final List<GoldStory> stories;

    private SampleGold() {
        ObjectMapper json = new ObjectMapper();
        arrivals = read("wire.ninjs.jsonl")
                .lines()
                .map(line -> {
                    try {
                        JsonNode n = json.readTree(line);
                        return new Arrival(
                                n.path("uri").asText(),
                                Integer.parseInt(n.path("version").asText()),
                                n.path("pubstatus").asText(),
                                n.path("outlet").asText(),
                                n.path("language").asText(),
                                Instant.parse(n.path("versioncreated").asText()),
                                n.has("embargoed")
                                        ? Instant.parse(n.path("embargoed").asText())
                                        : Instant.MIN,
                                n.path("headline").asText(),
                                n.path("body_text").asText(),
                                line);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
        stories = rows("gold/stories.tsv").stream()
                .map(r -> new GoldStory(r[0], r[1], r[2], Integer.parseInt(r[3]), Integer.parseInt(r[4])))
                .toList();
    }

    static SampleGold load() {
        return new SampleGold();
    }

    /** A gold file without its header, cells split at tabs, empty cells kept. */
    static List<String[]> rows(String file) {
        return read(file).lines().skip(1).map(l -> l.split("\t", -1)).toList();
    }

    static String read(String file) {
        try (InputStream in =
                Objects.requireNonNull(SampleGold.class.getResourceAsStream(ROOT + file), () -> file + " is missing")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<GoldClaim> claims(String file) {
        return rows("gold/" + file).stream()
                .map(r -> new GoldClaim(r[0], Integer.parseInt(r[1]), r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9]))
                .toList();
    }

    /** NFKC, case folded, quotes, dashes and spaces unified, edge punctuation dropped. */
    static String normalize(String part) {
        String s = Normalizer.normalize(part, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[“”„‟«»]", "\"")
                .replaceAll("[‘’‚‛]", "'")
                .replaceAll("\\p{Pd}|−", "-")
                .replaceAll("\\s+", " ");
        return s.replaceAll("^[\\p{P}\\p{Z}]+|[\\p{P}\\p{Z}]+$", "");
    }

    /** The claims of one version of a story, as gold has them. */
    List<GoldClaim> claimsOf(String uri, int version) {
        List<GoldClaim> all = new ArrayList<>(claims);
        all.addAll(superseded);
        return all.stream()
                .filter(c -> c.uri().equals(uri) && c.version() == version)
                .toList();
    }

    /** A story's state after the given arrivals of it: highest version and cancels, never their order; the clock is {@code now}. */
    static State state(Collection<Arrival> seen, Instant now) {
        int cancel = seen.stream()
                .filter(a -> a.status().equals("canceled"))
                .mapToInt(Arrival::version)
                .max()
                .orElse(Integer.MIN_VALUE);
        Arrival top = seen.stream()
                .filter(a -> !a.status().equals("canceled"))
                .max(Comparator.comparingInt(Arrival::version))
                .orElse(null);
        if (top == null || cancel >= top.version()) {
            return new State("KILLED", cancel);
        }
        if (!top.status().equals("usable")) {
            return new State("WITHHELD", top.version());
        }
        return new State(top.embargo().isAfter(now) ? "EMBARGOED" : "USABLE", top.version());
    }

    /** The state of every story once everything has arrived, in order of first arrival. */
    Map<String, State> finalStates() {
        return arrivals.stream()
                .collect(Collectors.groupingBy(Arrival::uri, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, e -> state(e.getValue(), Instant.now()), (a, b) -> a, LinkedHashMap::new));
    }

    /** Every version that is ever a story's current, usable one while the wire arrives line by line. */
    Set<State> everLive(String uri) {
        Set<State> live = new LinkedHashSet<>();
        List<Arrival> seen = new ArrayList<>();
        for (Arrival a : arrivals) {
            if (a.uri().equals(uri)) {
                seen.add(a);
                live.add(state(seen, Instant.now()));
            }
        }
        live.removeIf(s -> !s.status().equals("USABLE"));
        return live;
    }

    /** Claims taken back while the wire arrives line by line, by cause. */
    Map<String, Integer> retractions() {
        Map<String, List<Arrival>> seen = new LinkedHashMap<>();
        Map<String, Map<String, String>> live = new LinkedHashMap<>();
        Map<String, Integer> byCause = new TreeMap<>();
        for (Arrival a : arrivals) {
            List<Arrival> story = seen.computeIfAbsent(a.uri(), u -> new ArrayList<>());
            story.add(a);
            State state = state(story, Instant.now());
            Map<String, String> now = new LinkedHashMap<>();
            if (state.status().equals("USABLE")) {
                Map<String, Integer> ordinals = new TreeMap<>();
                for (GoldClaim c : claimsOf(a.uri(), state.version())) {
                    String key = c.content().isEmpty() ? normalize(c.cue()) : c.normalizedContent();
                    now.put(key + "#" + ordinals.merge(key, 1, Integer::sum), c.actorId());
                }
            }
            Map<String, String> before = live.put(a.uri(), now);
            if (before == null) {
                continue;
            }
            String cause = state.status().equals("USABLE") ? "REVISED" : state.status();
            before.forEach((claim, actor) -> {
                if (!actor.equals(now.get(claim))) {
                    byCause.merge(cause, 1, Integer::sum);
                }
            });
        }
        return byCause;
    }

    /** Rows of counts.tsv, recomputed from claims.tsv and stories.tsv. */
    List<String> counts() {
        Map<String, String> outlets = stories.stream().collect(Collectors.toMap(GoldStory::uri, GoldStory::outlet));
        Map<String, List<GoldClaim>> byActor = claims.stream()
                .filter(GoldClaim::named)
                .filter(c -> c.act().equals("STATEMENT") || c.act().equals("NON_RESPONSE"))
                .collect(Collectors.groupingBy(GoldClaim::actorId, TreeMap::new, Collectors.toList()));
        record Row(String id, int statements, int reports, String cells) {}
        List<Row> rows = new ArrayList<>();
        byActor.forEach((id, all) -> {
            List<GoldClaim> said =
                    all.stream().filter(c -> c.act().equals("STATEMENT")).toList();
            Map<String, Set<String>> statements = new TreeMap<>();
            said.forEach(c -> statements
                    .computeIfAbsent(c.normalizedContent(), k -> new TreeSet<>())
                    .add(c.type()));
            long reports = said.stream()
                    .map(c -> c.uri() + "|" + c.normalizedContent())
                    .distinct()
                    .count();
            long printed =
                    said.stream().map(c -> outlets.get(c.uri())).distinct().count();
            long articles = said.stream().map(GoldClaim::uri).distinct().count();
            long direct = statements.values().stream()
                    .filter(t -> t.contains("DIRECT"))
                    .count();
            long mixed = statements.values().stream()
                    .filter(t -> !t.contains("DIRECT") && t.contains("MIXED"))
                    .count();
            List<GoldClaim> shown = said.isEmpty() ? all : said;
            rows.add(new Row(
                    id,
                    statements.size(),
                    (int) reports,
                    String.join(
                            "\t",
                            id,
                            commonest(shown.stream().map(GoldClaim::actorName).toList()),
                            commonest(shown.stream().map(GoldClaim::actorType).toList()),
                            "" + statements.size(),
                            "" + reports,
                            "" + printed,
                            "" + articles,
                            "" + direct,
                            "" + (statements.size() - direct - mixed),
                            "" + mixed,
                            "" + (all.size() - said.size()))));
        });
        return rows.stream()
                .sorted(Comparator.comparingInt(Row::statements)
                        .thenComparingInt(Row::reports)
                        .reversed()
                        .thenComparing(Row::id))
                .map(Row::cells)
                .toList();
    }

    /** Rows of totals.tsv, recomputed from the wire and the other gold files. */
    Map<String, Integer> totals() {
        Map<String, Integer> totals = new LinkedHashMap<>();
        Collection<State> states = finalStates().values();
        totals.put("arrivals", arrivals.size());
        totals.put("stories", states.size());
        for (String status : List.of("USABLE", "WITHHELD", "KILLED", "EMBARGOED")) {
            totals.put("stories." + status.toLowerCase(Locale.ROOT), (int)
                    states.stream().filter(s -> s.status().equals(status)).count());
        }
        List<String[]> rows = counts().stream().map(r -> r.split("\t", -1)).toList();
        totals.put("actors", rows.size());
        totals.put("statements", sum(rows, 3));
        totals.put("reports", sum(rows, 4));
        totals.put("claims", claims.size());
        totals.put(
                "claims.unnamed", (int) claims.stream().filter(c -> !c.named()).count());
        totals.put("nonResponses", sum(rows, 10));
        Map<String, Integer> retractions = retractions();
        totals.put(
                "retractions",
                retractions.values().stream().mapToInt(Integer::intValue).sum());
        for (String cause : List.of("REVISED", "WITHHELD", "KILLED", "EMBARGOED")) {
            totals.put("retractions." + cause, retractions.getOrDefault(cause, 0));
        }
        return totals;
    }

    private static int sum(List<String[]> rows, int column) {
        return rows.stream().mapToInt(r -> Integer.parseInt(r[column])).sum();
    }

    private static String commonest(List<String> forms) {
        return forms.stream()
                .collect(Collectors.groupingBy(f -> f, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.<String, Long>comparingByValue()
                        .thenComparing(Map.Entry.<String, Long>comparingByKey().reversed()))
                .orElseThrow()
                .getKey();
    }
}

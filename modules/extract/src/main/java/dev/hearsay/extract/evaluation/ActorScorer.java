package dev.hearsay.extract.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Scores how many statements each actor of a text makes. Names are paired one to one, greedily: the most similar first,
 * among equals those with the most statements in common, then in the order of the names.
 */
public final class ActorScorer {
    private ActorScorer() {}

    /** The scores of one text, from the number of statements of each name. */
    public static ActorScores score(Map<String, Integer> gold, Map<String, Integer> found) {
        Map<String, Integer> right = joined(gold);
        Map<String, Integer> ours = joined(found);
        List<Pair> pairs = pairs(right, ours);
        return new ActorScores(
                Map.of(
                        ActorMetric.ACTOR_STATEMENTS,
                        Score.of(pairs.stream().mapToInt(Pair::shared).sum(), sum(ours), sum(right)),
                        ActorMetric.ACTORS,
                        Score.of(pairs.size(), ours.size(), right.size())),
                without(right.keySet(), pairs.stream().map(Pair::gold)),
                without(ours.keySet(), pairs.stream().map(Pair::found)));
    }

    private static List<String> without(Set<String> names, Stream<String> paired) {
        Set<String> left = new TreeSet<>(names);
        paired.forEach(left::remove);
        return List.copyOf(left);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The counts with names of the same words joined under the first of them. */
    private static Map<String, Integer> joined(Map<String, Integer> counts) {
        Map<ComparedName, String> first = new LinkedHashMap<>();
        Map<String, Integer> joined = new LinkedHashMap<>();
        counts.forEach((name, count) -> {
            String known = first.computeIfAbsent(ComparedName.of(name), words -> name);
            joined.merge(known, count, Integer::sum);
        });
        return joined;
    }

    private static List<Pair> pairs(Map<String, Integer> gold, Map<String, Integer> found) {
        List<Pair> options = new ArrayList<>();
        found.forEach((ours, ourCount) -> gold.forEach((right, count) -> {
            double similarity = ComparedName.of(ours).similarity(ComparedName.of(right));
            if (similarity > 0) {
                options.add(new Pair(similarity, Math.min(ourCount, count), ours, right));
            }
        }));
        options.sort(Pair.BEST_FIRST);
        Set<String> usedFound = new HashSet<>();
        Set<String> usedGold = new HashSet<>();
        List<Pair> pairs = new ArrayList<>();
        for (Pair option : options) {
            if (!usedFound.contains(option.found) && !usedGold.contains(option.gold)) {
                usedFound.add(option.found);
                usedGold.add(option.gold);
                pairs.add(option);
            }
        }
        return pairs;
    }

    private record Pair(double similarity, int shared, String found, String gold) {
        private static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble(Pair::similarity)
                .thenComparingInt(Pair::shared)
                .reversed()
                .thenComparing(Pair::found)
                .thenComparing(Pair::gold);
    }
}

package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.Actor;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.TextSpan;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Scores act and actor of the claims that were found. Claims are matched one to one by their content, the highest Jaccard index first,
 * at least 0.5; among equals the last ones first. Found claims with the same content are one, and right when any of them is: they have
 * joint speakers.
 */
public final class ActScorer {
    private static final double LEAST_JACCARD = 0.5;

    private ActScorer() {}

    /** The scores of one text. */
    public static ActScores score(String text, List<LabeledClaim> gold, List<ExtractedClaim> found) {
        TokenizedText tokens = new TokenizedText(text);
        List<LabeledClaim> labeled =
                gold.stream().filter(claim -> !claim.content().isEmpty()).toList();
        List<List<ExtractedClaim>> groups = sameContent(found);
        Score act = Score.NONE;
        SortedMap<String, Score> actors = new TreeMap<>();
        for (Pair pair : matches(
                labeled.stream().map(claim -> tokens.cover(claim.content())).toList(),
                groups.stream()
                        .map(group -> tokens.cover(group.get(0).content()))
                        .toList())) {
            LabeledClaim right = labeled.get(pair.gold);
            List<ExtractedClaim> ours = groups.get(pair.found);
            boolean statement = ours.stream().anyMatch(claim -> claim.act().counted());
            act = act.plus(of(statement == right.statement()));
            actors.merge(right.form(), of(named(right, ours)), Score::plus);
        }
        return new ActScores(act, actors);
    }

    private static Score of(boolean right) {
        return Score.of(right ? 1 : 0, 1, 1);
    }

    private static List<List<ExtractedClaim>> sameContent(List<ExtractedClaim> claims) {
        Map<List<TextSpan>, List<ExtractedClaim>> groups = new LinkedHashMap<>();
        claims.forEach(claim -> groups.computeIfAbsent(
                        claim.content().stream().sorted().toList(), key -> new ArrayList<>())
                .add(claim));
        return List.copyOf(groups.values());
    }

    private static boolean named(LabeledClaim right, List<ExtractedClaim> ours) {
        List<ComparedName> names = ours.stream()
                .map(ExtractedClaim::actor)
                .flatMap(Optional::stream)
                .map(Actor::name)
                .map(ComparedName::of)
                .toList();
        return right.actors().isEmpty()
                ? names.isEmpty()
                : right.actors().stream().map(ComparedName::of).anyMatch(name -> names.stream()
                        .anyMatch(our -> our.similarity(name) > 0));
    }

    private static List<Pair> matches(List<BitSet> gold, List<BitSet> found) {
        List<Pair> pairs = new ArrayList<>(IntStream.range(0, gold.size())
                .boxed()
                .flatMap(g -> IntStream.range(0, found.size())
                        .mapToObj(f -> new Pair(TokenizedText.jaccard(gold.get(g), found.get(f)), g, f)))
                .filter(pair -> pair.jaccard >= LEAST_JACCARD)
                .toList());
        pairs.sort(Pair.BEST_FIRST);
        BitSet usedGold = new BitSet();
        BitSet usedFound = new BitSet();
        pairs.removeIf(pair -> {
            boolean taken = usedGold.get(pair.gold) || usedFound.get(pair.found);
            usedGold.set(pair.gold, usedGold.get(pair.gold) || !taken);
            usedFound.set(pair.found, usedFound.get(pair.found) || !taken);
            return taken;
        });
        return pairs;
    }

    private record Pair(double jaccard, int gold, int found) {
        private static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble(Pair::jaccard)
                .thenComparingInt(Pair::gold)
                .thenComparingInt(Pair::found)
                .reversed();
    }
}

package dev.hearsay.extract.evaluation;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Scores found claims against annotated ones. Claims are matched one to one, greedily: the pair whose contents have the
 * highest Jaccard index of tokens first, at least 0.5; among equals the pair whose sources agree, then the order given.
 * Claims without a token of content are left out on both sides.
 */
public final class AttributionScorer {
    /** The share of tokens that two contents must have in common for the published figures. */
    public static final double LEAST_JACCARD = 0.5;

    private final TokenizedText text;
    private final List<Claim> gold;
    private final List<Claim> found;
    private final double leastJaccard;

    private AttributionScorer(String text, List<ClaimSpans> gold, List<ClaimSpans> found, double leastJaccard) {
        this.leastJaccard = leastJaccard;
        this.text = new TokenizedText(text);
        this.gold = claims(gold);
        this.found = claims(found);
    }

    /** The scores of one text. */
    public static AttributionScores score(String text, List<ClaimSpans> gold, List<ClaimSpans> found) {
        return score(text, gold, found, LEAST_JACCARD);
    }

    /** The scores of one text if contents match from another Jaccard index on, above 0 to 1. */
    public static AttributionScores score(
            String text, List<ClaimSpans> gold, List<ClaimSpans> found, double leastJaccard) {
        AttributionScorer scorer = new AttributionScorer(text, gold, found, leastJaccard);
        return new AttributionScores(
                scorer.scores(),
                scorer.text.size(),
                gold.size() - scorer.gold.size(),
                found.size() - scorer.found.size());
    }

    private Map<AttributionMetric, Score> scores() {
        List<Match> matched = matches();
        List<Match> agreeing = matched.stream().filter(Match::sourcesAgree).toList();
        Map<AttributionMetric, Score> scores = new EnumMap<>(AttributionMetric.class);
        scores.put(AttributionMetric.CONTENT_TOKENS, tokens(Claim::content));
        scores.put(AttributionMetric.CONTENT_EXACT, Score.of(exact(), found.size(), gold.size()));
        scores.put(AttributionMetric.CONTENT_PARTIAL, Score.of(matched.size(), found.size(), gold.size()));
        scores.put(AttributionMetric.ATTRIBUTED, Score.of(agreeing.size(), found.size(), gold.size()));
        scores.put(AttributionMetric.CONTENT_PARTIAL_QUOTED, quoted(matched));
        scores.put(AttributionMetric.ATTRIBUTED_QUOTED, quoted(agreeing));
        scores.put(AttributionMetric.SOURCE_TOKENS, tokens(Claim::source));
        scores.put(AttributionMetric.CUE_TOKENS, tokens(Claim::cue));
        scores.put(AttributionMetric.SOURCE_ACC, Score.of(agreeing.size(), matched.size(), matched.size()));
        return scores;
    }

    private Score tokens(Function<Claim, BitSet> role) {
        BitSet ofGold = union(gold, role);
        BitSet ofFound = union(found, role);
        return Score.of(TokenizedText.shared(ofGold, ofFound), ofFound.cardinality(), ofGold.cardinality());
    }

    private static BitSet union(List<Claim> claims, Function<Claim, BitSet> role) {
        BitSet union = new BitSet();
        claims.forEach(claim -> union.or(role.apply(claim)));
        return union;
    }

    /** How many claims of each side have the words of one of the other side. */
    private int exact() {
        Map<BitSet, Long> left =
                new HashMap<>(gold.stream().collect(Collectors.groupingBy(Claim::words, Collectors.counting())));
        int exact = 0;
        for (Claim claim : found) {
            if (left.merge(claim.words(), -1L, Long::sum) >= 0) {
                exact++;
            }
        }
        return exact;
    }

    private Score quoted(List<Match> matches) {
        return new Score(
                count(matches.stream().map(match -> found.get(match.found)).toList(), Claim::hasMark),
                count(found, Claim::hasMark),
                count(matches.stream().map(match -> gold.get(match.gold)).toList(), Claim::direct),
                count(gold, Claim::direct));
    }

    private static int count(List<Claim> claims, Predicate<Claim> condition) {
        return (int) claims.stream().filter(condition).count();
    }

    private List<Match> matches() {
        List<Match> pairs = new ArrayList<>();
        for (int g = 0; g < gold.size(); g++) {
            for (int f = 0; f < found.size(); f++) {
                double jaccard = TokenizedText.jaccard(gold.get(g).content, found.get(f).content);
                if (jaccard >= leastJaccard) {
                    pairs.add(new Match(jaccard, sourcesAgree(gold.get(g).source, found.get(f).source), g, f));
                }
            }
        }
        pairs.sort(Match.BEST_FIRST);
        BitSet usedGold = new BitSet();
        BitSet usedFound = new BitSet();
        List<Match> matches = new ArrayList<>();
        for (Match pair : pairs) {
            if (!usedGold.get(pair.gold) && !usedFound.get(pair.found)) {
                usedGold.set(pair.gold);
                usedFound.set(pair.found);
                matches.add(pair);
            }
        }
        return matches;
    }

    private boolean sourcesAgree(BitSet a, BitSet b) {
        return a.isEmpty() || b.isEmpty()
                ? a.isEmpty() && b.isEmpty()
                : text.telling(a).intersects(text.telling(b));
    }

    private List<Claim> claims(List<ClaimSpans> spans) {
        return spans.stream()
                .map(claim -> {
                    BitSet content = text.cover(claim.content());
                    return new Claim(
                            content,
                            text.words(content),
                            text.cover(claim.source()),
                            text.cover(claim.cue()),
                            text.hasMark(claim.content()),
                            text.direct(claim.content()));
                })
                .filter(claim -> !claim.content.isEmpty())
                .toList();
    }

    /** A claim as sets of tokens. */
    private record Claim(BitSet content, BitSet words, BitSet source, BitSet cue, boolean hasMark, boolean direct) {}

    private record Match(double jaccard, boolean sourcesAgree, int gold, int found) {
        private static final Comparator<Match> BEST_FIRST = Comparator.comparingDouble(Match::jaccard)
                .thenComparing(Match::sourcesAgree)
                .reversed()
                .thenComparingInt(Match::gold)
                .thenComparingInt(Match::found);
    }
}

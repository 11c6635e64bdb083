package dev.hearsay.extract.tagging;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.tagging.Roles.Cue;
import dev.hearsay.extract.tagging.Roles.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Makes cues and claims of scores. The thresholds were set on PolNeAR dev, see docs/models.md. */
final class ClaimTags {
    /** Least probability of a token to begin a cue, before which no other can begin. */
    private static final double LEAST_CUE = 0.3;

    /** A cue does not grow over a token that may begin another. */
    private static final double OTHER_CUE = 0.08;

    private static final int LONGEST_CUE = 9;

    /** Articles have a cue for every forty tokens. */
    private static final int TOKENS_PER_CUE = 8;

    /** Least probability of a claim. */
    private static final double LEAST_CLAIM = 0.46;

    /** Of two claims with a larger share of the content than this in common, the likelier one stays. */
    private static final double SHARED = 0.5;

    private static final float NEVER = -1e9f;

    private static final Act[] ACTS = {Act.STATEMENT, Act.NON_RESPONSE, Act.ATTITUDE, Act.ANTICIPATED, Act.OTHER};

    private ClaimTags() {}

    /**
     * Cues of a piece that may make a claim, in text order, without overlap; where there are more than a text can hold, the likeliest:
     * this bounds the work. A claim is never likelier than its cue.
     */
    static List<Cue> cues(float[][] scores, int n) {
        List<Cue> cues = all(scores, n);
        int most = n / TOKENS_PER_CUE + TOKENS_PER_CUE;
        return cues.stream()
                .sorted(Comparator.comparingDouble(Cue::probability).reversed().thenComparingInt(Cue::start))
                .limit(most)
                .filter(cue -> cue.probability() >= LEAST_CLAIM)
                .sorted(Comparator.comparingInt(Cue::start))
                .toList();
    }

    private static List<Cue> all(float[][] scores, int n) {
        List<Cue> cues = new ArrayList<>();
        int free = 0;
        for (int t = 0; t < n; t++) {
            if (t < free || scores[1][t] < Math.max(scores[0][t], scores[2][t]) - 1.5f) {
                continue;
            }
            double begins = Softmax.of(scores, Network.CUE_TAGS, t)[1];
            if (begins >= LEAST_CUE) {
                int last = t;
                while (last + 1 < n && last - t < LONGEST_CUE - 1 && goesOn(scores, last + 1)) {
                    last++;
                }
                cues.add(new Cue(t, last, begins));
                free = last + 1;
            }
        }
        return cues;
    }

    private static boolean goesOn(float[][] scores, int t) {
        if (scores[2][t] < Math.max(scores[0][t], scores[1][t])) {
            return false;
        }
        double[] shares = Softmax.of(scores, Network.CUE_TAGS, t);
        return shares[2] > 0.5 && shares[1] < OTHER_CUE;
    }

    /** The claims of the windows of a piece that begins at a token. */
    static List<Tagged.Claim> claims(List<Window> windows, float[][] acts, int first) {
        List<Tagged.Claim> claims = new ArrayList<>();
        for (Window window : windows) {
            byte[] tags = decode(window);
            List<TokenSpan> content = spans(tags, 3, 0);
            if (content.isEmpty()) {
                continue;
            }
            double probability = window.cue().probability() * meanContent(window, content);
            if (probability < LEAST_CLAIM) {
                continue;
            }
            List<TokenSpan> source = likeliest(window, spans(tags, 1, 0));
            double[] shares = Softmax.of(acts, Network.ACTS, window.cue().start());
            int act = 0;
            for (int k = 1; k < shares.length; k++) {
                act = shares[k] > shares[act] ? k : act;
            }
            int shift = first + window.from();
            claims.add(new Tagged.Claim(
                    moved(source, shift),
                    new TokenSpan(
                            first + window.cue().start(), first + window.cue().last() + 1),
                    moved(content, shift),
                    probability,
                    ACTS[act],
                    shares[act]));
        }
        return withoutRivals(claims);
    }

    /** The best sequence of tags in which an inside follows its beginning and the cue has none (Viterbi 1967). */
    private static byte[] decode(Window window) {
        int n = window.size();
        float[][] scores = window.scores();
        byte[][] back = new byte[n][Roles.TAGS];
        float[] best = new float[Roles.TAGS];
        float[] next = new float[Roles.TAGS];
        int cueFrom = window.cue().start() - window.from();
        int cueTo = window.cue().last() - window.from();
        for (int t = 0; t < n; t++) {
            int any = 0;
            for (int tag = 1; tag < Roles.TAGS; tag++) {
                any = best[tag] > best[any] ? tag : any;
            }
            for (int tag = 0; tag < Roles.TAGS; tag++) {
                boolean inside = tag > 0 && tag % 2 == 0;
                int from = !inside ? any : best[tag] > best[tag - 1] ? tag : tag - 1;
                boolean barred = tag > 0 && t >= cueFrom && t <= cueTo || inside && t == 0;
                next[tag] = barred ? NEVER : best[from] + scores[tag][t];
                back[t][tag] = (byte) from;
            }
            float[] swap = best;
            best = next;
            next = swap;
        }
        byte[] tags = new byte[n];
        int tag = 0;
        for (int k = 1; k < Roles.TAGS; k++) {
            tag = best[k] > best[tag] ? k : tag;
        }
        for (int t = n - 1; t >= 0; t--) {
            tags[t] = (byte) tag;
            tag = back[t][tag];
        }
        return tags;
    }

    private static List<TokenSpan> spans(byte[] tags, int begin, int from) {
        List<TokenSpan> spans = new ArrayList<>();
        for (int t = from; t < tags.length; t++) {
            if (tags[t] == begin) {
                int end = t + 1;
                while (end < tags.length && tags[end] == begin + 1) {
                    end++;
                }
                spans.add(new TokenSpan(t, end));
            }
        }
        return spans;
    }

    private static double meanContent(Window window, List<TokenSpan> content) {
        double sum = 0;
        int count = 0;
        for (TokenSpan span : content) {
            for (int t = span.start(); t < span.end(); t++) {
                double[] shares = Softmax.of(window.scores(), Roles.TAGS, t);
                sum += shares[3] + shares[4];
                count++;
            }
        }
        return sum / count;
    }

    /** The one source whose tokens are least likely to be nothing; a source is one span. */
    private static List<TokenSpan> likeliest(Window window, List<TokenSpan> sources) {
        return sources.stream()
                .max(Comparator.comparingDouble(span -> meanSource(window, span)))
                .map(List::of)
                .orElse(List.of());
    }

    private static double meanSource(Window window, TokenSpan span) {
        double sum = 0;
        for (int t = span.start(); t < span.end(); t++) {
            sum += 1 - Softmax.of(window.scores(), Roles.TAGS, t)[0];
        }
        return sum / (span.end() - span.start());
    }

    private static List<TokenSpan> moved(List<TokenSpan> spans, int by) {
        return spans.stream()
                .map(span -> new TokenSpan(span.start() + by, span.end() + by))
                .toList();
    }

    private static List<Tagged.Claim> withoutRivals(List<Tagged.Claim> claims) {
        List<Tagged.Claim> order = new ArrayList<>(claims);
        order.sort(
                Comparator.comparingDouble(Tagged.Claim::probability).reversed().thenComparing(Tagged.Claim::cue));
        java.util.BitSet taken = new java.util.BitSet();
        List<Tagged.Claim> kept = new ArrayList<>();
        for (Tagged.Claim claim : order) {
            int shared = 0;
            int size = 0;
            for (TokenSpan span : claim.content()) {
                size += span.end() - span.start();
                shared += taken.get(span.start(), span.end()).cardinality();
            }
            if (shared <= SHARED * size) {
                kept.add(claim);
                claim.content().forEach(span -> taken.set(span.start(), span.end()));
            }
        }
        kept.sort(Comparator.comparing(Tagged.Claim::cue));
        return kept;
    }
}

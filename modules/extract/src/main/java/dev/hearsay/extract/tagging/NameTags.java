package dev.hearsay.extract.tagging;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;

/**
 * The best sequence of name tags (beginning, inside, end, single of each type) that is a sequence of names, none of which leaves its
 * sentence (Viterbi 1967).
 */
final class NameTags {
    private static final EntityType[] TYPES = {
        EntityType.PERSON, EntityType.ORGANIZATION, EntityType.PLACE, EntityType.MISC
    };
    private static final float NEVER = -1e9f;

    private NameTags() {}

    /** Names among the tokens from {@code first} on, for which there is a column of scores each. */
    static List<Tagged.Name> decode(Document document, int first, int n, float[][] scores) {
        int tags = Network.ENTITY_TAGS;
        byte[][] back = new byte[n][tags];
        float[] best = new float[tags];
        float[] next = new float[tags];
        for (int t = 0; t < n; t++) {
            int token = first + t;
            boolean opens = t == 0 || document.sentenceStart(document.sentenceOf(token)) == token;
            int outside = 0;
            for (int tag = 1; tag < tags && t > 0; tag++) {
                if (closes(tag) && best[tag] > best[outside]) {
                    outside = tag;
                }
            }
            float before = t == 0 ? 0 : best[outside];
            for (int tag = 0; tag < tags; tag++) {
                float score = scores[tag][t];
                int part = tag == 0 ? 0 : (tag - 1) % 4;
                if (tag == 0 || part == 0 || part == 3) {
                    next[tag] = before + score;
                    back[t][tag] = (byte) outside;
                } else {
                    int begin = tag - part;
                    int from = t > 0 && best[begin + 1] > best[begin] ? begin + 1 : begin;
                    next[tag] = opens ? NEVER : best[from] + score;
                    back[t][tag] = (byte) from;
                }
            }
            boolean last = t == n - 1 || document.sentenceEnd(document.sentenceOf(token)) == token + 1;
            for (int tag = 1; tag < tags && last; tag++) {
                if (!closes(tag)) {
                    next[tag] = NEVER;
                }
            }
            float[] swap = best;
            best = next;
            next = swap;
        }
        return names(first, n, back, best, scores);
    }

    private static boolean closes(int tag) {
        return tag == 0 || (tag - 1) % 4 >= 2;
    }

    private static List<Tagged.Name> names(int first, int n, byte[][] back, float[] best, float[][] scores) {
        List<Tagged.Name> names = new ArrayList<>();
        int tag = 0;
        for (int k = 1; k < best.length; k++) {
            tag = best[k] > best[tag] ? k : tag;
        }
        int end = n;
        for (int t = n - 1; t >= 0; t--) {
            int part = tag == 0 ? -1 : (tag - 1) % 4;
            if (part >= 2) {
                end = t + 1;
            }
            if (part == 0 || part == 3) {
                names.add(name(first, t, end, (tag - 1) / 4, scores));
            }
            tag = back[t][tag];
        }
        java.util.Collections.reverse(names);
        return names;
    }

    private static Tagged.Name name(int first, int start, int end, int type, float[][] scores) {
        double least = 1;
        for (int t = start; t < end; t++) {
            double[] shares = Softmax.of(scores, Network.ENTITY_TAGS, t);
            double share = 0;
            for (int part = 0; part < 4; part++) {
                share += shares[1 + 4 * type + part];
            }
            least = Math.min(least, share);
        }
        return new Tagged.Name(first + start, first + end, TYPES[type], least);
    }
}

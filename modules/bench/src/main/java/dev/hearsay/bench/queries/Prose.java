package dev.hearsay.bench.queries;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invented words and names. How often a word is used falls with its rank as in natural text (Zipf's law). */
final class Prose {
    private static final List<String> FREQUENT = List.of(
            "the",
            "of",
            "to",
            "and",
            "a",
            "in",
            "that",
            "is",
            "for",
            "on",
            "it",
            "will",
            "with",
            "be",
            "by",
            "we",
            "not",
            "was",
            "as",
            "have",
            "at",
            "from",
            "has",
            "are",
            "this",
            "would",
            "he",
            "they",
            "an",
            "been",
            "year",
            "government",
            "people",
            "percent",
            "market",
            "council",
            "new",
            "more",
            "year's",
            "plan");
    private static final String[] SYLLABLES = {
        "bar", "cor", "dun", "fel", "gar", "hol", "kin", "lor", "mar", "nor", "pel", "quil", "ras", "sel", "tor", "vin",
        "wex", "yar", "zel", "am", "bre", "cla", "dro", "esk", "fro", "gri", "hau", "il", "jor", "kel", "lun", "mo"
    };

    private final List<String> words;
    private final double[] cumulated;

    /** Knows this many words. */
    Prose(int vocabulary) {
        words = new ArrayList<>(FREQUENT);
        for (int i = 0; words.size() < vocabulary; i++) {
            words.add(syllables(i, 2));
        }
        cumulated = new double[vocabulary];
        double sum = 0;
        for (int i = 0; i < vocabulary; i++) {
            sum += 1.0 / (i + 3);
            cumulated[i] = sum;
        }
    }

    /** The word of a rank, 0 for the commonest. */
    String word(int rank) {
        return words.get(rank);
    }

    int vocabulary() {
        return words.size();
    }

    /** That many words. */
    String sentence(Random random, int length) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < length; i++) {
            int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
            out.append(i == 0 ? "" : " ").append(words.get(at < 0 ? Math.min(words.size() - 1, -at - 1) : at));
        }
        return out.toString();
    }

    /** A name of two words, another one for each number below 8 million. */
    static String name(int number) {
        return capital(syllables(number % 1_000, 2)) + " " + capital(syllables(number / 1_000 + 1_000, 2));
    }

    /** A word of its own for each number. */
    private static String syllables(int number, int least) {
        StringBuilder out = new StringBuilder();
        int rest = number;
        for (int i = 0; i < least || rest > 0; i++) {
            out.append(SYLLABLES[rest % SYLLABLES.length]);
            rest /= SYLLABLES.length;
        }
        return out.toString();
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}

package dev.hearsay.extract.evaluation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A name as its words, by which two annotators' forms of it are compared: without case, accents, "the", 's, titles before
 * it and initials inside of it.
 */
record ComparedName(List<String> words) {
    private static final Pattern MARK = Pattern.compile("\\p{M}");
    private static final Pattern POSSESSIVE = Pattern.compile("'s\\b", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern INITIAL = Pattern.compile("\\b([a-z])\\.", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern WORD =
            Pattern.compile("[a-z0-9@_&]+(?:\\.[a-z]\\b)*", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Set<String> TITLES =
            Set.of(("mr mrs ms miss dr sir president senator sen rep representative gov"
                            + " governor secretary judge justice gen general prime minister chancellor king queen prince pope")
                    .split(" "));
    private static final Set<String> NO_INITIAL = Set.of("of", "and", "for");

    private static final double EQUAL = 1.0;
    private static final double SAME_LAST_WORD = 0.8;
    private static final double CONTAINED = 0.6;

    static ComparedName of(String name) {
        String plain = MARK.matcher(Normalizer.normalize(name, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replace('’', '\'');
        String joined =
                INITIAL.matcher(POSSESSIVE.matcher(plain).replaceAll("")).replaceAll("$1");
        List<String> words = new ArrayList<>(WORD.matcher(joined)
                .results()
                .map(MatchResult::group)
                .filter(word -> !word.equals("the"))
                .toList());
        while (words.size() > 1 && TITLES.contains(words.get(0))) {
            words.remove(0);
        }
        if (words.size() > 2) {
            words.subList(1, words.size() - 1).removeIf(word -> word.length() == 1);
        }
        return new ComparedName(List.copyOf(words));
    }

    /** 1 for equal names, 0.8 if one holds the other and both end alike, 0.6 if it only holds it or is its acronym, else 0. */
    double similarity(ComparedName other) {
        if (words.isEmpty() || other.words.isEmpty()) {
            return 0;
        }
        if (words.equals(other.words)) {
            return EQUAL;
        }
        boolean shorter = words.size() <= other.words.size();
        List<String> few = shorter ? words : other.words;
        List<String> many = shorter ? other.words : words;
        if (new HashSet<>(many).containsAll(few)) {
            return few.get(few.size() - 1).equals(many.get(many.size() - 1)) ? SAME_LAST_WORD : CONTAINED;
        }
        String initials = many.stream()
                .filter(word -> !NO_INITIAL.contains(word))
                .map(word -> word.substring(0, 1))
                .collect(Collectors.joining());
        return few.size() == 1 && many.size() > 1 && few.get(0).equals(initials) ? CONTAINED : 0;
    }
}

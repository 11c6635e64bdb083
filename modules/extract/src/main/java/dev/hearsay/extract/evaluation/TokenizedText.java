package dev.hearsay.extract.evaluation;

import dev.hearsay.extract.TextSpan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens of a text (words, and every other character that is no space), and claims as sets of them. */
final class TokenizedText {
    /** Letters, digits and the underscore, as {@code \w} of Python's {@code re}; marks are no part of a word there. */
    private static final String WORD = "\\p{L}\\p{N}_";

    private static final String SPACE = "\\t-\\r\\x1c-\\x1f\\x85\\p{Z}";
    private static final Pattern WORDS = Pattern.compile("[" + WORD + "]+");
    private static final Pattern TOKEN = Pattern.compile(WORDS + "|[^" + WORD + SPACE + "]");
    private static final Predicate<String> IS_WORD =
            Pattern.compile("^[" + WORD + "]").asPredicate();
    private static final Predicate<String> IS_SPACE =
            Pattern.compile("[" + SPACE + "]").asPredicate();
    private static final String MARKS = "\"\u201c\u201d\u201e\u201f\u00ab\u00bb";
    private static final Pattern MARK = Pattern.compile("[" + MARKS + "]|``|''");
    /** From a mark that may open to the next mark; some texts open with '' too. */
    private static final Pattern QUOTED =
            Pattern.compile("(?:[\"\u201c\u201e\u00ab]|``|'')((?:(?!``|'')[^" + MARKS + "])*)");

    private static final int QUOTED_WORDS = 3;
    /** A bracket before the mark or a full stop after it may stand between the mark and the edge. */
    private static final int INSIDE_EDGE = 2;

    private static final Set<String> WEAK =
            Set.of(("a an the this that these those some any all both each another his her"
                            + " its their our my your of and s mr mrs ms miss dr sir sen rep gov pres prof gen lt col capt sgt maj adm"
                            + " rev hon")
                    .split(" "));
    /** No telling words before a capitalized word: "President Farrowby", but not "the president". */
    private static final Set<String> TITLES = Set.of(("president vice senator representative congressman congresswoman"
                    + " governor secretary mayor judge justice professor general lieutenant colonel captain sergeant major"
                    + " admiral prime minister madam")
            .split(" "));

    private final int[] text;
    private final List<String> tokens = new ArrayList<>();
    /** The token of each code point, or -1. */
    private final int[] tokenAt;

    TokenizedText(String text) {
        this.text = text.codePoints().toArray();
        tokenAt = new int[this.text.length];
        Arrays.fill(tokenAt, -1);
        Matcher matcher = TOKEN.matcher(text);
        int at = 0;
        int from = 0;
        while (matcher.find()) {
            at += text.codePointCount(from, matcher.start());
            int end = at + text.codePointCount(matcher.start(), matcher.end());
            Arrays.fill(tokenAt, at, end, tokens.size());
            tokens.add(matcher.group());
            at = end;
            from = matcher.end();
        }
    }

    int size() {
        return tokens.size();
    }

    /** Every token that a span touches. */
    BitSet cover(List<TextSpan> spans) {
        BitSet covered = new BitSet();
        for (TextSpan span : spans) {
            for (int i = span.start(); i < Math.min(span.end(), text.length); i++) {
                if (tokenAt[i] >= 0) {
                    covered.set(tokenAt[i]);
                }
            }
        }
        return covered;
    }

    /** Share of the tokens of two claims that both have. */
    static double jaccard(BitSet a, BitSet b) {
        int both = shared(a, b);
        return (double) both / (a.cardinality() + b.cardinality() - both);
    }

    static int shared(BitSet a, BitSet b) {
        BitSet both = (BitSet) a.clone();
        both.and(b);
        return both.cardinality();
    }

    /** Those of the tokens that are words. */
    BitSet words(BitSet of) {
        return where(of, token -> IS_WORD.test(tokens.get(token)));
    }

    /** The words that tell one source from another: no determiner, title or 's, unless there is nothing else. */
    BitSet telling(BitSet of) {
        BitSet words = words(of);
        BitSet telling = where(words, token -> !weak(token));
        return telling.isEmpty() ? words : telling;
    }

    private static BitSet where(BitSet of, IntPredicate condition) {
        return of.stream().filter(condition).collect(BitSet::new, BitSet::set, BitSet::or);
    }

    private boolean weak(int token) {
        String word = tokens.get(token).toLowerCase(Locale.ROOT);
        return WEAK.contains(word)
                || TITLES.contains(word)
                        && token + 1 < tokens.size()
                        && Character.isUpperCase(tokens.get(token + 1).codePointAt(0));
    }

    /** Whether there is a quotation mark in one of the spans or just outside of it. */
    boolean hasMark(List<TextSpan> spans) {
        return spans.stream().anyMatch(span -> hasMark(around(span)));
    }

    /** Whether a quotation mark stands at an edge of one of the spans, or some words are quoted in it. */
    boolean direct(List<TextSpan> spans) {
        return spans.stream().map(this::around).anyMatch(TokenizedText::direct);
    }

    private static boolean direct(Fragment fragment) {
        int[] points = fragment.points;
        if (points.length == 0) {
            return false;
        }
        int head = Math.min(points.length, fragment.before + INSIDE_EDGE);
        int tail = Math.max(0, points.length - fragment.after - INSIDE_EDGE);
        return hasMark(new Fragment(Arrays.copyOfRange(points, 0, head), 0, 0))
                || hasMark(new Fragment(Arrays.copyOfRange(points, tail, points.length), 0, 0))
                || QUOTED.matcher(fragment.words())
                        .results()
                        .anyMatch(quoted ->
                                WORDS.matcher(quoted.group(1)).results().count() >= QUOTED_WORDS);
    }

    private static boolean hasMark(Fragment fragment) {
        return MARK.matcher(fragment.words()).find();
    }

    /** A stripped span with the mark or the character on either side; empty where the span is only space. */
    private Fragment around(TextSpan span) {
        int start = span.start();
        int end = Math.min(span.end(), text.length);
        while (start < end && space(start)) {
            start++;
        }
        while (start < end && space(end - 1)) {
            end--;
        }
        if (start >= end) {
            return new Fragment(new int[0], 0, 0);
        }
        int before = doubled(start - 2) ? 2 : Math.min(1, start);
        int after = doubled(end) ? 2 : 1;
        return new Fragment(
                Arrays.copyOfRange(text, start - before, Math.min(end + after, text.length)), before, after);
    }

    private boolean space(int at) {
        return IS_SPACE.test(Character.toString(text[at]));
    }

    /** Whether two backquotes or two apostrophes stand here. */
    private boolean doubled(int at) {
        return at >= 0 && at + 1 < text.length && text[at] == text[at + 1] && (text[at] == '`' || text[at] == '\'');
    }

    private record Fragment(int[] points, int before, int after) {
        String words() {
            return new String(points, 0, points.length);
        }
    }
}

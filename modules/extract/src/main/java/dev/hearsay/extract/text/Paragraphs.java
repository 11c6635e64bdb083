package dev.hearsay.extract.text;

import java.util.Arrays;

/**
 * Finds paragraphs. A line break ends one, except in text that was wrapped at a column: where most single breaks are
 * followed by a small letter, only empty lines count; elsewhere a break before a small letter and after no stop is no end.
 */
final class Paragraphs {
    private Paragraphs() {}

    /** First token of each paragraph. */
    static int[] firstTokens(String text, int[] starts) {
        int[] firsts = new int[Math.max(1, starts.length)];
        int count = 0;
        boolean wrapped = wrapped(text, starts);
        for (int i = 0; i < starts.length; i++) {
            if (i == 0 || breaks(text, starts[i - 1], starts[i], wrapped)) {
                firsts[count++] = i;
            }
        }
        return Arrays.copyOf(firsts, count);
    }

    private static boolean wrapped(String text, int[] starts) {
        int single = 0;
        int small = 0;
        for (int i = 1; i < starts.length; i++) {
            if (breaksBetween(text, starts[i - 1], starts[i]) == 1) {
                single++;
                if (Character.isLowerCase(text.codePointAt(starts[i]))) {
                    small++;
                }
            }
        }
        return single > 3 && small * 2 > single;
    }

    private static boolean breaks(String text, int before, int start, boolean wrapped) {
        int breaks = breaksBetween(text, before, start);
        if (breaks != 1) {
            return breaks > 1;
        }
        if (wrapped) {
            return false;
        }
        int last = start - 1;
        while (last > before && Character.isWhitespace(text.charAt(last))) {
            last--;
        }
        boolean goesOn = Character.isLowerCase(text.codePointAt(start))
                && (Character.isLetterOrDigit(text.charAt(last)) || text.charAt(last) == ',');
        return !goesOn;
    }

    /** Line breaks between two tokens: 0, 1, or 2 for more. */
    private static int breaksBetween(String text, int from, int to) {
        int breaks = 0;
        for (int i = to - 1; i > from && breaks < 2; i--) {
            char c = text.charAt(i);
            if (c == '\n' || c == '\u2029' || c == '\r' && text.charAt(i + 1) != '\n') {
                breaks++;
            } else if (!Tokenizer.space(c)) {
                break;
            }
        }
        return breaks;
    }
}

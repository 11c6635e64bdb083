package dev.hearsay.extract.text;

import dev.hearsay.extract.lexicon.Lexicon;
import java.util.Arrays;
import java.util.Set;

/**
 * Finds sentences. A stop, question or exclamation mark ends one, together with the marks that close right after it,
 * unless a small letter follows; the stop of an abbreviation does so only where a word follows that often opens a
 * sentence; titles and initials never do.
 */
final class Sentences {
    private static final Set<String> TITLES = Lexicon.words("""
            Mr. Mrs. Ms. Messrs. Dr. Prof. Rev. Fr. Hon. Sen. Sens. Rep. Reps. Gov. Govs. Gen. Lt. Col.
            Maj. Capt. Cpl. Sgt. Pvt. Adm. Cmdr. Pres. St. Mt. Ft. Supt. Det. Insp. Sec. Asst. Atty. vs. v.""");
    private static final Set<String> OPENERS = Lexicon.words("""
            The A An He She It They We I You This That These Those There Here But And Or So Yet In On At
            For From With As By After Before When While If Although Though Since Because However Meanwhile
            His Her Its Their Our My What Who Why How Where Some Many Most Several One Two Three All Both
            Neither Either Not No Now Then Still Also According Asked Instead Under Over During Despite
            Last Earlier Later Other Others""");

    private Sentences() {}

    /** First token of each sentence. */
    static int[] firstTokens(Document document) {
        int size = document.size();
        int[] firsts = new int[Math.max(1, size)];
        int count = 0;
        for (int p = 0; p < document.paragraphs(); p++) {
            int end = document.paragraphEnd(p);
            int i = document.paragraphStart(p);
            firsts[count++] = i;
            while (i < end) {
                int after = terminal(document, i, end);
                if (after > i && after < end) {
                    firsts[count++] = after;
                }
                i = Math.max(after, i + 1);
            }
        }
        return Arrays.copyOf(firsts, count);
    }

    /** One past the sentence that this token ends, or the token itself if it ends none. */
    private static int terminal(Document document, int token, int end) {
        String form = document.form(token);
        char last = form.charAt(form.length() - 1);
        if (last != '.' && last != '!' && last != '?' && last != '\u2026') {
            return token;
        }
        int next = token + 1;
        while (next < end && closes(document, next)) {
            next++;
        }
        if (next == end) {
            return end;
        }
        String following = document.form(next);
        int first = following.codePointAt(0);
        if (Character.isLowerCase(first) || first == ',' || first == ';' || first == ':' || first == ')') {
            return token;
        }
        boolean abbreviation = last == '.' && form.length() > 1 && Character.isLetter(form.charAt(0));
        if (abbreviation) {
            if (TITLES.contains(form)) {
                return token;
            }
            if (!OPENERS.contains(following) && next == token + 1) {
                boolean clock = form.equalsIgnoreCase("a.m.") || form.equalsIgnoreCase("p.m.");
                boolean opens = document.spaceBefore(next) && opening(first);
                return clock && Character.isUpperCase(first) || opens ? next : token;
            }
        }
        if (first == '.'
                || first == '!'
                || first == '?'
                || !document.spaceBefore(next) && !tight(document, token, next)) {
            return token;
        }
        return next;
    }

    /** Without white space between them, only "?The" or a closed quotation parts two sentences. */
    private static boolean tight(Document document, int token, int next) {
        return next > token + 1
                || Character.isUpperCase(document.form(next).codePointAt(0))
                || opening(document.form(next).codePointAt(0));
    }

    private static boolean opening(int c) {
        return c == '"' || c == '\u201C' || c == '\u2018' || c == '\'' || c == '`' || c == '(' || c == '[';
    }

    /** Whether a token is a mark that closes what stands right before it. */
    private static boolean closes(Document document, int token) {
        if (document.spaceBefore(token)) {
            return false;
        }
        String form = document.form(token);
        switch (form) {
            case "\u201D", "\u2019", ")", "]", "\u00BB", ".", "!", "?":
                return true;
            case "\"", "''", "'":
                return document.spaceAfter(token)
                        || !Character.isLetterOrDigit(document.form(token + 1).codePointAt(0));
            default:
                return false;
        }
    }
}

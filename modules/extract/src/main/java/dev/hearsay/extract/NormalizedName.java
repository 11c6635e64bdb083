package dev.hearsay.extract;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The id of an actor or entity across stories: its name in NFKC, lower case, marks unified, white space single, without
 * a leading "the", a trailing possessive and the full stops of initials.
 */
public final class NormalizedName {
    private NormalizedName() {}

    /** The id of a name; empty only if the name has neither letter nor digit. */
    public static String of(String name) {
        String text = Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isLetterOrDigit(c) || c == '@' || c == '_' || c == '&' || c == '+') {
                if (space && out.length() > 0) {
                    out.append(' ');
                }
                space = false;
                out.appendCodePoint(c);
            } else if (c == '\'' || c == '\u2019' || c == '\u2018') {
                boolean inside = out.length() > 0
                        && !space
                        && i < text.length()
                        && Character.isLetterOrDigit(text.codePointAt(i));
                if (inside && !possessive(text, i)) {
                    out.append('\'');
                } else if (inside) {
                    i++;
                    space = true;
                }
            } else if (c == '.') {
                // "U.N." is "un", "J. Doe" is "j doe"
                space = space || i < text.length() && Character.isWhitespace(text.codePointAt(i));
            } else if (c == '-' || c == '\u2010' || c == '\u2011' || c == '\u2013') {
                boolean inside = out.length() > 0
                        && !space
                        && i < text.length()
                        && Character.isLetterOrDigit(text.codePointAt(i));
                if (inside) {
                    out.append('-');
                } else {
                    space = true;
                }
            } else {
                space = true;
            }
        }
        String id = out.toString();
        return id.startsWith("the ") && id.length() > 4 ? id.substring(4) : id;
    }

    /** Whether an "s" that ends a word begins here. */
    private static boolean possessive(String text, int at) {
        return text.charAt(at) == 's'
                && (at + 1 == text.length() || !Character.isLetterOrDigit(text.codePointAt(at + 1)));
    }
}

package dev.hearsay.contracts;

/** Text that every store and client can hold: U+0000 and lone surrogates become U+FFFD. */
public final class CleanText {
    private CleanText() {}

    /** The text itself if it is clean, else a copy with U+FFFD for each U+0000 and each lone surrogate. */
    public static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return clean(text, i);
            }
        }
        return text;
    }

    private static String clean(String text, int from) {
        StringBuilder out = new StringBuilder(text.length()).append(text, 0, from);
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else if (c == 0 || Character.isSurrogate(c)) {
                out.append('\uFFFD');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}

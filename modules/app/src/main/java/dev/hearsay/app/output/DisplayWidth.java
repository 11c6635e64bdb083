package dev.hearsay.app.output;

/** Columns that a terminal gives to a text: two for East Asian wide characters and emoji, none for combining marks. */
public final class DisplayWidth {
    private DisplayWidth() {}

    /** Columns of a whole text. */
    public static int of(String text) {
        return text.codePoints().map(DisplayWidth::of).sum();
    }

    private static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK
                || type == Character.ENCLOSING_MARK
                || type == Character.FORMAT
                || type == Character.CONTROL) {
            return 0;
        }
        return wide(codePoint) ? 2 : 1;
    }

    private static boolean wide(int c) {
        return c >= 0x1100
                && (c <= 0x115F
                        || c >= 0x2E80 && c <= 0x303E
                        || c >= 0x3041 && c <= 0xA4CF
                        || c >= 0xA960 && c <= 0xA97C
                        || c >= 0xAC00 && c <= 0xD7A3
                        || c >= 0xF900 && c <= 0xFAFF
                        || c >= 0xFE30 && c <= 0xFE6F
                        || c >= 0xFF00 && c <= 0xFF60
                        || c >= 0xFFE0 && c <= 0xFFE6
                        || c >= 0x1F300 && c <= 0x1F64F
                        || c >= 0x1F680 && c <= 0x1F6FF
                        || c >= 0x1F900 && c <= 0x1F9FF
                        || c >= 0x20000 && c <= 0x3FFFD);
    }

    /**
     * The text on one line and without anything that steers a terminal: texts come from outside, and an escape sequence
     * in a headline must not move the cursor.
     */
    public static String printable(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            boolean steers = Character.isISOControl(c)
                    || c == 0x2028
                    || c == 0x2029
                    || c >= 0x202A && c <= 0x202E
                    || c >= 0x2066 && c <= 0x2069;
            out.appendCodePoint(steers ? ' ' : c);
        });
        return out.toString();
    }

    /** The text in exactly that many columns: cut with an ellipsis, or padded left ({@code right}) or right. */
    public static String fit(String text, int columns, boolean right) {
        String cut = cut(text, columns);
        String padding = " ".repeat(Math.max(0, columns - of(cut)));
        return right ? padding + cut : cut + padding;
    }

    /** The text in at most that many columns, with an ellipsis where something was cut. */
    public static String cut(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        int used = 0;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (used + of(c) > columns - 1) {
                break;
            }
            out.appendCodePoint(c);
            used += of(c);
            i += Character.charCount(c);
        }
        return out.append('…').toString();
    }
}

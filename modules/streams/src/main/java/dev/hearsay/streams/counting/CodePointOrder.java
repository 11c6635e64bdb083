package dev.hearsay.streams.counting;

/** Texts by code point, as databases and other languages sort them: {@link String#compareTo} goes by UTF-16 unit. */
final class CodePointOrder {
    private CodePointOrder() {}

    static int compare(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                // Surrogates stand for code points above all others, though their units are below U+E000 to U+FFFF.
                boolean high = Character.isSurrogate(x);
                return high == Character.isSurrogate(y) ? Character.compare(x, y) : high ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}

package dev.hearsay.extract;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * What was said, as it is compared between stories: NFKC, case folded, quotation marks, dashes and white space unified,
 * punctuation at the edges dropped. The parts of a discontinuous content are normalised one by one and joined by a
 * space, so that a quotation that another outlet interrupts elsewhere differs by no more than its commas.
 *
 * @param text the normalised text; empty if the content has neither letter nor digit
 * @param fingerprint the first 16 bytes of its SHA-256, in hex
 */
public record NormalizedContent(String text, String fingerprint) {
    /** No code point of Unicode 15 needs more than three. */
    private static final int MAX_FOLDS = 6;

    /** The content of these spans of a text. */
    public static NormalizedContent of(String text, List<TextSpan> spans) {
        StringBuilder out = new StringBuilder();
        int unit = 0;
        int point = 0;
        for (TextSpan span : spans) {
            unit = text.offsetByCodePoints(unit, span.start() - point);
            int end = text.offsetByCodePoints(unit, span.length());
            String part = normalize(text.substring(unit, end));
            if (!part.isEmpty()) {
                out.append(out.length() == 0 ? "" : " ").append(part);
            }
            unit = end;
            point = span.end();
        }
        return ofNormalized(out.toString());
    }

    /** The content that is this whole text. */
    public static NormalizedContent of(String text) {
        return ofNormalized(normalize(text));
    }

    private static NormalizedContent ofNormalized(String text) {
        return new NormalizedContent(text, fingerprint(text));
    }

    static String fingerprint(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }

    static String normalize(String part) {
        String text = unified(folded(part)).replace("''", "\"");
        StringBuilder out = new StringBuilder(text.length());
        int lastWord = 0;
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c == ' ') {
                space = true;
                continue;
            }
            boolean word = Character.isLetterOrDigit(c);
            if (out.length() == 0 && !word && !currency(c)) {
                space = false;
                continue;
            }
            if (space) {
                out.append(' ');
                space = false;
            }
            out.appendCodePoint(c);
            if (word || c == '%') {
                lastWord = out.length();
            }
        }
        out.setLength(lastWord);
        return out.toString();
    }

    /**
     * NFKC and case folding, repeated until nothing changes: a capital sharp s folds to a small one first and to "ss"
     * then. The final sigma is a sigma, because what follows it may be dropped later.
     */
    private static String folded(String part) {
        String text = Normalizer.normalize(part, Normalizer.Form.NFKC);
        for (int round = 0; round < MAX_FOLDS; round++) {
            String next = Normalizer.normalize(
                            text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                    .replace('\u03C2', '\u03C3');
            if (next.equals(text)) {
                break;
            }
            text = next;
        }
        return text;
    }

    private static String unified(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().map(NormalizedContent::unify).forEach(out::appendCodePoint);
        return out.toString();
    }

    private static boolean currency(int c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static int unify(int c) {
        return switch (c) {
            case '\u201C', '\u201D', '\u201E', '\u201F', '\u00AB', '\u00BB', '\u2033' -> '"';
            case '\u2018', '\u2019', '\u201A', '\u201B', '\u2032', '`', '\u00B4' -> '\'';
            case '\u2010', '\u2011', '\u2012', '\u2013', '\u2014', '\u2015', '\u2212' -> '-';
            case '\u200B', '\u200C', '\u200D', '\uFEFF', '\u00AD' -> ' ';
            default -> Character.isWhitespace(c) || Character.isSpaceChar(c) ? ' ' : c;
        };
    }
}

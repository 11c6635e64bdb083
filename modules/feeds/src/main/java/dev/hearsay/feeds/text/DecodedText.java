package dev.hearsay.feeds.text;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text. A byte-order mark decides the encoding, else the caller does. What is no text in it becomes U+FFFD and
 * is counted: a story with one broken byte still counts, and its reader is told.
 *
 * @param text the text, without byte-order mark
 * @param malformed how many replacements stand in it for bytes that were no text
 */
public record DecodedText(String text, int malformed) {
    private static final char REPLACEMENT = '\uFFFD';

    /** UTF-8 unless a byte-order mark says otherwise. */
    public static DecodedText utf8(byte[] bytes) {
        return utf8(bytes, 0, bytes.length);
    }

    /** As {@link #utf8(byte[])}, of a part of the array. */
    public static DecodedText utf8(byte[] bytes, int from, int length) {
        return of(bytes, from, length, StandardCharsets.UTF_8);
    }

    /** In this encoding unless a byte-order mark says otherwise. */
    public static DecodedText of(byte[] bytes, int from, int length, Charset otherwise) {
        Mark mark = Mark.of(bytes, from, length);
        Charset charset = mark.charset == null ? otherwise : mark.charset;
        int start = from + mark.length;
        String text = new String(bytes, start, from + length - start, charset);
        int replaced = count(text);
        if (replaced > 0) {
            // A document may hold U+FFFD itself: those are no fault of the encoding.
            byte[] own = "\uFFFD".getBytes(charset);
            replaced -= count(bytes, start, from + length, unmarked(own));
        }
        return new DecodedText(text, Math.max(0, replaced));
    }

    /** The encoding that a byte-order mark at the start declares, or null. */
    public static @Nullable Charset marked(byte[] bytes, int length) {
        return Mark.of(bytes, 0, length).charset;
    }

    private static byte[] unmarked(byte[] encoded) {
        Mark mark = Mark.of(encoded, 0, encoded.length);
        return mark.length == 0
                ? encoded
                : ByteBuffer.allocate(encoded.length - mark.length)
                        .put(encoded, mark.length, encoded.length - mark.length)
                        .array();
    }

    private static int count(String text) {
        int n = 0;
        for (int i = text.indexOf(REPLACEMENT); i >= 0; i = text.indexOf(REPLACEMENT, i + 1)) {
            n++;
        }
        return n;
    }

    private static int count(byte[] bytes, int from, int to, byte[] wanted) {
        int n = 0;
        if (wanted.length < 2) {
            return n;
        }
        for (int i = from; i + wanted.length <= to; i++) {
            int k = 0;
            while (k < wanted.length && bytes[i + k] == wanted[k]) {
                k++;
            }
            if (k == wanted.length) {
                n++;
                i += k - 1;
            }
        }
        return n;
    }

    private record Mark(@Nullable Charset charset, int length) {
        static Mark of(byte[] b, int from, int length) {
            if (length >= 3 && at(b, from) == 0xEF && at(b, from + 1) == 0xBB && at(b, from + 2) == 0xBF) {
                return new Mark(StandardCharsets.UTF_8, 3);
            }
            if (length >= 4
                    && at(b, from) == 0
                    && at(b, from + 1) == 0
                    && at(b, from + 2) == 0xFE
                    && at(b, from + 3) == 0xFF) {
                return new Mark(Charset.forName("UTF-32BE"), 4);
            }
            if (length >= 4
                    && at(b, from) == 0xFF
                    && at(b, from + 1) == 0xFE
                    && at(b, from + 2) == 0
                    && at(b, from + 3) == 0) {
                return new Mark(Charset.forName("UTF-32LE"), 4);
            }
            if (length >= 2 && at(b, from) == 0xFE && at(b, from + 1) == 0xFF) {
                return new Mark(StandardCharsets.UTF_16BE, 2);
            }
            if (length >= 2 && at(b, from) == 0xFF && at(b, from + 1) == 0xFE) {
                return new Mark(StandardCharsets.UTF_16LE, 2);
            }
            return new Mark(unmarkedXml(b, from, length), 0);
        }

        /** XML in wide characters without a mark begins with a tag all the same (XML 1.0, appendix F). */
        private static @Nullable Charset unmarkedXml(byte[] b, int from, int length) {
            if (length < 4) {
                return null;
            }
            int tag = at(b, from) << 24 | at(b, from + 1) << 16 | at(b, from + 2) << 8 | at(b, from + 3);
            if (tag == '<') {
                return Charset.forName("UTF-32BE");
            }
            if (tag == '<' << 24) {
                return Charset.forName("UTF-32LE");
            }
            if ((tag & 0xFFFFFF00) == '<' << 16 && tag << 24 != 0) {
                return StandardCharsets.UTF_16BE;
            }
            return (tag & 0xFFFF00FF) == '<' << 24 && (tag & 0xFF00) != 0 ? StandardCharsets.UTF_16LE : null;
        }

        private static int at(byte[] b, int i) {
            return b[i] & 0xFF;
        }
    }
}

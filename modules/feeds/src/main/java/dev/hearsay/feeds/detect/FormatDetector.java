package dev.hearsay.feeds.detect;

import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.text.DecodedText;
import java.util.Locale;
import java.util.Optional;

/** The format of a document by its first bytes; its name decides only between formats that look alike. */
final class FormatDetector {
    /** How many bytes are looked at. */
    static final int WINDOW = 64 * 1024;

    private FormatDetector() {}

    /** The format, if it is one that is read. */
    static Optional<Format> detect(byte[] head, int length, String name) {
        String text = DecodedText.utf8(head, 0, length).text();
        String start = text.stripLeading();
        String lower = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        boolean linesByName = lower.endsWith(".jsonl") || lower.endsWith(".ndjson");
        if (linesByName) {
            return Optional.of(Format.NINJS_LINES);
        }
        if (start.isEmpty()) {
            return lower.endsWith(".json") ? Optional.of(Format.NINJS) : Optional.of(Format.TEXT);
        }
        if (start.startsWith("{") || start.startsWith("[") || hasJsonLine(text)) {
            return Optional.of(hasJsonLine(text) ? Format.NINJS_LINES : Format.NINJS);
        }
        return binary(text) ? Optional.empty() : Optional.of(Format.TEXT);
    }

    /** Whether a line is an object by itself, or is longer than the window and starts like one. */
    private static boolean hasJsonLine(String text) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            boolean cut = end < 0;
            int to = cut ? text.length() : end;
            if (text.charAt(from) == '{' && to - from > 2) {
                String line = text.substring(from, to).stripTrailing();
                if (line.endsWith("}") || cut && text.length() >= WINDOW / 4) {
                    return true;
                }
            }
            from = to + 1;
        }
        return false;
    }

    private static boolean binary(String text) {
        int controls = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' || c == '\uFFFD') {
                controls++;
            }
        }
        return controls * 10L > text.length();
    }
}

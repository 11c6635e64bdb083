package dev.hearsay.feeds.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Plain text into paragraphs: blank lines part them. Between blank lines, a line longer than any wire wraps is a paragraph
 * of its own; else lines are wrapped ones and are joined, unless an indented line starts a paragraph or a short line that
 * ends a sentence ends one. White space is made plain: one space between words.
 */
public final class Paragraphs {
    /** Wires wrap at 60 to 80 columns; lines that are longer are paragraphs. */
    private static final int WIDEST_WRAP = 100;

    /** In narrower blocks, short lines mean nothing. */
    private static final int NARROWEST_WRAP = 45;

    private Paragraphs() {}

    /** The paragraphs of a text, none of them empty. */
    public static List<String> of(String text) {
        List<String> paragraphs = new ArrayList<>();
        List<String> block = new ArrayList<>();
        for (String line : lines(text)) {
            if (isBlank(line)) {
                flush(block, paragraphs);
            } else {
                block.add(line);
            }
        }
        flush(block, paragraphs);
        return paragraphs;
    }

    /** One line without surplus white space. */
    public static String line(String text) {
        int n = text.length();
        boolean plain = true;
        for (int i = 0; i < n && plain; i++) {
            char c = text.charAt(i);
            plain = c == ' '
                    ? i > 0 && i < n - 1 && text.charAt(i - 1) != ' '
                    : !isSpace(c) && (c >= ' ' || c == 0) && c != '\u007F';
        }
        if (plain) {
            return text;
        }
        StringBuilder out = new StringBuilder(n);
        boolean gap = false;
        for (int i = 0; i < n; i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                gap = out.length() > 0;
            } else if (c == 0 || c >= ' ' && c != '\u007F') {
                if (gap) {
                    out.append(' ');
                    gap = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private static Iterable<String> lines(String text) {
        Stream<String> lines = text.lines();
        return lines::iterator;
    }

    private static void flush(List<String> block, List<String> paragraphs) {
        if (block.isEmpty()) {
            return;
        }
        int widest = block.stream().mapToInt(String::length).max().orElse(0);
        boolean everyLine = widest > WIDEST_WRAP;
        StringBuilder paragraph = new StringBuilder();
        for (int i = 0; i < block.size(); i++) {
            String line = block.get(i);
            boolean starts = i > 0
                    && (everyLine || indented(line) && !indented(block.get(i - 1)) || closes(block.get(i - 1), widest));
            if (starts) {
                add(paragraph, paragraphs);
            }
            paragraph.append(line).append(' ');
        }
        add(paragraph, paragraphs);
        block.clear();
    }

    private static void add(StringBuilder paragraph, List<String> paragraphs) {
        String line = line(paragraph.toString());
        if (!line.isEmpty()) {
            paragraphs.add(line);
        }
        paragraph.setLength(0);
    }

    /** Whether a line ends a sentence well before the width of its block. */
    private static boolean closes(String line, int widest) {
        String end = line.stripTrailing();
        return widest > NARROWEST_WRAP
                && end.length() < widest * 2 / 3
                && !end.isEmpty()
                && ".!?\"'\u201D\u2019".indexOf(end.charAt(end.length() - 1)) >= 0;
    }

    private static boolean indented(String line) {
        return line.startsWith("  ") || line.startsWith("\t") || line.startsWith("\u3000");
    }

    private static boolean isBlank(String line) {
        for (int i = 0; i < line.length(); i++) {
            if (!isSpace(line.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085' || c == '\u200B' || c == '\uFEFF';
    }
}

package dev.hearsay.extract;

/**
 * A piece of a text, in Unicode code points.
 *
 * @param start first code point, counted from 0
 * @param end one past the last code point; more than start
 */
public record TextSpan(int start, int end) implements Comparable<TextSpan> {
    /** Refuses a span that is empty or lies before the text. */
    public TextSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no span: " + start + " to " + end);
        }
    }

    /** Length in code points. */
    public int length() {
        return end - start;
    }

    /** Whether the two share a code point. */
    public boolean overlaps(TextSpan other) {
        return start < other.end && other.start < end;
    }

    @Override
    public int compareTo(TextSpan other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }
}

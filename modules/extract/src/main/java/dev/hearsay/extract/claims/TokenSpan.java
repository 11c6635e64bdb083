package dev.hearsay.extract.claims;

/**
 * Consecutive tokens.
 *
 * @param start first token
 * @param end one past the last token; more than start
 */
public record TokenSpan(int start, int end) implements Comparable<TokenSpan> {
    /** Refuses a span without a token. */
    public TokenSpan {
        if (start < 0 || end <= start) {
            throw new IllegalArgumentException("no tokens: " + start + " to " + end);
        }
    }

    /** Whether a token lies in it. */
    public boolean contains(int token) {
        return token >= start && token < end;
    }

    /** Whether the two share a token. */
    public boolean overlaps(TokenSpan other) {
        return start < other.end && other.start < end;
    }

    @Override
    public int compareTo(TokenSpan other) {
        int byStart = Integer.compare(start, other.start);
        return byStart != 0 ? byStart : Integer.compare(end, other.end);
    }
}

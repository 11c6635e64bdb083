package dev.hearsay.extract.claims;

import java.util.List;

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

    /** Share of the tokens of two lists of disjoint spans that both have. */
    public static double jaccard(List<TokenSpan> some, List<TokenSpan> others) {
        int shared = 0;
        for (TokenSpan one : some) {
            for (TokenSpan other : others) {
                shared += Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
            }
        }
        return shared == 0 ? 0 : shared / (double) (size(some) + size(others) - shared);
    }

    private static int size(List<TokenSpan> spans) {
        return spans.stream().mapToInt(span -> span.end - span.start).sum();
    }
}

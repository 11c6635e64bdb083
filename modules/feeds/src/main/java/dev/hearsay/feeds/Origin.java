package dev.hearsay.feeds;

/**
 * Where a document stood.
 *
 * @param source file name or other name of the source, as a person would look for it
 * @param line first line of the document, from 1; 0 where lines mean nothing
 */
public record Origin(String source, long line) {
    /** A document that is a whole file. */
    public static Origin of(String source) {
        return new Origin(source, 0);
    }

    /** The same source, at this line. */
    public Origin at(long newLine) {
        return new Origin(source, newLine);
    }

    /** {@code file:line}, or the source alone. */
    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : source;
    }
}

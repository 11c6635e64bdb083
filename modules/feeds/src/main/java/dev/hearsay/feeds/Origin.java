package dev.hearsay.feeds;

/**
 * Where a document stood.
 *
 * @param source file name or other name of the source, as a person would look for it
 * @param line first line of the document, from 1; 0 where lines mean nothing
 * @param entry number of the document in its file, from 1; 0 where it is the file
 */
public record Origin(String source, long line, long entry) {
    /** A document that is a whole file. */
    public static Origin of(String source) {
        return new Origin(source, 0, 0);
    }

    /** The same source, at this line. */
    public Origin at(long newLine) {
        return new Origin(source, newLine, 0);
    }

    /** The same source, the entry of this number. */
    public Origin entry(long number) {
        return new Origin(source, 0, number);
    }

    /** {@code file:line}, {@code file#entry}, or the source alone. */
    @Override
    public String toString() {
        return line > 0 ? source + ":" + line : entry > 0 ? source + "#" + entry : source;
    }
}

package dev.hearsay.feeds;

/**
 * Bounds on what is read, so that no document can take the reader's memory or time.
 *
 * @param documentBytes most bytes of one document after unpacking (of one line in a file of lines)
 * @param depth deepest nesting of JSON or XML
 * @param unpackRatio most unpacked bytes for one packed byte, once {@code unpackGrace} bytes have come out
 * @param unpackGrace unpacked bytes that are not yet held against the ratio
 * @param archiveEntries most entries of one archive
 */
public record ReadLimits(int documentBytes, int depth, int unpackRatio, long unpackGrace, int archiveEntries) {
    /** 32 MiB a document, 100 levels, 250 bytes out of one after the first 16 MiB, 100,000 entries. */
    public static final ReadLimits DEFAULT = new ReadLimits(32 << 20, 100, 250, 16L << 20, 100_000);
}

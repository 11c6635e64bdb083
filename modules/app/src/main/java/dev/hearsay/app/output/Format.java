package dev.hearsay.app.output;

/** How a command prints rows. */
public enum Format {
    /** Aligned columns for people. */
    TABLE,
    /** An array of objects, one a line, fields in a fixed order: equal data gives equal bytes. */
    JSON,
    /** RFC 4180 with a header line, lines ending in LF. */
    CSV
}

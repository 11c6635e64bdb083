package dev.hearsay.store;

import java.util.Locale;

/** What is counted of an actor. */
public enum Measure {
    /** Distinct statements: the headline number. */
    STATEMENTS("statements", "statements"),
    /** Claims with act STATEMENT, at most one per story, actor and content. */
    REPORTS("reports", "reports"),
    /** Outlets with at least one report. */
    OUTLETS("outlets", "outlets"),
    /** Stories with at least one report. */
    ARTICLES("articles", "articles"),
    /** Statements of type DIRECT. */
    DIRECT("direct", "direct"),
    /** Statements of type INDIRECT. */
    INDIRECT("indirect", "indirect"),
    /** Statements of type MIXED. */
    MIXED("mixed", "mixed"),
    /** Claims with act NON_RESPONSE. */
    NON_RESPONSES("nonResponses", "non_responses");

    private final String label;
    private final String column;

    Measure(String label, String column) {
        this.label = label;
        this.column = column;
    }

    /** Its name in records and output, such as {@code nonResponses}. */
    public String label() {
        return label;
    }

    String column() {
        return column;
    }

    /**
     * The measure of a label, whatever its case.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Measure of(String label) {
        for (Measure measure : values()) {
            if (measure.label.toLowerCase(Locale.ROOT).equals(label.toLowerCase(Locale.ROOT))
                    || measure.column.equals(label.toLowerCase(Locale.ROOT))) {
                return measure;
            }
        }
        throw new IllegalArgumentException("'" + label + "' is no measure of an actor");
    }
}

package dev.hearsay.extract;

/** How the content of a claim stands in the text. */
public enum QuoteType {
    /** All of it in quotation marks. */
    DIRECT,
    /** None of it. */
    INDIRECT,
    /** Part of it. */
    MIXED
}

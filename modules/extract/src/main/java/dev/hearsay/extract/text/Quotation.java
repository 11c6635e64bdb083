package dev.hearsay.extract.text;

/**
 * One outermost quotation within a paragraph.
 *
 * @param start token of the opening mark
 * @param end one past the closing mark, or the end of the paragraph
 * @param closed whether it has a closing mark
 * @param continued whether the next quotation goes on with it, as the custom is when a speech has several paragraphs
 */
public record Quotation(int start, int end, boolean closed, boolean continued) {}

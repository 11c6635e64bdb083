package dev.hearsay.store;

/**
 * A piece of an article's text.
 *
 * @param start first code point
 * @param end one past the last code point
 */
public record TextSpan(int start, int end) {}

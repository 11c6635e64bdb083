package dev.hearsay.web.trends;

import dev.hearsay.store.NamedEntity;

/**
 * A count that stands out.
 *
 * @param observed in the window
 * @param expected what its history lets expect in a window
 * @param surprise −log10 of the probability of so much or more, given that history: 2 is one chance in a hundred, 3 one in
 *     a thousand
 */
public record Trend(NamedEntity actor, long observed, double expected, double surprise) {}

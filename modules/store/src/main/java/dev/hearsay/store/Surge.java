package dev.hearsay.store;

/**
 * Counts of an actor or entity in one window and in the windows before it.
 *
 * @param observed in the window
 * @param before in all windows before, together
 */
public record Surge(NamedEntity actor, long observed, long before) {}

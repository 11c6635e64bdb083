package dev.hearsay.store;

/**
 * Mentions of an entity in one hour.
 *
 * @param at an hour such as {@code 2026-11-23T14Z}
 */
public record MentionsAt(String at, long mentions, long stories) {}

package dev.hearsay.store;

/**
 * How often an entity is named in the scope of a query.
 *
 * @param mentions occurrences of its name in live stories
 * @param stories live stories that name it
 */
public record EntityTotal(NamedEntity entity, long mentions, long stories) {}

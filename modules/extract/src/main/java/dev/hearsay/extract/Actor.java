package dev.hearsay.extract;

/**
 * Whoever made a claim, resolved to the fullest name in the story.
 *
 * @param id normalised name, see {@link NormalizedName}
 * @param name fullest name in the story
 */
public record Actor(String id, String name, EntityType type) {}

package dev.hearsay.extract;

import java.util.List;
import java.util.Optional;

/**
 * Somebody or something that a story names.
 *
 * @param id normalised fullest name, see {@link NormalizedName}; two entities of a story may share it when they differ in type
 * @param name fullest name in the story
 * @param role what the text says the entity is, such as {@code chief compliance officer}
 * @param affiliation organization or place that the text ties the entity to
 * @param mentions occurrences of its names in text order; not pronouns; empty for an actor of whom only other words speak
 */
public record Entity(
        String id,
        String name,
        EntityType type,
        Optional<String> role,
        Optional<String> affiliation,
        List<TextSpan> mentions) {
    /** Copies the mentions. */
    public Entity {
        mentions = List.copyOf(mentions);
    }
}

package dev.hearsay.extract.mentions;

import dev.hearsay.extract.EntityType;

/**
 * One occurrence of a name.
 *
 * @param start first token; titles and articles before the name are not part of it
 * @param end one past the last token
 */
public record Mention(int start, int end, EntityType type) {}

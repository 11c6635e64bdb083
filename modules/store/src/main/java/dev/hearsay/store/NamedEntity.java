package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;

/**
 * Who or what a row names.
 *
 * @param id actor or entity id
 * @param name the name to show
 */
public record NamedEntity(String id, String name, ActorType type) {}

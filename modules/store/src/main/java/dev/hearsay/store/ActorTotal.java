package dev.hearsay.store;

/** An actor and its counts in the scope of a query. */
public record ActorTotal(NamedEntity actor, Measures measures) {}

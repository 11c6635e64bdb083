package dev.hearsay.extract.evaluation;

/** What is measured of actors. */
public enum ActorMetric {
    /** Statements of actors: of each pair of matching names, as many as both sides have. */
    ACTOR_STATEMENTS,
    /** Actors with a statement, whatever their number. */
    ACTORS
}

package dev.hearsay.extract.evaluation;

/** What is measured of names: all of them, those of one type, and all whatever their type. */
public enum EntityMetric {
    /** Persons, organizations and places: a name is right if its span and its type are. */
    ALL,
    /** Organizations. */
    ORGANIZATION,
    /** Persons. */
    PERSON,
    /** Places. */
    PLACE,
    /** The same names as {@link #ALL}, right if the span is. */
    SPAN
}

package dev.hearsay.extract;

/** What a named thing is. */
public enum EntityType {
    /** A human being. */
    PERSON,
    /** A company, agency, party, newspaper, team, or other body. */
    ORGANIZATION,
    /** A country, city, region, building or other place. */
    PLACE,
    /** Anything else that has a name. */
    MISC
}

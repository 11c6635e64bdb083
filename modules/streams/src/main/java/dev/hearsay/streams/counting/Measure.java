package dev.hearsay.streams.counting;

/** What a row counts; a row of an actor has 0 mentions and stories, one of an entity 0 of all others. */
enum Measure {
    STATEMENTS,
    REPORTS,
    ARTICLES,
    DIRECT,
    INDIRECT,
    MIXED,
    NON_RESPONSES,
    MENTIONS,
    STORIES
}

package dev.hearsay.feeds;

/** Why a document gave no article. */
public enum Refusal {
    /** It breaks the rules of its format, or of its encoding. */
    MALFORMED,
    /** What an article cannot be without is missing: an id, a body. */
    INCOMPLETE,
    /** It, or its text, exceeds a limit. */
    TOO_LARGE,
    /** It is well-formed and no story: a picture, an event, a planning item. */
    NOT_A_STORY,
    /** No format that is read here. */
    UNKNOWN_FORMAT,
    /** The source could not be read (to its end). */
    UNREADABLE,
    /** The broker will never accept it. */
    UNPUBLISHABLE
}

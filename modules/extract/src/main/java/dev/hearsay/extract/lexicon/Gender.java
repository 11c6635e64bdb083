package dev.hearsay.extract.lexicon;

/** Which pronoun a text uses of somebody. */
public enum Gender {
    /** He. */
    MALE,
    /** She. */
    FEMALE,
    /** Not known, or both. */
    UNKNOWN
}

package dev.hearsay.feeds;

/**
 * Something that a reader of a document should know although the article was accepted.
 *
 * @param kind what it is about; reports count by it
 * @param message one sentence
 */
public record Warning(Kind kind, String message) {
    /** Kinds of warnings. */
    public enum Kind {
        /** The status is none that is known: the story is withheld. */
        UNKNOWN_STATUS,
        /** No language is declared. */
        NO_LANGUAGE,
        /** What is declared is no language tag. */
        BAD_LANGUAGE,
        /** Neither version nor creation time. */
        NO_TIME,
        /** A time that is no time, or that lacks its zone. */
        BAD_TIME,
        /** A time before 1800 or more than a day ahead. */
        ABSURD_TIME,
        /** Bytes that are no text in the document's encoding, each read as U+FFFD. */
        BAD_ENCODING,
        /** U+0000 or lone surrogates, each read as U+FFFD. */
        BAD_CHARACTERS,
        /** A field for display was longer than is kept. */
        SHORTENED,
        /** The document does not say who issued it: derived from its id, or a stand-in. */
        NO_PROVIDER,
        /** It has no id of its own kind; another field had to serve. */
        NO_ID,
        /** Its format has versions, and it has none. */
        NO_VERSION,
        /** It names another document without taking it back. */
        REFERS,
        /** The document replaces others, or was replaced. */
        REPLACES,
        /** Text that asks to kill or hold something; shown, never obeyed. */
        PROSE_KILL,
        /** The document breaks its format in a way that could be mended. */
        MENDED
    }

    @Override
    public String toString() {
        return message;
    }
}

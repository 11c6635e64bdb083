package dev.hearsay.extract;

/** What kind of act a claim reports. */
public enum Act {
    /** The source communicated something. */
    STATEMENT,
    /** The source explicitly did not: declined to comment, did not respond. */
    NON_RESPONSE,
    /** An inner state: thinks, wants, hopes, fears. */
    ATTITUDE,
    /** Not (yet) communicated: is expected to say, would say, if she said. */
    ANTICIPATED,
    /** Any other act that stands like a report: imposed, hired, introduced. */
    OTHER;

    /** Whether claims of this act count as statements. */
    public boolean counted() {
        return this == STATEMENT;
    }
}

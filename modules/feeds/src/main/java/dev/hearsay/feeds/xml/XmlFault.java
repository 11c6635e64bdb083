package dev.hearsay.feeds.xml;

import dev.hearsay.feeds.Refusal;

/** XML that cannot be read on; the message says where and why, in one sentence. */
public final class XmlFault extends Exception {
    private final Refusal kind;

    XmlFault(Refusal kind, String message) {
        super(message);
        this.kind = kind;
    }

    /** How the document is to be refused. */
    public Refusal kind() {
        return kind;
    }

    /** The sentence. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}

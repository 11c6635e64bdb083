package dev.hearsay.app.evaluate;

/** A token and its tag: {@code O}, or {@code B-}, {@code I-}, {@code E-} or {@code S-} and a type. */
record TaggedToken(String token, String tag) {
    /** The type after the first hyphen; empty outside of names. */
    String type() {
        int hyphen = tag.indexOf('-');
        return hyphen < 0 ? "" : tag.substring(hyphen + 1);
    }

    boolean begins() {
        return tag.startsWith("B") || tag.startsWith("S");
    }

    boolean ends() {
        return tag.startsWith("E") || tag.startsWith("S");
    }
}

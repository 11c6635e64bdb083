package dev.hearsay.feeds;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Wire formats that are read. */
public enum Format {
    /** One ninjs document, an array of them, or several one after the other. */
    NINJS("ninjs"),
    /** One ninjs document on each line. */
    NINJS_LINES("ninjs-jsonl"),
    /** Plain text, the headline on its first line. */
    TEXT("text");

    private final String label;

    Format(String label) {
        this.label = label;
    }

    /** The name that people write. */
    public String label() {
        return label;
    }

    /** The format of that name, in any case. */
    public static Optional<Format> named(String name) {
        String wanted = name.strip().toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).filter(f -> f.label.equals(wanted)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
    }
}

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
    /** NewsML-G2, a news item or a news message. */
    NEWSML_G2("newsml-g2"),
    /** NITF 3.x. */
    NITF("nitf"),
    /** RSS of any version, RDF or Atom. */
    SYNDICATION("rss"),
    /** A web page. */
    HTML("html"),
    /** A table with a header line: which column is what, the column map says. */
    CSV("csv"),
    /** One JSON object on each line: which field is what, the column map says. */
    JSON_LINES("jsonl"),
    /** A web archive, WARC or ARC: its HTML pages. */
    WARC("warc"),
    /** Plain text, the headline on its first line; optional front matter. */
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
        String meant = wanted.equals("atom") || wanted.equals("rdf") ? SYNDICATION.label : wanted;
        return Arrays.stream(values()).filter(f -> f.label.equals(meant)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Format::label).collect(Collectors.joining(", "));
    }
}

package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;

/** Cuts a text into pieces that are read on their own, so that memory and work stay bounded: at paragraphs where that is possible. */
final class Pieces {
    /** Most tokens of a piece. */
    static final int LONGEST = 1536;

    private Pieces() {}

    /** First tokens of the pieces, and the number of tokens at the end. */
    static List<Integer> edges(Document document) {
        List<Integer> edges = new ArrayList<>();
        int at = 0;
        edges.add(0);
        while (document.size() - at > LONGEST) {
            int paragraph = document.paragraphOf(at + LONGEST);
            int start = document.paragraphStart(paragraph);
            at = start > at + LONGEST / 2 ? start : at + LONGEST;
            edges.add(at);
        }
        if (document.size() > at) {
            edges.add(document.size());
        }
        return edges;
    }
}

package dev.hearsay.extract.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Pairs quotation marks within each paragraph: typographic, straight, doubled ({@code ``} and {@code ''}), angular and
 * single ones, nested to any depth. A straight mark opens or closes by the white space beside it, and by turns where that
 * does not tell. A mark left open runs to the end of its paragraph; a closing mark without an opening one is no mark. A quotation
 * that is left open and taken up by an opening mark at the head of the next paragraph goes on there. Each token is
 * visited a fixed number of times.
 */
final class Quotations {
    private static final int NONE = 0;
    private static final int OPEN = 1;
    private static final int CLOSE = 2;
    private static final int EITHER = 3;

    private static final int DOUBLE = 1;
    private static final int SINGLE = 2;
    private static final int ANGULAR = 3;

    /** Deeper nesting is counted no more. */
    private static final int MAX_DEPTH = 8;

    private final Document document;
    private final List<Quotation> outermost = new ArrayList<>();
    private final int[] of;
    private final byte[] depths;
    private final int[] stackKind = new int[MAX_DEPTH];
    private final int[] stackStart = new int[MAX_DEPTH];
    private int depth;

    private Quotations(Document document) {
        this.document = document;
        this.of = new int[document.size()];
        this.depths = new byte[document.size()];
    }

    static Quotations of(Document document) {
        Quotations quotations = new Quotations(document);
        quotations.pair();
        return quotations;
    }

    List<Quotation> outermost() {
        return List.copyOf(outermost);
    }

    int of(int token) {
        return of[token];
    }

    int depth(int token) {
        return depths[token];
    }

    private void pair() {
        int[] lastSingleClose = new int[document.paragraphs()];
        for (int p = 0; p < document.paragraphs(); p++) {
            lastSingleClose[p] = lastSingleClose(p);
        }
        for (int p = 0; p < document.paragraphs(); p++) {
            paragraph(p, lastSingleClose[p]);
        }
        joinParagraphs();
        Arrays.fill(of, -1);
        for (int q = 0; q < outermost.size(); q++) {
            Arrays.fill(of, outermost.get(q).start(), outermost.get(q).end(), q);
        }
    }

    /** The last token of a paragraph that can close a single quotation, or -1. */
    private int lastSingleClose(int paragraph) {
        for (int i = document.paragraphEnd(paragraph) - 1; i >= document.paragraphStart(paragraph); i--) {
            String form = document.form(i);
            if ((form.equals("'") || form.equals("\u2019")) && !document.spaceBefore(i)) {
                return i;
            }
        }
        return -1;
    }

    private void paragraph(int p, int lastSingleClose) {
        depth = 0;
        int end = document.paragraphEnd(p);
        for (int i = document.paragraphStart(p); i < end; i++) {
            int kind = kind(document.form(i));
            int before = depth;
            if (kind != NONE) {
                mark(i, kind, end, lastSingleClose);
            }
            depths[i] = (byte) Math.max(before, depth);
        }
        if (depth > 0) {
            outermost.add(new Quotation(stackStart[0], end, false, false));
        }
    }

    private void mark(int token, int kind, int end, int lastSingleClose) {
        int role = role(token, kind, end, lastSingleClose);
        if (role == EITHER) {
            role = innermostOf(kind) >= 0 ? CLOSE : OPEN;
        }
        if (role == OPEN) {
            // a mark that opens while the same kind is open, with no single one between, was left unclosed
            int open = innermostOf(kind);
            if (open >= 0 && open == depth - 1 && kind != SINGLE) {
                if (open == 0) {
                    outermost.add(new Quotation(stackStart[0], token, false, false));
                }
                depth = open;
            }
            if (depth < MAX_DEPTH) {
                stackKind[depth] = kind;
                stackStart[depth] = token;
                depth++;
            }
        } else if (role == CLOSE) {
            int open = innermostOf(kind);
            if (open >= 0) {
                depth = open;
                if (open == 0) {
                    outermost.add(new Quotation(stackStart[0], token + 1, true, false));
                }
            }
        }
    }

    private int innermostOf(int kind) {
        for (int d = depth - 1; d >= 0; d--) {
            if (stackKind[d] == kind) {
                return d;
            }
        }
        return -1;
    }

    private static int kind(String form) {
        switch (form) {
            case "\"", "''", "``", "\u201C", "\u201D", "\u201E", "\u201F":
                return DOUBLE;
            case "'", "\u2018", "\u2019", "`":
                return SINGLE;
            case "\u00AB", "\u00BB":
                return ANGULAR;
            default:
                return NONE;
        }
    }

    private int role(int token, int kind, int end, int lastSingleClose) {
        String form = document.form(token);
        boolean before = document.spaceBefore(token) || opensAfter(document.form(token - 1));
        boolean after = document.spaceAfter(token) || token + 1 < end && punctuation(document.form(token + 1));
        switch (form) {
            case "\u201C":
                // German low-high pairs close with the mark that opens in English
                return !before && after && innermostOf(kind) >= 0 ? CLOSE : OPEN;
            case "\u201E", "\u201F", "``", "\u00AB":
                return OPEN;
            case "\u201D":
                // some outlets write the closing mark on both sides
                return before && !after && innermostOf(kind) < 0 ? OPEN : CLOSE;
            case "\u00BB":
                return CLOSE;
            case "\u2018":
                return lastSingleClose > token ? OPEN : NONE;
            case "`":
                return before && !after && lastSingleClose > token ? OPEN : NONE;
            case "\u2019":
                return closesSingle(token, after, lastSingleClose) ? CLOSE : NONE;
            case "'":
                if (before && !after) {
                    return innermostOf(SINGLE) < 0 && lastSingleClose > token + 1 ? OPEN : NONE;
                }
                return closesSingle(token, after, lastSingleClose) ? CLOSE : NONE;
            default:
                if (before && !after) {
                    return OPEN;
                }
                if (after && !before) {
                    return digitsOnly(token - 1) && innermostOf(kind) < 0 ? NONE : CLOSE;
                }
                return EITHER;
        }
    }

    /** Whether an apostrophe after a word closes a quotation rather than marks a possessive plural. */
    private boolean closesSingle(int token, boolean after, int lastSingleClose) {
        if (innermostOf(SINGLE) < 0 || document.spaceBefore(token) || !after) {
            return false;
        }
        String previous = document.form(token - 1);
        boolean plural = previous.endsWith("s") && previous.length() > 1;
        boolean wordFollows = token + 1 < document.size()
                && Character.isLetter(document.form(token + 1).codePointAt(0));
        return !(plural && wordFollows && lastSingleClose > token);
    }

    private boolean digitsOnly(int token) {
        return Character.isDigit(document.form(token).charAt(0));
    }

    private static boolean opensAfter(String form) {
        switch (form) {
            case "(", "[", "{", "\u2014", "\u2013", "--", "-", "\u201C", "\u2018", "\"", "``", "'", "/", ":":
                return true;
            default:
                return false;
        }
    }

    private static boolean punctuation(String form) {
        switch (form) {
            case ".",
                    ",",
                    ";",
                    ":",
                    "!",
                    "?",
                    ")",
                    "]",
                    "}",
                    "\u2014",
                    "\u2013",
                    "--",
                    "-",
                    "\u201D",
                    "\u2019",
                    "\"",
                    "''",
                    "'",
                    "'s",
                    "\u2019s",
                    "...",
                    "\u2026",
                    "/":
                return true;
            default:
                return false;
        }
    }

    private void joinParagraphs() {
        for (int q = 0; q + 1 < outermost.size(); q++) {
            Quotation one = outermost.get(q);
            Quotation next = outermost.get(q + 1);
            int paragraph = document.paragraphOf(one.start());
            if (!one.closed()
                    && one.end() == document.paragraphEnd(paragraph)
                    && document.paragraphOf(next.start()) == paragraph + 1
                    && next.start() == one.end()) {
                outermost.set(q, new Quotation(one.start(), one.end(), false, true));
            }
        }
    }
}

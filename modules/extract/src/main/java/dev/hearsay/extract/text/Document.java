package dev.hearsay.extract.text;

import dev.hearsay.extract.TextSpan;
import java.util.List;
import java.util.Locale;

/**
 * A text cut into paragraphs, sentences and tokens, with its quotations paired and its debris marked. All offsets that
 * it gives are code points into the text; tokens, sentences and paragraphs are counted from 0, and ends are exclusive.
 * Immutable.
 */
public final class Document {
    /** Most tokens that are read; the rest of a longer text is left out, see {@link #truncated()}. */
    public static final int MAX_TOKENS = 200_000;

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int[] pointStarts;
    private final int[] pointEnds;
    private final String[] forms;
    private final String[] lower;
    private final int[] paragraphStarts;
    private final int[] sentenceStarts;
    private final int[] sentenceOf;
    private final int[] paragraphOf;
    private final Quotations quotations;
    private final Layout layout;
    private final boolean truncated;

    private Document(String text, int maxTokens) {
        this.text = text;
        Tokens tokens = Tokenizer.tokens(text, maxTokens);
        starts = tokens.starts();
        ends = tokens.ends();
        truncated = tokens.size() == maxTokens && restHasText();
        pointStarts = points(starts);
        pointEnds = points(ends);
        forms = forms();
        lower = lower();
        paragraphStarts = Paragraphs.firstTokens(text, starts);
        paragraphOf = numbers(paragraphStarts);
        sentenceStarts = Sentences.firstTokens(this);
        sentenceOf = numbers(sentenceStarts);
        quotations = Quotations.of(this);
        layout = Layout.of(this);
    }

    /** Reads a text. */
    public static Document of(String text) {
        return new Document(text, MAX_TOKENS);
    }

    private boolean restHasText() {
        return !text.substring(ends.length == 0 ? 0 : ends[ends.length - 1]).isBlank();
    }

    private int[] points(int[] units) {
        int[] points = new int[units.length];
        int unit = 0;
        int pairs = 0;
        for (int i = 0; i < units.length; i++) {
            for (; unit < units[i]; unit++) {
                if (Character.isHighSurrogate(text.charAt(unit))
                        && unit + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(unit + 1))) {
                    unit++;
                    pairs++;
                }
            }
            points[i] = units[i] - pairs;
        }
        return pairs == 0 ? units : points;
    }

    private String[] forms() {
        String[] all = new String[starts.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = text.substring(starts[i], ends[i]);
        }
        return all;
    }

    private String[] lower() {
        String[] all = new String[forms.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = forms[i].toLowerCase(Locale.ROOT);
        }
        return all;
    }

    private int[] numbers(int[] firsts) {
        int[] numbers = new int[starts.length];
        for (int i = 0, part = -1; i < numbers.length; i++) {
            if (part + 1 < firsts.length && firsts[part + 1] == i) {
                part++;
            }
            numbers[i] = part;
        }
        return numbers;
    }

    /** The text that was read, whole. */
    public String text() {
        return text;
    }

    /** Whether tokens were left out at the end. */
    public boolean truncated() {
        return truncated;
    }

    /** Number of tokens. */
    public int size() {
        return starts.length;
    }

    /** First code point of a token. */
    public int start(int token) {
        return pointStarts[token];
    }

    /** One past the last code point of a token. */
    public int end(int token) {
        return pointEnds[token];
    }

    /** The token as it stands in the text. */
    public String form(int token) {
        return forms[token];
    }

    /** The token in lower case. */
    public String lower(int token) {
        return lower[token];
    }

    /** Code points from the start of one token to the end of the last before another. */
    public TextSpan span(int from, int to) {
        return new TextSpan(pointStarts[from], pointEnds[to - 1]);
    }

    /** The text from the start of one token to the end of the last before another. */
    public String text(int from, int to) {
        return from >= to ? "" : text.substring(starts[from], ends[to - 1]);
    }

    /** Whether white space, or the beginning of the text, stands before a token. */
    public boolean spaceBefore(int token) {
        return token == 0 || ends[token - 1] < starts[token];
    }

    /** Whether white space, or the end of the text, stands after a token. */
    public boolean spaceAfter(int token) {
        return token == size() - 1 || ends[token] < starts[token + 1];
    }

    /** Number of sentences. */
    public int sentences() {
        return sentenceStarts.length;
    }

    /** The sentence of a token. A sentence never leaves its paragraph. */
    public int sentenceOf(int token) {
        return sentenceOf[token];
    }

    /** First token of a sentence. */
    public int sentenceStart(int sentence) {
        return sentenceStarts[sentence];
    }

    /** One past the last token of a sentence. */
    public int sentenceEnd(int sentence) {
        return sentence + 1 < sentenceStarts.length ? sentenceStarts[sentence + 1] : size();
    }

    /** Number of paragraphs. */
    public int paragraphs() {
        return paragraphStarts.length;
    }

    /** The paragraph of a token. */
    public int paragraphOf(int token) {
        return paragraphOf[token];
    }

    /** First token of a paragraph. */
    public int paragraphStart(int paragraph) {
        return paragraphStarts[paragraph];
    }

    /** One past the last token of a paragraph. */
    public int paragraphEnd(int paragraph) {
        return paragraph + 1 < paragraphStarts.length ? paragraphStarts[paragraph + 1] : size();
    }

    /** What a paragraph is. */
    public Part part(int paragraph) {
        return layout.part(paragraph);
    }

    /** Whether a paragraph is neither headline nor story. */
    public boolean boilerplate(int paragraph) {
        return layout.part(paragraph).boilerplate();
    }

    /** First token of a paragraph's own text: after a dateline, if one opens it. */
    public int bodyStart(int paragraph) {
        int dateline = layout.datelineEnd();
        return dateline > paragraphStart(paragraph) && dateline <= paragraphEnd(paragraph)
                ? dateline
                : paragraphStart(paragraph);
    }

    /** The outermost quotations, in text order. */
    public List<Quotation> quotations() {
        return quotations.outermost();
    }

    /** Number of the outermost quotation that a token stands in, its marks included; -1 for none. */
    public int quotationOf(int token) {
        return quotations.of(token);
    }

    /** In how many quotations a token stands, marks included. */
    public int quoteDepth(int token) {
        return quotations.depth(token);
    }
}

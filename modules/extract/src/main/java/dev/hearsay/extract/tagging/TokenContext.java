package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Quotation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the network knows of a token from its place: quotation, sentence, paragraph, and the other uses of its word in the text. */
public final class TokenContext {
    /** Rows of each table, in the order of {@link #rows(int)}. */
    static final int[] ROWS = {64, 32, 32, 64, 16, 16};

    private static final int LOWER = 1;
    private static final int CAPITAL = 2;

    private final Document document;
    private final List<Quotation> quotations;
    private final byte[] uses;

    private TokenContext(Document document, byte[] uses) {
        this.document = document;
        this.quotations = document.quotations();
        this.uses = uses;
    }

    /** Reads the places of all tokens. */
    public static TokenContext of(Document document) {
        Map<String, Integer> seen = new HashMap<>();
        String[] keys = new String[document.size()];
        for (int i = 0; i < keys.length; i++) {
            WordForm word = new WordForm(document.form(i));
            keys[i] = word.key();
            if (word.letter()) {
                boolean first = i == document.sentenceStart(document.sentenceOf(i));
                int use = !word.capital() ? LOWER : first ? 0 : CAPITAL;
                seen.merge(keys[i], use, (a, b) -> a | b);
            }
        }
        byte[] uses = new byte[keys.length];
        for (int i = 0; i < keys.length; i++) {
            WordForm word = new WordForm(document.form(i));
            if (word.letter()) {
                boolean first = i == document.sentenceStart(document.sentenceOf(i));
                uses[i] = (byte) (1 + (word.capital() ? first ? 1 : 2 : 0) * 4 + seen.get(keys[i]));
            }
        }
        return new TokenContext(document, uses);
    }

    /** Rows of a token in the context tables. */
    public int[] rows(int token) {
        int sentence = document.sentenceOf(token);
        int paragraph = document.paragraphOf(token);
        int fromStart = token - document.sentenceStart(sentence);
        int toEnd = document.sentenceEnd(sentence) - 1 - token;
        int sentenceInParagraph = sentence - document.sentenceOf(document.paragraphStart(paragraph));
        boolean lastSentence = document.sentenceEnd(sentence) == document.paragraphEnd(paragraph);
        return new int[] {
            quotation(token),
            distance(fromStart) * 4 + Math.min(sentenceInParagraph, 3),
            distance(toEnd) * 2 + (lastSentence ? 1 : 0),
            document.part(paragraph).ordinal() * 5 + bucket(paragraph),
            (document.spaceBefore(token) ? 1 : 0)
                    + (document.spaceAfter(token) ? 2 : 0)
                    + (token < document.bodyStart(paragraph) ? 4 : 0)
                    + (continues(paragraph) ? 8 : 0),
            uses[token]
        };
    }

    private int quotation(int token) {
        int number = document.quotationOf(token);
        if (number < 0) {
            return 0;
        }
        Quotation quotation = quotations.get(number);
        int length = quotation.end() - quotation.start();
        int place = token == quotation.start() ? 0 : token == quotation.end() - 1 && quotation.closed() ? 2 : 1;
        int size = length <= 4 ? 0 : length <= 8 ? 1 : length <= 18 ? 2 : 3;
        int kind = document.quoteDepth(token) > 1 ? 3 : quotation.continued() ? 2 : quotation.closed() ? 0 : 1;
        return 1 + (kind * 4 + size) * 3 + place;
    }

    /** Whether a quotation of the paragraph before goes on in this one. */
    private boolean continues(int paragraph) {
        int start = document.paragraphStart(paragraph);
        int number = document.quotationOf(start);
        return number > 0 && quotations.get(number - 1).continued();
    }

    private static int distance(int tokens) {
        return tokens <= 2 ? tokens : tokens <= 4 ? 3 : tokens <= 8 ? 4 : tokens <= 16 ? 5 : tokens <= 32 ? 6 : 7;
    }

    private static int bucket(int paragraph) {
        return paragraph <= 2 ? paragraph : paragraph <= 6 ? 3 : 4;
    }
}

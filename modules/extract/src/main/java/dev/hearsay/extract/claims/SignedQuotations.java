package dev.hearsay.extract.claims;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Quotations with their speaker behind a dash: a paragraph of quotation that ends in "― Mira Denholt, Ostrel", or that is followed by
 * such a paragraph. The dash is the cue.
 */
public final class SignedQuotations implements ClaimFinder {
    private static final Set<String> DASHES = Set.of("\u2015", "\u2014", "\u2013", "--", "-", "~");
    private static final Set<String> MARKS = Set.of("\"", "\u201C", "\u201D", "``", "''");
    private static final Set<String> ENDS = Lexicon.words(", . ; ( who in on at of from");
    private static final int LONGEST_SIGNATURE = 14;
    private static final int LONGEST_NAME = 6;
    private static final double CONFIDENCE = 0.9;

    @Override
    public List<FoundClaim> find(Document document, List<Mention> mentions) {
        List<FoundClaim> claims = new ArrayList<>();
        for (int p = 0; p < document.paragraphs(); p++) {
            if (document.part(p) == Part.STORY) {
                signed(document, p).ifPresent(claims::add);
            }
        }
        return claims;
    }

    private static Optional<FoundClaim> signed(Document document, int paragraph) {
        int start = document.paragraphStart(paragraph);
        int end = document.paragraphEnd(paragraph);
        if (DASHES.contains(document.form(start)) && paragraph > 0) {
            int from = document.paragraphStart(paragraph - 1);
            return document.part(paragraph - 1) == Part.STORY && quoted(document, from, start)
                    ? claim(document, from, start, start, end)
                    : Optional.empty();
        }
        for (int dash = Math.max(start + 3, end - LONGEST_SIGNATURE); dash < end - 1; dash++) {
            if (DASHES.contains(document.form(dash)) && quoted(document, start, dash)) {
                return claim(document, start, dash, dash, end);
            }
        }
        return Optional.empty();
    }

    /** Whether tokens begin and end with a mark and have words between. */
    private static boolean quoted(Document document, int from, int to) {
        return to - from > 3 && MARKS.contains(document.form(from)) && MARKS.contains(document.form(to - 1));
    }

    private static Optional<FoundClaim> claim(Document document, int from, int to, int dash, int end) {
        int name = dash + 1;
        int nameEnd = name;
        while (nameEnd < end && !ENDS.contains(document.lower(nameEnd))) {
            nameEnd++;
        }
        boolean named = nameEnd > name
                && nameEnd - name <= LONGEST_NAME
                && end - dash <= LONGEST_SIGNATURE
                && capital(document, name)
                && capital(document, nameEnd - 1);
        return named
                ? Optional.of(new FoundClaim(
                        List.of(new TokenSpan(name, nameEnd)),
                        List.of(new TokenSpan(dash, dash + 1)),
                        List.of(new TokenSpan(from, to)),
                        Optional.of(Act.STATEMENT),
                        CONFIDENCE,
                        "rule:signature"))
                : Optional.empty();
    }

    private static boolean capital(Document document, int token) {
        int first = document.form(token).codePointAt(0);
        return Character.isUpperCase(first) || first == '@';
    }
}

package dev.hearsay.extract.tagging;

import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Quotation;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/** Contents of a document's claims with their quotations whole, as far as no other claim has a part of them. */
final class WholeQuotations {
    private final Document document;
    private final BitSet taken = new BitSet();

    WholeQuotations(Document document, List<Tagged.Claim> claims) {
        this.document = document;
        claims.forEach(claim -> claim.content().forEach(span -> taken.set(span.start(), span.end())));
    }

    /** The content of one of the claims, no span of it in two paragraphs. The order of the calls matters: what one takes, no other gets. */
    List<TokenSpan> content(Tagged.Claim claim) {
        return byParagraph(acrossParagraphs(claim, toMark(claim, fromMark(claim))));
    }

    /** A quotation that goes on in the next paragraph, as its missing closing mark tells, is one from where it was opened to where it is closed. */
    private List<TokenSpan> acrossParagraphs(Tagged.Claim claim, List<TokenSpan> content) {
        List<Quotation> quotations = document.quotations();
        List<TokenSpan> whole = new ArrayList<>(content);
        int first = document.quotationOf(content.get(0).start());
        while (first > 0 && quotations.get(first - 1).continued()) {
            Quotation earlier = quotations.get(--first);
            if (!free(earlier.start(), earlier.end(), claim)) {
                break;
            }
            taken.set(earlier.start(), earlier.end());
            whole.add(0, new TokenSpan(earlier.start(), earlier.end()));
        }
        int last = document.quotationOf(content.get(content.size() - 1).end() - 1);
        while (last >= 0 && quotations.get(last).continued()) {
            TokenSpan open = whole.get(whole.size() - 1);
            int end = quotations.get(last).end();
            Quotation later = quotations.get(++last);
            if (!free(open.end(), end, claim) || !free(later.start(), later.end(), claim)) {
                break;
            }
            taken.set(open.end(), end);
            taken.set(later.start(), later.end());
            whole.set(whole.size() - 1, new TokenSpan(open.start(), end));
            whole.add(new TokenSpan(later.start(), later.end()));
        }
        return whole;
    }

    /** Whether the tokens are of no claim's content, and not of the source or cue of this one. */
    private boolean free(int start, int end, Tagged.Claim claim) {
        int next = taken.nextSetBit(start);
        return (next < 0 || next >= end)
                && Stream.concat(claim.source().stream(), Stream.of(claim.cue()))
                        .noneMatch(span -> span.start() < end && start < span.end());
    }

    /** What is quoted begins at its mark, unless the cue, or another claim's content, is within the marks too. */
    private List<TokenSpan> fromMark(Tagged.Claim claim) {
        List<TokenSpan> content = new ArrayList<>(claim.content());
        TokenSpan first = content.get(0);
        int number = document.quotationOf(first.start());
        if (number >= 0 && document.quotationOf(claim.cue().start()) != number) {
            int start = document.quotations().get(number).start();
            if (free(start, first.start(), claim)) {
                content.set(0, new TokenSpan(start, first.end()));
                taken.set(start, first.start());
            }
        }
        return content;
    }

    /** A quotation whose beginning is content is so up to its closing mark, unless the cue, or another claim's content, is within the marks too. */
    private List<TokenSpan> toMark(Tagged.Claim claim, List<TokenSpan> content) {
        List<TokenSpan> whole = new ArrayList<>(content);
        TokenSpan last = content.get(content.size() - 1);
        int number = document.quotationOf(last.end() - 1);
        if (number >= 0) {
            Quotation quotation = document.quotations().get(number);
            if (quotation.closed()
                    && last.contains(quotation.start())
                    && last.end() < quotation.end()
                    && free(last.end(), quotation.end(), claim)) {
                whole.set(whole.size() - 1, new TokenSpan(last.start(), quotation.end()));
                taken.set(last.end(), quotation.end());
            }
        }
        return whole;
    }

    /** Cut where paragraphs end. */
    private List<TokenSpan> byParagraph(List<TokenSpan> content) {
        List<TokenSpan> parts = new ArrayList<>();
        for (TokenSpan span : content) {
            int start = span.start();
            while (start < span.end()) {
                int end = Math.min(span.end(), document.paragraphEnd(document.paragraphOf(start)));
                parts.add(new TokenSpan(start, end));
                start = end;
            }
        }
        return parts;
    }
}

package dev.hearsay.extract.claims;

import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import dev.hearsay.extract.text.Quotation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Paragraphs that are a quotation from the first mark to the last and nobody's: they go on with the speaker whose quotation stands
 * last in the paragraph before. In PolNeAR train 53 of 60 such paragraphs do. Single marks are left alone: titles and headings have them.
 */
public final class FollowingQuotations {
    private static final Set<String> MARKS = Set.of("\"", "\u201C", "``", "''");

    /** "Related:" between marks is no speech. */
    private static final int LEAST_TOKENS = 6;

    private static final int NOBODY = -1;

    private FollowingQuotations() {}

    /** The claims, the contents of some longer by the paragraphs that follow. */
    public static List<FoundClaim> added(Document document, List<FoundClaim> claims) {
        int[] claimOf = claimOf(document, claims);
        List<List<TokenSpan>> following =
                claims.stream().<List<TokenSpan>>map(claim -> new ArrayList<>()).toList();
        int before = NOBODY;
        int paragraphBefore = NOBODY;
        for (Quotation quotation : document.quotations()) {
            int paragraph = document.paragraphOf(quotation.start());
            if (before != NOBODY
                    && paragraphBefore == paragraph - 1
                    && whole(document, quotation, paragraph)
                    && Arrays.stream(claimOf, quotation.start(), quotation.end())
                            .allMatch(claim -> claim == NOBODY)) {
                Arrays.fill(claimOf, quotation.start(), quotation.end(), before);
                following.get(before).add(new TokenSpan(quotation.start(), quotation.end()));
            }
            before = claimOf[quotation.end() - 1];
            paragraphBefore = paragraph;
        }
        return IntStream.range(0, claims.size())
                .mapToObj(c -> with(claims.get(c), following.get(c)))
                .toList();
    }

    /** Of each token, the last claim that has it. */
    private static int[] claimOf(Document document, List<FoundClaim> claims) {
        int[] claimOf = new int[document.size()];
        Arrays.fill(claimOf, NOBODY);
        for (int c = 0; c < claims.size(); c++) {
            FoundClaim claim = claims.get(c);
            for (List<TokenSpan> spans : List.of(claim.source(), claim.cue(), claim.content())) {
                for (TokenSpan span : spans) {
                    Arrays.fill(claimOf, span.start(), span.end(), c);
                }
            }
        }
        return claimOf;
    }

    private static boolean whole(Document document, Quotation quotation, int paragraph) {
        return quotation.closed()
                && MARKS.contains(document.form(quotation.start()))
                && quotation.end() - quotation.start() >= LEAST_TOKENS
                && quotation.start() == document.paragraphStart(paragraph)
                && quotation.end() == document.paragraphEnd(paragraph)
                && document.part(paragraph) == Part.STORY;
    }

    private static FoundClaim with(FoundClaim claim, List<TokenSpan> following) {
        return following.isEmpty()
                ? claim
                : new FoundClaim(
                        claim.source(),
                        claim.cue(),
                        Stream.concat(claim.content().stream(), following.stream())
                                .sorted()
                                .toList(),
                        claim.act(),
                        claim.confidence(),
                        claim.decidedBy());
    }
}

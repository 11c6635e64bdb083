package dev.hearsay.extract.claims;

import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.mentions.TidyNames;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Another finder's names and claims, corrected by rules: names have the shape of names, a quotation whose cue was sought inside of it
 * has the cue clause beside it, verbs of two words are whole, quotations that are signed behind a dash are claims, and no span goes on over
 * the end of a paragraph.
 */
public final class RuleCheckedSpans implements SpanFinder {
    private static final double ALIKE = 0.5;
    private static final int FEW = 6;

    private final SpanFinder finder;
    private final TidyNames names;
    private final ClaimFinder rules;
    private final ClaimFinder signed = new SignedQuotations();

    /** Corrects this finder by these rules. */
    public RuleCheckedSpans(SpanFinder finder, TidyNames names, ClaimFinder rules) {
        this.finder = finder;
        this.names = names;
        this.rules = rules;
    }

    @Override
    public FoundSpans find(Document document) {
        FoundSpans spans = finder.find(document);
        List<Mention> mentions = names.tidy(document, spans.mentions());
        List<FoundClaim> claims = new ArrayList<>(spans.claims());
        rules.find(document, mentions).forEach(rule -> correct(document, claims, rule));
        signed.find(document, mentions).forEach(claim -> {
            claims.removeIf(other -> alike(other, claim));
            claims.add(claim);
        });
        claims.replaceAll(claim -> byParagraph(document, claim));
        claims.sort(Comparator.comparing(claim -> (claim.content().isEmpty() ? claim.cue() : claim.content()).get(0)));
        return new FoundSpans(mentions, claims);
    }

    /** A model takes a verb of the quotation for its cue at times, and cuts verbs of two words in the middle. */
    private static void correct(Document document, List<FoundClaim> claims, FoundClaim rule) {
        if (rule.content().isEmpty() || rule.source().isEmpty()) {
            return;
        }
        boolean there = claims.stream().anyMatch(claim -> same(claim, rule));
        if (there && rule.act().isPresent()) {
            claims.removeIf(claim -> !same(claim, rule) && overlaps(claim.content(), rule.cue()) && alike(claim, rule));
        }
        if (there) {
            return;
        }
        for (int i = 0; i < claims.size(); i++) {
            FoundClaim claim = claims.get(i);
            boolean swallowed = rule.act().isPresent() && overlaps(claim.content(), rule.cue());
            if (jaccard(claim.content(), rule.content()) < ALIKE && !swallowed) {
                continue;
            }
            boolean quotation = rule.decidedBy().contains("quotation");
            boolean sameCue = overlaps(claim.cue(), rule.cue());
            boolean cueInside = quotation && overlaps(claim.cue(), rule.content());
            boolean longerCue = sameCue && size(rule.cue()) > 1;
            boolean cutShort = quotation && sameCue && beginsLate(claim.content(), rule.content());
            if (cueInside || longerCue || cutShort || rule.act().isPresent()) {
                claims.set(i, merged(claim, rule));
            } else if (sameCue && joint(document, claim.source(), rule.source())) {
                claims.set(
                        i,
                        new FoundClaim(
                                rule.source(),
                                claim.cue(),
                                claim.content(),
                                claim.act(),
                                claim.confidence(),
                                claim.decidedBy()));
            }
            return;
        }
    }

    private static boolean same(FoundClaim claim, FoundClaim rule) {
        return claim.source().equals(rule.source())
                && claim.cue().equals(rule.cue())
                && claim.content().equals(rule.content());
    }

    private static boolean alike(FoundClaim claim, FoundClaim rule) {
        return jaccard(claim.content(), rule.content()) >= ALIKE;
    }

    /** Whether a source is but the last of joint speakers. */
    private static boolean joint(Document document, List<TokenSpan> source, List<TokenSpan> whole) {
        if (source.size() != 1) {
            return false;
        }
        int start = source.get(0).start();
        return start > whole.get(0).start()
                && source.get(0).end() >= whole.get(0).end()
                && document.lower(start - 1).equals("and");
    }

    /** Whether a content lacks but a few of the first words of a quotation. */
    private static boolean beginsLate(List<TokenSpan> content, List<TokenSpan> quotation) {
        int late = content.get(0).start() - quotation.get(0).start();
        return late > 0 && late <= FEW;
    }

    /** Cuts contents where a paragraph ends. */
    private static FoundClaim byParagraph(Document document, FoundClaim claim) {
        List<TokenSpan> content = new ArrayList<>();
        for (TokenSpan span : claim.content()) {
            int start = span.start();
            while (start < span.end()) {
                int end = Math.min(span.end(), document.paragraphEnd(document.paragraphOf(start)));
                content.add(new TokenSpan(start, end));
                start = end;
            }
        }
        return content.size() == claim.content().size()
                ? claim
                : new FoundClaim(
                        claim.source(), claim.cue(), content, claim.act(), claim.confidence(), claim.decidedBy());
    }

    private static FoundClaim merged(FoundClaim claim, FoundClaim rule) {
        return new FoundClaim(
                rule.source(),
                rule.cue(),
                rule.content(),
                rule.act(),
                Math.max(claim.confidence(), rule.confidence()),
                claim.decidedBy() + " " + rule.decidedBy());
    }

    private static boolean overlaps(List<TokenSpan> some, List<TokenSpan> others) {
        return some.stream().anyMatch(one -> others.stream().anyMatch(one::overlaps));
    }

    private static double jaccard(List<TokenSpan> some, List<TokenSpan> others) {
        int shared = 0;
        for (TokenSpan one : some) {
            for (TokenSpan other : others) {
                shared += Math.max(0, Math.min(one.end(), other.end()) - Math.max(one.start(), other.start()));
            }
        }
        return shared == 0 ? 0 : shared / (double) (size(some) + size(others) - shared);
    }

    private static int size(List<TokenSpan> spans) {
        return spans.stream().mapToInt(span -> span.end() - span.start()).sum();
    }
}

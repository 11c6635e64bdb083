package dev.hearsay.extract.tagging;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.ClaimFinder;
import dev.hearsay.extract.claims.FollowingQuotations;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.FoundSpans;
import dev.hearsay.extract.claims.SignedQuotations;
import dev.hearsay.extract.claims.SpanFinder;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.claims.UnsaidClauses;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.CapitalizedNames;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.mentions.TidyNames;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names and claims as the network tags them; names in shape. Where the text reports silence ("declined to comment") or what is to be said ("is expected
 * to announce"), which PolNeAR annotates as claims like others, the claim of the rules stands, and so does that of a quotation which is signed
 * behind a dash.
 */
public final class TaggedSpans implements SpanFinder {
    /** Claims with a larger share of the content than this in common are one. */
    private static final double ALIKE = 0.5;

    private final Tagger tagger;
    private final TidyNames names;
    private final ClaimFinder unsaid;
    private final ClaimFinder signed;
    private final Set<String> titles;

    /** Tags by the network; takes from the word lists the titles that are no part of a name. */
    public TaggedSpans(Tagger tagger, Lexicon lexicon) {
        this.tagger = tagger;
        this.names = new TidyNames(new CapitalizedNames(lexicon), lexicon);
        this.unsaid = new UnsaidClauses(lexicon);
        this.signed = new SignedQuotations();
        this.titles = Stream.of("roles", "honorifics-male", "honorifics-female", "honorifics")
                .flatMap(list -> lexicon.list(list).stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public FoundSpans find(Document document) {
        Tagged tagged = tagger.tag(document);
        List<Mention> named = tagged.names().stream()
                .filter(name -> !document.boilerplate(document.paragraphOf(name.start())))
                .filter(name -> name.type() == EntityType.PLACE || !dateline(document, name))
                .map(name -> new Mention(afterTitle(document, name), name.end(), name.type()))
                .toList();
        List<Mention> mentions = names.tidy(document, named);
        List<FoundClaim> byRule = new ArrayList<>(unsaid.find(document, mentions));
        byRule.addAll(signed.find(document, mentions));
        List<FoundClaim> claims = new ArrayList<>(byRule);
        WholeQuotations quotations = new WholeQuotations(document, tagged.claims());
        for (Tagged.Claim claim : tagged.claims()) {
            if (spans(claim).noneMatch(span -> boilerplate(document, span))
                    && byRule.stream().noneMatch(rule -> same(claim, rule))) {
                claims.add(new FoundClaim(
                        claim.source(),
                        List.of(claim.cue()),
                        quotations.content(claim),
                        Optional.empty(),
                        claim.probability(),
                        "network"));
            }
        }
        claims.sort(Comparator.comparing(TaggedSpans::anchor)
                .thenComparing(claim -> claim.cue().get(0)));
        return new FoundSpans(mentions, FollowingQuotations.added(document, claims));
    }

    /** Whether a name is in a dateline, where an organization is the agency. */
    private static boolean dateline(Document document, Tagged.Name name) {
        return name.start() < document.bodyStart(document.paragraphOf(name.start()));
    }

    private int afterTitle(Document document, Tagged.Name name) {
        int start = name.start();
        while (start + 1 < name.end()
                && (document.form(start).equals("the")
                        || name.type() == EntityType.PERSON && titles.contains(document.lower(start)))) {
            start++;
        }
        return start;
    }

    private static Stream<TokenSpan> spans(Tagged.Claim claim) {
        return Stream.of(claim.source(), List.of(claim.cue()), claim.content()).flatMap(List::stream);
    }

    private static boolean boilerplate(Document document, TokenSpan span) {
        return document.boilerplate(document.paragraphOf(span.start()))
                || document.boilerplate(document.paragraphOf(span.end() - 1));
    }

    /** Whether a rule found the claim too: it has a word of the cue in common, or most of the content. */
    private static boolean same(Tagged.Claim claim, FoundClaim rule) {
        return rule.cue().stream().anyMatch(claim.cue()::overlaps)
                || TokenSpan.jaccard(claim.content(), rule.content()) >= ALIKE;
    }

    private static TokenSpan anchor(FoundClaim claim) {
        return claim.content().isEmpty() ? claim.cue().get(0) : claim.content().get(0);
    }
}

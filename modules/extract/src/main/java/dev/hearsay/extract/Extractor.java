package dev.hearsay.extract;

import dev.hearsay.extract.acts.ActClassifier;
import dev.hearsay.extract.acts.ActDecision;
import dev.hearsay.extract.acts.LinearActs;
import dev.hearsay.extract.claims.ClaimFinder;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.FoundSpans;
import dev.hearsay.extract.claims.SpanFinder;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.speakers.Antecedents;
import dev.hearsay.extract.speakers.Cast;
import dev.hearsay.extract.speakers.LinearRanker;
import dev.hearsay.extract.speakers.Member;
import dev.hearsay.extract.speakers.SourceNames;
import dev.hearsay.extract.speakers.Speaker;
import dev.hearsay.extract.speakers.SpeakerResolver;
import dev.hearsay.extract.tagging.TaggedSpans;
import dev.hearsay.extract.tagging.Tagger;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text in; entities and claims out. Open one and use it from any number of threads: the result depends on the text and the
 * declared language only.
 *
 * <p>Finding the names and the spans of claims is behind {@link SpanFinder}; who a source
 * is, which act is reported and how the parts become claims is decided here and in {@link SpeakerResolver}.
 */
public final class Extractor {
    private static final String VERSION = "network-6";

    /** Fitted on PolNeAR dev, see docs/models.md. */
    private static final double CALIBRATION = 1.15;

    /** More claims than this are left out: no article has so many. */
    private static final int MAX_CLAIMS = 5_000;

    private final SpanFinder spanFinder;
    private final ActClassifier actClassifier;
    private final Antecedents.Ranker ranker;
    private final Lexicon lexicon;

    /** An extractor that finds names, claims and acts in this way. */
    public Extractor(SpanFinder spanFinder, ActClassifier actClassifier, Antecedents.Ranker ranker) {
        this.spanFinder = spanFinder;
        this.actClassifier = actClassifier;
        this.ranker = ranker;
        this.lexicon = Lexicon.bundled();
    }

    /** The extractor with what comes with it. */
    public static Extractor open() {
        Lexicon lexicon = Lexicon.bundled();
        return new Extractor(new TaggedSpans(Tagger.load(), lexicon), LinearActs.open(lexicon), LinearRanker.open());
    }

    /** The same extractor with another way of finding claims. */
    public Extractor with(ClaimFinder other) {
        SpanFinder finder = document -> {
            List<Mention> mentions = spanFinder.find(document).mentions();
            return new FoundSpans(mentions, other.find(document, mentions));
        };
        return new Extractor(finder, actClassifier, ranker);
    }

    /** The names and claims of a text before anything is resolved. */
    public FoundSpans find(Document document) {
        return spanFinder.find(document);
    }

    /** Changes whenever the same text may give another result. */
    public String version() {
        return VERSION;
    }

    /**
     * What a text holds.
     *
     * @param text headline, blank line, paragraphs
     * @param language as declared, a BCP 47 tag; empty if it is not
     * @return never fails; unsupported for a language other than English
     */
    public Extraction extract(String text, String language) {
        boolean undeclared = English.undeclared(language);
        if (!undeclared && !English.declared(language)) {
            return Extraction.unsupported();
        }
        Document document = Document.of(text);
        if (undeclared && !English.looksLike(document)) {
            return Extraction.unsupported();
        }
        FoundSpans spans = spanFinder.find(document);
        List<Mention> mentions = spans.mentions();
        List<FoundClaim> found = spans.claims();
        boolean truncated = document.truncated() || found.size() > MAX_CLAIMS;
        if (found.size() > MAX_CLAIMS) {
            found = found.subList(0, MAX_CLAIMS);
        }
        Cast cast = Cast.of(document, SourceNames.complete(document, mentions, found, lexicon), lexicon);
        List<ExtractedClaim> claims = new Assembly(document, cast).claims(found);
        return new Extraction(true, truncated, entities(document, cast, claims), claims);
    }

    /**
     * Every member of the cast that has a name in the text or makes a claim; members of the same id and type are one entity. Of
     * two types of one id ("Detroit" the team and the city) the one with more mentions comes first.
     */
    private static List<Entity> entities(Document document, Cast cast, List<ExtractedClaim> claims) {
        Set<String> actors = new HashSet<>();
        claims.forEach(claim -> claim.actor().ifPresent(actor -> actors.add(actor.id())));
        Map<String, Map<EntityType, List<Member>>> byId = new LinkedHashMap<>();
        for (Member member : cast.members()) {
            if (!member.id().isEmpty() && (!member.mentions().isEmpty() || actors.contains(member.id()))) {
                byId.computeIfAbsent(member.id(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(member.type(), key -> new ArrayList<>())
                        .add(member);
            }
        }
        List<Entity> entities = new ArrayList<>();
        byId.forEach((id, byType) -> byType.values().stream()
                .map(same -> entity(document, id, same))
                .sorted(Comparator.comparingInt(entity -> -entity.mentions().size()))
                .forEach(entities::add));
        return entities;
    }

    private static Entity entity(Document document, String id, List<Member> same) {
        Member first = same.get(0);
        List<TextSpan> spans = new ArrayList<>();
        for (Member member : same) {
            member.mentions().forEach(mention -> spans.add(document.span(mention.start(), mention.end())));
        }
        spans.sort(null);
        return new Entity(
                id,
                first.name(),
                first.type(),
                first.role(),
                first.affiliation().map(Member::name),
                spans);
    }

    /** Makes claims of what was found in one text. */
    private final class Assembly {
        private final Document document;
        private final Cast cast;
        private final Map<String, Actor> actors = new HashMap<>();

        Assembly(Document document, Cast cast) {
            this.document = document;
            this.cast = cast;
        }

        List<ExtractedClaim> claims(List<FoundClaim> found) {
            SpeakerResolver resolver = new SpeakerResolver(document, cast, lexicon, ranker);
            List<FoundClaim> inOrder = new ArrayList<>(found);
            inOrder.sort(Comparator.comparingInt(SpeakerResolver::anchor));
            Map<FoundClaim, List<ExtractedClaim>> made = new HashMap<>();
            Set<String> said = new HashSet<>();
            for (FoundClaim claim : inOrder) {
                ActDecision act = actClassifier.classify(document, claim);
                Speaker speaker = resolver.resolve(claim, act.act() == Act.NON_RESPONSE);
                made.put(claim, claims(claim, act, speaker, said));
            }
            List<ExtractedClaim> all = new ArrayList<>();
            new LinkedHashSet<>(found).forEach(claim -> all.addAll(made.get(claim)));
            return all;
        }

        private List<ExtractedClaim> claims(FoundClaim claim, ActDecision act, Speaker speaker, Set<String> said) {
            List<TextSpan> content = spans(claim.content());
            List<TextSpan> cue = spans(claim.cue());
            List<ExtractedClaim> claims = new ArrayList<>();
            if (content.isEmpty() && cue.isEmpty()) {
                return claims;
            }
            List<Optional<Member>> members = new ArrayList<>();
            speaker.members().stream()
                    .filter(member -> !member.id().isEmpty())
                    .map(Optional::of)
                    .forEach(members::add);
            if (members.isEmpty()) {
                members.add(Optional.empty());
            }
            for (Optional<Member> member : members) {
                claims.add(new ExtractedClaim(
                        member.map(this::actor),
                        member.flatMap(Member::role).or(speaker::description),
                        member.flatMap(Member::affiliation)
                                .or(speaker::affiliation)
                                .map(Member::name),
                        spans(claim.source()),
                        cue,
                        content,
                        type(claim.content()),
                        act.act(),
                        about(claim.content()),
                        calibrated(claim.confidence() * speaker.confidence() * act.confidence()),
                        claim.decidedBy() + " " + speaker.decidedBy(),
                        context(claim)));
            }
            return claims;
        }

        /** A product of three confidences is a little too sure: of claims at 0.76 two thirds are right. */
        private static double calibrated(double product) {
            return StrictMath.pow(product, CALIBRATION);
        }

        private Actor actor(Member member) {
            return actors.computeIfAbsent(
                    member.id(),
                    id -> new Actor(
                            id,
                            member.name(),
                            member.type() == EntityType.MISC ? EntityType.ORGANIZATION : member.type()));
        }

        private List<TextSpan> spans(List<TokenSpan> tokens) {
            return tokens.stream()
                    .map(span -> document.span(span.start(), span.end()))
                    .toList();
        }

        private QuoteType type(List<TokenSpan> content) {
            int inside = 0;
            int outside = 0;
            for (TokenSpan span : content) {
                for (int i = span.start(); i < span.end(); i++) {
                    if (Character.isLetterOrDigit(document.form(i).codePointAt(0))) {
                        if (document.quotationOf(i) >= 0) {
                            inside++;
                        } else {
                            outside++;
                        }
                    }
                }
            }
            return outside == 0 && inside > 0 ? QuoteType.DIRECT : inside == 0 ? QuoteType.INDIRECT : QuoteType.MIXED;
        }

        private List<String> about(List<TokenSpan> content) {
            Set<String> ids = new LinkedHashSet<>();
            for (TokenSpan span : content) {
                for (int i = span.start(); i < span.end(); i++) {
                    cast.at(i).map(Member::id).filter(id -> !id.isEmpty()).ifPresent(ids::add);
                }
            }
            return List.copyOf(ids);
        }

        private TextSpan context(FoundClaim claim) {
            int first = Integer.MAX_VALUE;
            int last = 0;
            for (List<TokenSpan> spans : List.of(claim.source(), claim.cue(), claim.content())) {
                for (TokenSpan span : spans) {
                    first = Math.min(first, span.start());
                    last = Math.max(last, span.end() - 1);
                }
            }
            return document.span(
                    document.paragraphStart(document.paragraphOf(first)),
                    document.paragraphEnd(document.paragraphOf(last)));
        }
    }
}

package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whom a source means. Sieves in order, each more daring than the one before; the first that answers decides and
 * leaves its name: coordination, name, spokesperson, document, pronoun, role, organization noun, continuation. Claims
 * must be asked in text order, since pronouns look back at who spoke before.
 */
public final class SpeakerResolver {
    /** How many sentences a pronoun looks back. */
    private static final int PRONOUN_REACH = 6;
    /** How many tokens a description looks back; beyond, the whole cast is searched by role only. */
    private static final int ORGANIZATION_REACH = 400;

    private static final Set<String> HE = Set.of("he", "him", "his", "himself");
    private static final Set<String> SHE = Set.of("she", "her", "hers", "herself");
    private static final Set<String> IT = Set.of("it", "its", "itself");
    private static final Set<String> RELATIVE = Set.of("who", "which", "that", "whom", "whose");
    private static final Set<String> NOBODY = Lexicon.words("""
            i me my we us our you one some many others those these they them several most few both all
            someone somebody anyone everyone everybody nobody people none another neither either each no""");
    private static final Set<String> STOPS = Lexicon.words("""
            of for at from in with to by on who which that whose , ( - -- \u2014 \u2013 about near under
            against including like such as among close inside outside behind familiar : whom where during
            after before between via aligned representing speaking working""");
    private static final Set<String> OWNERS = Set.of("of", "for", "at", "from", "with", "in", "by");
    private static final Set<String> CAMPAIGNS = Set.of("campaign", "camp", "team");

    private final Document document;
    private final Cast cast;
    private final Set<String> roles;
    private final Set<String> modifiers;
    private final Set<String> spokespersons;
    private final Set<String> documents;
    private final Set<String> organizationNouns;
    private final Set<String> plurals;
    private Optional<Speaker> previous = Optional.empty();
    private int previousToken = -1;
    private final Set<Member> spoken = new HashSet<>();

    /** For one text and its cast. */
    public SpeakerResolver(Document document, Cast cast, Lexicon lexicon) {
        this.document = document;
        this.cast = cast;
        roles = lexicon.list("roles");
        modifiers = lexicon.list("role-modifiers");
        spokespersons = lexicon.list("spokespersons");
        documents = lexicon.list("documents");
        organizationNouns = lexicon.list("organization-nouns");
        plurals = lexicon.list("persons-plural");
    }

    /**
     * Who makes a claim.
     *
     * @param silent whether the claim is that somebody did not speak: a spokesperson's silence is the person's
     */
    public Speaker resolve(FoundClaim claim, boolean silent) {
        Speaker speaker = claim.source().isEmpty() ? withoutSource(claim) : source(claim, silent);
        previous = Optional.of(speaker);
        previousToken = anchor(claim);
        spoken.addAll(speaker.members());
        return speaker;
    }

    /** The token at which a claim is read: of its source, else its cue, else its content. */
    public static int anchor(FoundClaim claim) {
        List<TokenSpan> spans =
                !claim.source().isEmpty() ? claim.source() : !claim.cue().isEmpty() ? claim.cue() : claim.content();
        return spans.isEmpty() ? 0 : spans.get(0).start();
    }

    private Speaker withoutSource(FoundClaim claim) {
        int at = anchor(claim);
        boolean near = previous.isPresent()
                && previousToken >= 0
                && document.paragraphOf(at) - document.paragraphOf(previousToken) <= 1;
        if (near
                && claim.cue().isEmpty()
                && document.quotationOf(at) >= 0
                && !previous.get().members().isEmpty()) {
            return new Speaker(previous.get().members(), Optional.empty(), Optional.empty(), 0.7, "speaker:continued");
        }
        return Speaker.unnamed("", Optional.empty(), "speaker:none");
    }

    private Speaker source(FoundClaim claim, boolean silent) {
        TokenSpan first = claim.source().get(0);
        int start = first.start();
        int end = first.end();
        while (end > start + 1 && !word(end - 1)) {
            end--;
        }
        while (start < end - 1 && (!word(start) || leadIn(start))) {
            start++;
        }
        List<Speaker> joint = coordination(start, end, silent);
        if (joint.size() > 1) {
            List<Member> members = new ArrayList<>();
            for (Speaker one : joint) {
                for (Member member : one.members()) {
                    if (!members.contains(member)) {
                        members.add(member);
                    }
                }
            }
            return new Speaker(members, Optional.empty(), Optional.empty(), 0.85, "speaker:joint");
        }
        return phrase(start, end, silent);
    }

    private boolean word(int token) {
        int c = document.form(token).codePointAt(0);
        return Character.isLetterOrDigit(c) || c == '@' || c == '#';
    }

    private boolean leadIn(int token) {
        String lower = document.lower(token);
        return lower.equals("and")
                || lower.equals("but")
                || lower.equals("while")
                || lower.equals("as")
                || lower.equals("both");
    }

    // ---- coordination

    private List<Speaker> coordination(int start, int end, boolean silent) {
        int and = -1;
        for (int i = start + 1; i < end - 1; i++) {
            if ((document.lower(i).equals("and") || document.lower(i).equals("&"))
                    && cast.mentionAt(i).isEmpty()) {
                and = i;
            }
        }
        if (and < 0) {
            return List.of();
        }
        int from = start;
        // "media outlets including The Guardian, Le Monde and The Post"
        for (int i = start; i < and; i++) {
            String lower = document.lower(i);
            if (lower.equals("including")
                    || lower.equals("like")
                    || lower.equals("as") && i > start && document.lower(i - 1).equals("such")) {
                from = i + 1;
            }
        }
        List<Speaker> named = new ArrayList<>();
        int piece = from;
        int pieces = 0;
        int owner = 0;
        for (int i = from; i <= end; i++) {
            boolean cut = i == end
                    || (document.form(i).equals(",") || document.lower(i).equals("and"))
                            && cast.mentionAt(i).isEmpty();
            if (cut) {
                if (i > piece) {
                    pieces++;
                    Optional<Member> member = ownName(piece, i);
                    if (member.isPresent()) {
                        named.add(Speaker.of(member.get(), 0.85, "speaker:joint"));
                        owner = Math.max(owner, i);
                    }
                }
                piece = i + 1;
            }
        }
        return pieces > 1 && owner > and ? named : List.of();
    }

    /** The member that a whole piece of a list names: a name with nothing but its titles, article or description around it. */
    private Optional<Member> ownName(int start, int end) {
        int headEnd = headEnd(start, end);
        int last = headEnd - 1;
        if (last < start) {
            return Optional.empty();
        }
        Optional<Mention> mention = cast.mentionAt(last);
        if (mention.isEmpty() || mention.get().end() != headEnd) {
            return Optional.empty();
        }
        return cast.at(last);
    }

    // ---- one noun phrase

    /** One past the head of a phrase: where its first preposition, comma or relative begins. */
    private int headEnd(int start, int end) {
        for (int i = start; i < end; i++) {
            if (cast.mentionAt(i).isEmpty() && STOPS.contains(document.lower(i)) && i > start) {
                return i;
            }
        }
        return end;
    }

    private Speaker phrase(int start, int end, boolean silent) {
        String text = document.text(start, end);
        int headEnd = headEnd(start, end);
        if (headEnd - start == 1) {
            Optional<Speaker> pronoun = pronoun(start, text);
            if (pronoun.isPresent()) {
                return pronoun.get();
            }
        }
        int head = headEnd - 1;
        while (head > start && possessive(head)) {
            head--;
        }
        Optional<Mention> named = cast.mentionAt(head);
        if (named.isPresent()) {
            return name(start, end, named.get());
        }
        String noun = document.lower(head);
        if (CAMPAIGNS.contains(noun)) {
            Optional<Speaker> campaign = campaign(start, head);
            if (campaign.isPresent()) {
                return campaign.get();
            }
        }
        if (spokespersons.contains(noun)) {
            Optional<Speaker> spokesperson = spokesperson(start, head, end, silent, text);
            if (spokesperson.isPresent()) {
                return spokesperson.get();
            }
        }
        if (documents.contains(noun) || documents.contains(singular(noun))) {
            return owner(start, head, end)
                    .filter(member -> member.type() != EntityType.PLACE && member.type() != EntityType.MISC)
                    .map(member -> Speaker.of(member, 0.8, "speaker:document"))
                    .orElseGet(() -> Speaker.unnamed(text, Optional.empty(), "speaker:unnamed"));
        }
        if (definite(start)) {
            Optional<Speaker> described =
                    organizationNouns.contains(noun) ? organization(start, head) : role(start, head);
            if (described.isPresent()) {
                return described.get();
            }
        }
        return Speaker.unnamed(text, owner(start, head, end).filter(member -> !member.person()), "speaker:unnamed");
    }

    private boolean possessive(int token) {
        String form = document.form(token);
        return form.equals("'s") || form.equals("\u2019s") || form.equals("'") || form.equals("\u2019");
    }

    private static String singular(String noun) {
        return noun.endsWith("s") && noun.length() > 3 ? noun.substring(0, noun.length() - 1) : noun;
    }

    private boolean definite(int start) {
        String lower = document.lower(start);
        return lower.equals("the")
                || lower.equals("this")
                || lower.equals("that")
                || lower.equals("its")
                || lower.equals("their")
                || lower.equals("his")
                || lower.equals("her");
    }

    private Speaker name(int start, int end, Mention mention) {
        Member member = cast.at(mention.start()).orElseThrow();
        if (mention.type() == EntityType.MISC && member.type() == EntityType.MISC) {
            return Speaker.of(member, 0.6, "speaker:name");
        }
        return Speaker.of(member, 0.95, "speaker:name");
    }

    private Optional<Speaker> campaign(int start, int head) {
        for (int i = head - 1; i >= start; i--) {
            Optional<Member> member = cast.at(i);
            if (member.isPresent() && member.get().person()) {
                return Optional.of(campaignOf(member.get(), document.lower(head)));
            }
            if (HE.contains(document.lower(i)) || SHE.contains(document.lower(i))) {
                return person(i, HE.contains(document.lower(i)) ? Gender.MALE : Gender.FEMALE)
                        .map(owner -> campaignOf(owner, document.lower(head)));
            }
        }
        // "the campaign": of whoever has one in this story
        for (int i = start - 1; i > 0 && i > start - ORGANIZATION_REACH; i--) {
            if (CAMPAIGNS.contains(document.lower(i))) {
                int owner = possessive(i - 1) ? i - 2 : i - 1;
                if (owner >= 0 && cast.at(owner).filter(Member::person).isPresent()) {
                    return Optional.of(campaignOf(cast.at(owner).orElseThrow(), "campaign"));
                }
            }
        }
        return Optional.empty();
    }

    private Speaker campaignOf(Member person, String noun) {
        String name = person.name();
        String surname = name.substring(name.lastIndexOf(' ') + 1);
        return Speaker.of(cast.unnamed(surname + " campaign", EntityType.ORGANIZATION), 0.85, "speaker:campaign");
    }

    private Optional<Speaker> spokesperson(int start, int head, int end, boolean silent, String text) {
        String noun = document.lower(head);
        boolean strict = noun.startsWith("spokes") || noun.equals("representative") || noun.equals("representatives");
        // "Clinton campaign spokesman", "a spokesman for Trump's campaign"
        for (int i = start; i < end; i++) {
            if (CAMPAIGNS.contains(document.lower(i)) && i != head) {
                Optional<Speaker> campaign = campaign(start, i);
                if (campaign.isPresent()) {
                    return Optional.of(new Speaker(
                            campaign.get().members(),
                            Optional.of(text),
                            Optional.empty(),
                            0.8,
                            "speaker:spokesperson"));
                }
            }
        }
        Optional<Member> owner = owner(start, head, end);
        if (owner.isEmpty()) {
            owner = describedOwner(start, head, end);
            if (!strict && owner.isPresent()) {
                return Optional.of(Speaker.unnamed(text, owner, "speaker:unnamed"));
            }
        }
        if (owner.isEmpty() && strict) {
            return Optional.of(Speaker.unnamed(text, Optional.empty(), "speaker:unnamed"));
        }
        if (owner.isEmpty()) {
            return Optional.empty();
        }
        Member member = owner.get();
        if (member.person()) {
            return strict && silent
                    ? Optional.of(Speaker.of(member, 0.8, "speaker:spokesperson"))
                    : Optional.of(Speaker.unnamed(text, owner, "speaker:unnamed"));
        }
        boolean speaksFor = strict
                || member.type() == EntityType.ORGANIZATION && singularPhrase(start, head)
                || member.type() == EntityType.ORGANIZATION && noun.startsWith("official");
        return speaksFor && member.type() != EntityType.MISC
                ? Optional.of(
                        new Speaker(List.of(member), Optional.of(text), Optional.empty(), 0.8, "speaker:spokesperson"))
                : Optional.of(Speaker.unnamed(text, owner, "speaker:unnamed"));
    }

    private boolean singularPhrase(int start, int head) {
        return !document.lower(head).endsWith("s")
                || spokespersons.contains(document.lower(head))
                        && document.lower(start).equals("a");
    }

    /** Whose the head of a phrase is: the last name before it, or the first behind "of", "for", "at", "from", "with", "by". */
    private Optional<Member> owner(int start, int head, int end) {
        for (int i = head - 1; i >= start; i--) {
            if (cast.at(i).isPresent()) {
                return cast.at(i);
            }
        }
        for (int i = head + 1; i < end; i++) {
            if (OWNERS.contains(document.lower(i))) {
                for (int t = i + 1; t < end; t++) {
                    if (cast.at(t).isPresent()) {
                        // "for Chief Executive Henrik Dahlvane": the last of adjacent names is the head
                        return cast.at(t);
                    }
                    if (document.form(t).equals(",")) {
                        break;
                    }
                }
            } else if (document.form(i).equals(",")) {
                break;
            }
        }
        return Optional.empty();
    }

    /** "a company spokesman", "a spokesperson for the ministry", "an engineer who works for the company". */
    private Optional<Member> describedOwner(int start, int head, int end) {
        for (int i = head - 1; i >= start; i--) {
            if (organizationNouns.contains(document.lower(i))) {
                return organization(i, i).map(speaker -> speaker.members().get(0));
            }
        }
        for (int i = head + 1; i + 1 < end; i++) {
            if (OWNERS.contains(document.lower(i)) && definite(i + 1)) {
                int last = headEnd(i + 1, end) - 1;
                if (organizationNouns.contains(document.lower(last))) {
                    return organization(i + 1, last)
                            .map(speaker -> speaker.members().get(0));
                }
                return role(i + 1, last).map(speaker -> speaker.members().get(0));
            }
        }
        return Optional.empty();
    }

    // ---- pronouns

    private Optional<Speaker> pronoun(int token, String text) {
        String lower = document.lower(token);
        if (HE.contains(lower) || SHE.contains(lower)) {
            return Optional.of(person(token, HE.contains(lower) ? Gender.MALE : Gender.FEMALE)
                    .map(member -> Speaker.of(member, 0.85, "speaker:pronoun"))
                    .orElseGet(() -> Speaker.unnamed("", Optional.empty(), "speaker:pronoun")));
        }
        if (IT.contains(lower)) {
            return Optional.of(body(token)
                    .map(member -> Speaker.of(member, 0.75, "speaker:pronoun"))
                    .orElseGet(() -> Speaker.unnamed("", Optional.empty(), "speaker:pronoun")));
        }
        if (RELATIVE.contains(lower)) {
            for (int i = token - 1;
                    i >= Math.max(0, token - 12) && document.sentenceOf(i) == document.sentenceOf(token);
                    i--) {
                if (cast.at(i).isPresent()) {
                    return Optional.of(Speaker.of(cast.at(i).get(), 0.75, "speaker:relative"));
                }
            }
            return Optional.of(Speaker.unnamed("", Optional.empty(), "speaker:relative"));
        }
        return NOBODY.contains(lower)
                ? Optional.of(Speaker.unnamed(text, Optional.empty(), "speaker:unnamed"))
                : Optional.empty();
    }

    /** The person whom a pronoun means: looks back sentence by sentence at subjects and at who spoke last. */
    private Optional<Member> person(int token, Gender gender) {
        Member best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        int sentence = document.sentenceOf(token);
        for (int s = sentence; s >= 0 && s >= sentence - PRONOUN_REACH; s--) {
            boolean first = true;
            int end = s == sentence ? token : document.sentenceEnd(s);
            for (int i = document.sentenceStart(s); i < end; i++) {
                Optional<Mention> mention = cast.mentionAt(i);
                if (mention.isEmpty() || mention.get().start() != i) {
                    continue;
                }
                Member member = cast.at(i).orElseThrow();
                if (!member.person() || member.gender() != Gender.UNKNOWN && member.gender() != gender) {
                    continue;
                }
                double score = -1.0 * (sentence - s);
                if (document.quotationOf(i) >= 0) {
                    score -= 2.5;
                }
                if (first) {
                    score += 1.0;
                }
                if (possessive(Math.min(document.size() - 1, mention.get().end()))) {
                    score -= 0.5;
                }
                if (member.gender() == gender) {
                    score += 0.7;
                }
                if (previous.isPresent() && previous.get().members().contains(member)) {
                    score += 1.2;
                }
                if (spoken.contains(member)) {
                    score += 0.4;
                }
                if (document.part(document.paragraphOf(i)) == dev.hearsay.extract.text.Part.HEADLINE) {
                    score -= 1;
                }
                first = false;
                if (score > bestScore) {
                    best = member;
                    bestScore = score;
                }
            }
        }
        if (best == null && previous.isPresent() && previous.get().members().size() == 1) {
            Member last = previous.get().members().get(0);
            if (last.person() && (last.gender() == Gender.UNKNOWN || last.gender() == gender)) {
                return Optional.of(last);
            }
        }
        return Optional.ofNullable(best);
    }

    /** The organization or place that "it" means: who spoke last, else the nearest subject. */
    private Optional<Member> body(int token) {
        if (previous.isPresent() && previous.get().members().size() == 1) {
            Member last = previous.get().members().get(0);
            if (!last.person() && document.sentenceOf(token) - document.sentenceOf(previousToken) <= 3) {
                return Optional.of(last);
            }
        }
        int sentence = document.sentenceOf(token);
        for (int s = sentence; s >= 0 && s >= sentence - 3; s--) {
            int end = s == sentence ? token : document.sentenceEnd(s);
            for (int i = document.sentenceStart(s); i < end; i++) {
                if (cast.at(i)
                        .filter(member -> member.type() == EntityType.ORGANIZATION)
                        .isPresent()) {
                    return cast.at(i);
                }
            }
        }
        return Optional.empty();
    }

    // ---- descriptions

    /** "the minister", "the prime minister": the last person before who has this role. */
    private Optional<Speaker> role(int start, int head) {
        String noun = document.lower(head);
        if (!roles.contains(noun) || plurals.contains(noun)) {
            return Optional.empty();
        }
        Member best = null;
        int bestScore = -1;
        int bestToken = -1;
        for (Member member : cast.members()) {
            if (!member.person() || !member.roleWords().contains(noun)) {
                continue;
            }
            int score = 0;
            boolean fits = true;
            for (int i = start + 1; i < head; i++) {
                String lower = document.lower(i);
                if (member.roleWords().contains(lower)) {
                    score++;
                } else if (modifiers.contains(lower)) {
                    fits = false;
                }
            }
            if (!fits) {
                continue;
            }
            int last = lastBefore(member, start);
            if (last < 0) {
                last = -2;
            }
            if (score > bestScore || score == bestScore && last > bestToken) {
                best = member;
                bestScore = score;
                bestToken = last;
            }
        }
        return Optional.ofNullable(best).map(member -> Speaker.of(member, 0.8, "speaker:role"));
    }

    private static int lastBefore(Member member, int token) {
        int last = -1;
        for (Mention mention : member.mentions()) {
            if (mention.start() < token) {
                last = mention.start();
            }
        }
        return last;
    }

    /** "the company", "the ministry": the nearest organization before whose name ends so, else the nearest one. */
    private Optional<Speaker> organization(int start, int head) {
        String noun = document.lower(head);
        int limit = Math.max(0, start - ORGANIZATION_REACH);
        Member nearest = null;
        for (int i = start - 1; i >= limit; i--) {
            Optional<Member> member = cast.at(i);
            if (member.isEmpty() || member.get().type() != EntityType.ORGANIZATION) {
                continue;
            }
            if (member.get().words().contains(noun)) {
                return Optional.of(Speaker.of(member.get(), 0.8, "speaker:organization"));
            }
            if (nearest == null && generic(noun) && document.quotationOf(i) < 0) {
                nearest = member.get();
            }
        }
        if (nearest == null) {
            for (Member member : cast.members()) {
                if (member.type() == EntityType.ORGANIZATION && member.words().contains(noun)) {
                    return Optional.of(Speaker.of(member, 0.7, "speaker:organization"));
                }
            }
        }
        return Optional.ofNullable(nearest).map(member -> Speaker.of(member, 0.6, "speaker:organization"));
    }

    private static boolean generic(String noun) {
        return switch (noun) {
            case "company",
                    "firm",
                    "group",
                    "organization",
                    "organisation",
                    "agency",
                    "club",
                    "team",
                    "corporation",
                    "business",
                    "newspaper",
                    "paper",
                    "magazine",
                    "network",
                    "outlet",
                    "nonprofit",
                    "charity",
                    "airline",
                    "retailer",
                    "maker",
                    "manufacturer",
                    "lender",
                    "startup",
                    "operator",
                    "broadcaster",
                    "publication",
                    "website",
                    "site",
                    "union",
                    "body",
                    "watchdog",
                    "regulator",
                    "association",
                    "campaign" -> true;
            default -> false;
        };
    }
}

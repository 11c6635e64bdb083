package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds out whom a source means. Sieves in order, each more daring than the one before; the first that answers decides and
 * leaves its name: coordination, pronoun, name, campaign, spokesperson, document, role, description, organization noun. Claims
 * must be asked in text order, since pronouns look back at who spoke before.
 */
public final class SpeakerResolver {
    private static final Set<String> HE = Set.of("he", "him", "his", "himself");
    private static final Set<String> SHE = Set.of("she", "her", "hers", "herself");
    private static final Set<String> IT = Set.of("it", "its", "itself");
    private static final Set<String> REFLEXIVE = Set.of("himself", "herself", "itself", "themselves");
    /** Pronouns that are subjects, whatever a source has beside them. */
    private static final Set<String> SUBJECTS = Set.of("he", "she", "they", "it", "who", "which");

    private static final Set<String> PERSONAL_RELATIVE = Set.of("who", "whom", "whose");
    private static final Set<String> RELATIVE = Set.of("which", "that");
    private static final Set<String> THEY = Set.of("they", "them", "their", "both", "each");
    private static final Set<String> BOTH = Set.of("both", "each");
    private static final Set<String> PAUSES = Set.of(",", "-", "--", "\u2014", "\u2013");
    private static final Set<String> NOBODY = Lexicon.words("""
            i me my we us our you one some many most few several others those these all someone somebody anyone everyone
            everybody nobody people none another neither either each no nothing this""");
    private static final Set<String> STOPS = Lexicon.words("""
            of for at from in with to by on who which that whose , ( - -- \u2014 \u2013 about near under against including
            like such as among close inside outside behind familiar : whom where during after before between via aligned
            representing speaking working""");
    /** What is told of a document behind it: "a poll released last week". */
    private static final Set<String> MADE = Lexicon.words("""
            released issued published conducted compiled commissioned obtained seen posted written last earlier this
            tracking showing detailing""");

    private static final Set<String> OWNERS = Set.of("of", "for", "at", "from", "with", "in", "by");
    private static final Set<String> MAKERS =
            Set.of("by", "from", "of", "conducted", "released", "published", "commissioned", "issued", "for");
    private static final Set<String> COUNTRIES =
            Lexicon.words("city town county state country nation province village");
    private static final Set<String> AMONG = Set.of("one", "among");
    private static final Set<String> COPULAS = Set.of("is", "was", "are", "were", "became", "remains", "become");
    private static final Set<String> OFFICES = Set.of("campaign", "camp", "team", "administration", "office");
    /** Places whose officials speak for who sits there. */
    private static final Set<String> SEATS = Set.of("white house", "kremlin", "pentagon", "downing street", "vatican");

    private static final Set<String> POLLS = Set.of("poll", "survey", "polling", "polls", "surveys");
    private static final Set<String> PLATFORMS = Set.of("facebook", "twitter", "youtube", "instagram", "reddit");
    private static final Set<String> LETTERS = Set.of(
            "letter",
            "statement",
            "memo",
            "missive",
            "email",
            "release",
            "post",
            "book",
            "editorial",
            "column",
            "op-ed");
    private static final Set<String> PARTISANS = Lexicon.words("""
            republican democrat conservative liberal libertarian mogul billionaire businessman businesswoman frontrunner
            front-runner nominee candidate star icon native hopeful contender incumbent man woman duo magnate executive
            standard-bearer legend tycoon favorite lawmaker politician""");
    private static final Set<String> BUSINESSES = Lexicon.words(
            "company firm corporation business retailer maker manufacturer lender startup airline operator");
    /** Last words of names that no business has. */
    private static final Set<String> PUBLIC = Lexicon.words("""
            ministry department agency bureau office board council commission committee authority institute university
            college school hospital federation association union league alliance society club party congress parliament
            senate court police army navy administration coalition government cabinet foundation""");
    /** How far a document is looked for whose maker the text names. */
    private static final int DOCUMENT_REACH = 700;

    /** How far into a sentence its subject may reach. */
    private static final int PAIR_REACH = 16;

    private static final int SUBJECT_REACH = 40;

    private static final int OFFICE_REACH = 500;
    private static final int ORGANIZATION_REACH = 400;

    private final Document document;
    private final Cast cast;
    private final Descriptions descriptions;
    private final Antecedents antecedents;
    private final Antecedents.Ranker ranker;
    private final Set<String> roles;
    private final Set<String> spokespersons;
    private final Set<String> documents;
    private final Set<String> organizationNouns;
    private final Set<String> plurals;
    private final Set<String> demonyms;
    private Optional<Speaker> previous = Optional.empty();
    private int previousToken = -1;

    /** For one text and its cast. */
    public SpeakerResolver(Document document, Cast cast, Lexicon lexicon, Antecedents.Ranker ranker) {
        this.document = document;
        this.cast = cast;
        this.ranker = ranker;
        descriptions = new Descriptions(document, cast, lexicon);
        antecedents = new Antecedents(document, cast, descriptions, lexicon);
        roles = lexicon.list("roles");
        spokespersons = lexicon.list("spokespersons");
        documents = lexicon.list("documents");
        organizationNouns = lexicon.list("organization-nouns");
        plurals = lexicon.list("persons-plural");
        demonyms = lexicon.list("demonyms");
    }

    /**
     * Who makes a claim.
     *
     * @param silent whether the claim is that somebody did not speak: a spokesperson's silence is the person's
     */
    public Speaker resolve(FoundClaim claim, boolean silent) {
        antecedents.reading(claim);
        Speaker speaker = claim.source().isEmpty() ? withoutSource(claim) : source(claim, silent);
        previous = Optional.of(speaker);
        previousToken = anchor(claim);
        antecedents.spoke(speaker.members(), previousToken);
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
        boolean participle = !claim.cue().isEmpty()
                && document.lower(claim.cue().get(0).start()).endsWith("ing");
        if (participle && previous.isPresent() && document.sentenceOf(at) == document.sentenceOf(previousToken)) {
            return new Speaker(
                    previous.get().members(), previous.get().description(), Optional.empty(), 0.7, "speaker:continued");
        }
        return Speaker.unnamed("", Optional.empty(), "speaker:none");
    }

    private Speaker source(FoundClaim claim, boolean silent) {
        TokenSpan first = claim.source().get(0);
        int start = first.start();
        int end = first.end();
        while (end > start + 1 && (!word(end - 1) || REFLEXIVE.contains(document.lower(end - 1)))) {
            end--;
        }
        while (start < end - 1 && (!word(start) || leadIn(start))) {
            start++;
        }
        Optional<Speaker> spokespersons = ofSeveral(start, end, silent);
        if (spokespersons.isPresent()) {
            return spokespersons.get();
        }
        List<Member> joint = coordination(start, end);
        if (!joint.isEmpty()) {
            return new Speaker(joint, Optional.empty(), Optional.empty(), 0.85, "speaker:joint");
        }
        return phrase(start, end, silent);
    }

    /** "Spokespersons for A and B" speak for bodies, and are silent for persons. */
    private Optional<Speaker> ofSeveral(int start, int end, boolean silent) {
        int head = headEnd(start, end) - 1;
        if (!document.lower(head).startsWith("spokes")
                || head + 2 >= end
                || !OWNERS.contains(document.lower(head + 1))) {
            return Optional.empty();
        }
        List<Member> owners = coordination(head + 2, end).stream()
                .filter(member -> silent || !member.person())
                .toList();
        return owners.isEmpty()
                ? Optional.empty()
                : Optional.of(new Speaker(
                        owners, Optional.of(document.text(start, end)), Optional.empty(), 0.8, "speaker:spokesperson"));
    }

    private boolean word(int token) {
        int c = document.form(token).codePointAt(0);
        return Character.isLetterOrDigit(c) || c == '@' || c == '#';
    }

    private boolean leadIn(int token) {
        String lower = document.lower(token);
        return lower.equals("and") || lower.equals("but") || lower.equals("while") || lower.equals("as");
    }

    // ---- coordination

    private List<Member> coordination(int start, int end) {
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
            boolean suchAs =
                    lower.equals("as") && i > start && document.lower(i - 1).equals("such");
            if (lower.equals("including") || lower.equals("like") || suchAs) {
                from = i + 1;
            }
        }
        List<Member> named = new ArrayList<>();
        int piece = from;
        int pieces = 0;
        boolean afterAnd = false;
        for (int i = from; i <= end; i++) {
            boolean cut = i == end
                    || (document.form(i).equals(",") || document.lower(i).equals("and"))
                            && cast.mentionAt(i).isEmpty();
            if (!cut) {
                continue;
            }
            if (i > piece) {
                pieces++;
                Optional<Member> member = own(piece, i);
                if (member.isPresent() && !named.contains(member.get())) {
                    named.add(member.get());
                    afterAnd |= piece > and;
                }
            }
            piece = i + 1;
        }
        if (pieces > 1 && afterAnd) {
            return named;
        }
        // "Sanders and his aides", "critics, including Trump": of a mixed group the named ones
        boolean mixed = from > start || pieces == 2 && own(start, and).isPresent() && noComma(start, end);
        return mixed && !named.isEmpty() ? named : List.of();
    }

    private boolean noComma(int start, int end) {
        for (int i = start; i < end; i++) {
            if (document.form(i).equals(",")) {
                return false;
            }
        }
        return true;
    }

    /** The member that a whole piece of a list names: a name with its titles, article or description around it. */
    private Optional<Member> own(int start, int end) {
        int headEnd = headEnd(start, end);
        int last = headEnd - 1;
        if (last < start) {
            return Optional.empty();
        }
        boolean he = HE.contains(document.lower(last));
        if (last == start && (he || SHE.contains(document.lower(last)))) {
            return person(last, he ? Gender.MALE : Gender.FEMALE, Antecedents.Kind.PERSON)
                    .map(speaker -> speaker.members().get(0));
        }
        return cast.mentionAt(last)
                .filter(mention -> mention.end() == headEnd && !group(mention))
                .flatMap(mention -> cast.at(last));
    }

    // ---- one noun phrase

    /** One past the head of a phrase: where its first preposition, comma or relative begins. */
    private int headEnd(int start, int end) {
        for (int i = start + 1; i < end; i++) {
            boolean stop = STOPS.contains(document.lower(i))
                    || MADE.contains(document.lower(i)) && document(document.lower(i - 1));
            if (stop && cast.mentionAt(i).isEmpty() && !insideTitle(i, end) && !hyphen(i)) {
                return i;
            }
        }
        return end;
    }

    private boolean document(String noun) {
        return documents.contains(noun) || documents.contains(singular(noun));
    }

    /** Whether a hyphen joins what stands around it: "Paris-based". */
    private boolean hyphen(int token) {
        return document.form(token).equals("-") && !document.spaceBefore(token);
    }

    /** Whether an "of" stands inside a title before a name: "former secretary of state Ada Kourt". */
    private boolean insideTitle(int of, int end) {
        return document.lower(of).equals("of")
                && roles.contains(document.lower(of - 1))
                && of + 2 < end
                && !document.lower(of + 1).equals("the")
                && cast.mentionAt(of + 1).isEmpty()
                && cast.mentionAt(of + 2)
                        .filter(mention -> mention.start() == of + 2)
                        .isPresent();
    }

    private Speaker phrase(int start, int end, boolean silent) {
        String text = document.text(start, end);
        int headEnd = headEnd(start, end);
        int word = headEnd - start == 1 || SUBJECTS.contains(document.lower(start))
                ? start
                : headEnd - start <= 3 && SUBJECTS.contains(document.lower(headEnd - 1)) ? headEnd - 1 : -1;
        if (word >= 0) {
            Optional<Speaker> pronoun = pronoun(word, text, silent);
            if (pronoun.isPresent()) {
                return pronoun.get();
            }
        }
        int head = headEnd - 1 > start && possessive(headEnd - 1) ? headEnd - 2 : headEnd - 1;
        Optional<Member> example = example(start, headEnd, end);
        if (example.isPresent()) {
            return Speaker.of(example.get(), 0.8, "speaker:joint");
        }
        Optional<Mention> named = cast.mentionAt(head);
        if (named.isPresent()) {
            return group(named.get())
                    ? Speaker.unnamed(text, Optional.empty(), "speaker:unnamed")
                    : Speaker.of(cast.at(head).orElseThrow(), 0.95, "speaker:name");
        }
        String noun = document.lower(head);
        if (OFFICES.contains(noun)) {
            Optional<Speaker> office = office(start, head);
            if (office.isPresent()) {
                return office.get();
            }
        }
        boolean person = roles.contains(noun) || spokespersons.contains(noun);
        boolean describes =
                person || organizationNouns.contains(noun) || PARTISANS.contains(noun) || noun.equals("one");
        if (describes && !document.lower(start).equals("its")) {
            Optional<Member> apposed = apposed(head, end)
                    .filter(member -> member.person() != organizationNouns.contains(noun) || roles.contains(noun));
            if (apposed.isPresent()) {
                return Speaker.of(apposed.get(), 0.9, "speaker:apposition");
            }
        }
        if (spokespersons.contains(noun)) {
            Optional<Speaker> spokesperson = spokesperson(start, head, end, silent, text);
            if (spokesperson.isPresent()) {
                return spokesperson.get();
            }
        }
        // "the Coast Courier newspaper"
        Optional<Member> body = generic(noun) && head > start
                ? cast.at(head - 1).filter(member -> member.type() == EntityType.ORGANIZATION)
                : Optional.empty();
        if (body.isPresent()) {
            return Speaker.of(body.get(), 0.85, "speaker:organization");
        }
        if (document(noun)) {
            return maker(start, head, end)
                    .map(member -> Speaker.of(member, 0.75, "speaker:document"))
                    .orElseGet(() -> Speaker.unnamed(text, Optional.empty(), "speaker:unnamed"));
        }
        if (definite(start)) {
            Optional<Speaker> described = organizationNouns.contains(noun)
                    ? organization(start, head)
                    : role(start, head).or(() -> description(start, head));
            if (described.isPresent()) {
                return described.get();
            }
        }
        return Speaker.unnamed(text, owner(start, head, end).filter(member -> !member.person()), "speaker:unnamed");
    }

    /** The one name that a group is said to include: "critics, such as the Orsel Alliance". */
    private Optional<Member> example(int start, int headEnd, int end) {
        for (int i = headEnd; i < end - 1; i++) {
            String lower = document.lower(i);
            boolean suchAs = lower.equals("as") && document.lower(i - 1).equals("such");
            if (suchAs || lower.equals("including")) {
                return own(i + 1, end);
            }
        }
        return Optional.empty();
    }

    /** The person or body behind a comma: "the bureau's director, James Comey,", "one group, Occupy Tavik,". */
    private Optional<Member> apposed(int start, int end) {
        for (int i = start + 1; i < end - 1; i++) {
            if (document.form(i).equals(",") && cast.mentionAt(i).isEmpty()) {
                int to = i + 1;
                while (to < end && !document.form(to).equals(",")) {
                    to++;
                }
                return own(i + 1, to);
            }
        }
        return Optional.empty();
    }

    /** Whether a name is of a group that has no voice of its own: "Hispanics", "Senate Republicans", "New Polls". */
    private boolean group(Mention mention) {
        String last = document.lower(mention.end() - 1);
        if (mention.end() - mention.start() > 2
                && document.lower(mention.end() - 2).equals("of")) {
            return false;
        }
        boolean plural = last.endsWith("s") && last.length() > 3;
        if (mention.type() == EntityType.MISC && (plural || demonyms.contains(last))) {
            return true;
        }
        return plural
                        && (demonyms.contains(last) || plurals.contains(last) || documents.contains(singular(last)))
                        && mention.type() != EntityType.ORGANIZATION
                || plural && (plurals.contains(last) || last.equals("republicans") || last.equals("democrats"));
    }

    private boolean possessive(int token) {
        String form = document.form(token);
        return form.equals("'s") || form.equals("\u2019s") || form.equals("'") || form.equals("\u2019");
    }

    private static String singular(String noun) {
        return noun.endsWith("s") && noun.length() > 3 ? noun.substring(0, noun.length() - 1) : noun;
    }

    private boolean definite(int start) {
        return switch (document.lower(start)) {
            case "the", "this", "that", "its", "their", "his", "her" -> true;
            default -> false;
        };
    }

    // ---- offices of a person: campaign, administration

    private Optional<Speaker> office(int start, int head) {
        String noun =
                switch (document.lower(head)) {
                    case "administration" -> "administration";
                    case "office" -> "office";
                    default -> "campaign";
                };
        for (int i = head - 1; i >= start; i--) {
            Optional<Member> member = cast.at(i);
            if (member.isPresent() && member.get().person()) {
                return Optional.of(officeOf(member.get(), noun));
            }
            boolean his = HE.contains(document.lower(i));
            if (his || SHE.contains(document.lower(i))) {
                return person(i, his ? Gender.MALE : Gender.FEMALE, Antecedents.Kind.PERSON)
                        .map(owner -> officeOf(owner.members().get(0), noun));
            }
        }
        if (noun.equals("office")) {
            return Optional.empty();
        }
        // "the campaign": of whoever had one last in this story, or will have
        for (int i = start - 1; i > 0 && i > start - OFFICE_REACH; i--) {
            Optional<Speaker> found = officeAt(i, noun);
            if (found.isPresent()) {
                return found;
            }
        }
        return noun.equals("administration") ? incumbent(start) : Optional.empty();
    }

    private Optional<Speaker> officeAt(int token, String noun) {
        if (!document.lower(token).equals(noun) || token == 0) {
            return Optional.empty();
        }
        int owner = possessive(token - 1) ? token - 2 : token - 1;
        return owner < 0
                ? Optional.empty()
                : cast.at(owner).filter(Member::person).map(member -> officeOf(member, noun));
    }

    /** "the administration" of the president whom the story names. */
    private Optional<Speaker> incumbent(int token) {
        return descriptions.of("president", Set.of(), token).map(member -> officeOf(member, "administration"));
    }

    private Speaker officeOf(Member person, String noun) {
        String name = person.name();
        String surname = name.substring(name.lastIndexOf(' ') + 1);
        String owner = noun.equals("office") ? surname + "'s" : surname;
        return Speaker.of(cast.unnamed(owner + " " + noun, EntityType.ORGANIZATION), 0.85, "speaker:" + noun);
    }

    // ---- spokespersons

    private Optional<Speaker> spokesperson(int start, int head, int end, boolean silent, String text) {
        String noun = document.lower(head);
        boolean strict = noun.startsWith("spokes") || noun.equals("representative") || noun.equals("representatives");
        boolean official = noun.equals("official") || noun.equals("officials") || noun.equals("executives");
        // "a Clinton campaign spokesman", "a spokesman for Trump's campaign"
        for (int i = start; i < end; i++) {
            if (OFFICES.contains(document.lower(i)) && i != head) {
                Optional<Speaker> office = office(start, i);
                if (office.isPresent()) {
                    return strict || official
                            ? Optional.of(new Speaker(
                                    office.get().members(),
                                    Optional.of(text),
                                    Optional.empty(),
                                    0.8,
                                    "speaker:spokesperson"))
                            : Optional.of(Speaker.unnamed(
                                    text, Optional.of(office.get().members().get(0)), "speaker:unnamed"));
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
        if (owner.isEmpty()) {
            return strict ? Optional.of(Speaker.unnamed(text, Optional.empty(), "speaker:unnamed")) : Optional.empty();
        }
        Member member = owner.get();
        boolean speaks = member.person()
                ? strict && silent
                : strict && member.type() != EntityType.MISC
                        || official && (member.type() == EntityType.ORGANIZATION || SEATS.contains(member.id()));
        return Optional.of(
                speaks
                        ? new Speaker(List.of(member), Optional.of(text), Optional.empty(), 0.8, "speaker:spokesperson")
                        : Speaker.unnamed(text, owner, "speaker:unnamed"));
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
                Optional<Member> last = Optional.empty();
                for (int t = i + 1;
                        t < end && !(last.isPresent() && STOPS.contains(document.lower(t)) && !hyphen(t));
                        t++) {
                    if (document.form(t).equals(",")) {
                        break;
                    }
                    // "for Israeli software firm Nordal": the last of the names is the head
                    Optional<Member> member = cast.at(t).filter(found -> found.type() != EntityType.MISC);
                    last = member.isPresent() ? member : last;
                }
                if (last.isPresent()) {
                    return last;
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
                Optional<Speaker> described = organizationNouns.contains(document.lower(last))
                        ? organization(i + 1, last)
                        : role(i + 1, last);
                return described.map(speaker -> speaker.members().get(0));
            }
        }
        return Optional.empty();
    }

    // ---- documents

    /** Who made a document: named in the phrase, or beside the same word elsewhere in the text. */
    private Optional<Member> maker(int start, int head, int end) {
        Optional<Member> own = author(head, end)
                .or(() -> owner(start, head, end))
                .filter(this::makes)
                .filter(member -> !PLATFORMS.contains(member.id()));
        if (own.isPresent()) {
            return own;
        }
        String noun = singular(document.lower(head));
        boolean one =
                document.lower(head).equals(noun) && !document.lower(start).equals("one");
        if (!one || noun.equals("record") || noun.equals("data")) {
            return Optional.empty();
        }
        int low = Math.max(0, start - DOCUMENT_REACH);
        for (int i = start - 1; i >= low; i--) {
            Optional<Member> maker = makerAt(i, noun);
            if (maker.isPresent()) {
                return maker;
            }
        }
        if (!LETTERS.contains(noun) && definite(start)) {
            int high = Math.min(document.size(), end + DOCUMENT_REACH);
            for (int i = end; i < high; i++) {
                Optional<Member> maker = makerAt(i, noun);
                if (maker.isPresent()) {
                    return maker;
                }
            }
        }
        boolean near = previous.isPresent() && document.sentenceOf(start) - document.sentenceOf(previousToken) <= 2;
        return LETTERS.contains(noun)
                        && definite(start)
                        && near
                        && previous.get().members().size() == 1
                ? Optional.of(previous.get().members().get(0))
                : Optional.empty();
    }

    /** Who made a document as told behind it: "an analysis of bank data by Nordal", "an average compiled by the Ostrel Post". */
    private Optional<Member> author(int head, int end) {
        for (int i = head + 1; i + 1 < end && !document.form(i).equals(","); i++) {
            if (document.lower(i).equals("by")) {
                int name = document.lower(i + 1).equals("the") ? i + 2 : i + 1;
                return name < end ? cast.at(name) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private boolean makes(Member member) {
        return member.type() == EntityType.ORGANIZATION || member.type() == EntityType.PERSON;
    }

    private Optional<Member> makerAt(int token, String noun) {
        String lower = document.lower(token);
        boolean same = singular(lower).equals(noun) || POLLS.contains(lower) && POLLS.contains(noun);
        if (!same) {
            return Optional.empty();
        }
        int floor = Math.max(document.sentenceStart(document.sentenceOf(token)), token - 4);
        for (int i = token - 1; i >= floor && (word(i) || possessive(i)); i--) {
            Optional<Member> member = cast.at(i).filter(found -> found.type() == EntityType.ORGANIZATION);
            if (member.isPresent()) {
                return member;
            }
            if (cast.at(i).isPresent()) {
                break;
            }
        }
        int limit = Math.min(document.sentenceEnd(document.sentenceOf(token)), token + 7);
        boolean made = false;
        for (int i = token + 1; i < limit; i++) {
            made |= MAKERS.contains(document.lower(i));
            if (document.form(i).equals(",")) {
                break;
            }
            Optional<Member> member = cast.at(i).filter(found -> found.type() == EntityType.ORGANIZATION);
            if (made && member.isPresent()) {
                return member;
            }
        }
        return Optional.empty();
    }

    // ---- pronouns

    private Optional<Speaker> pronoun(int token, String text, boolean silent) {
        String lower = document.lower(token);
        Speaker nobody = Speaker.unnamed("", Optional.empty(), "speaker:pronoun");
        boolean he = HE.contains(lower);
        if (he || SHE.contains(lower)) {
            return Optional.of(person(token, he ? Gender.MALE : Gender.FEMALE, Antecedents.Kind.PERSON)
                    .orElse(nobody));
        }
        if (IT.contains(lower)) {
            return Optional.of(subject(token, silent)
                    .or(() -> ranked(token, Antecedents.Kind.BODY, Gender.UNKNOWN))
                    .orElse(nobody));
        }
        if (PERSONAL_RELATIVE.contains(lower) || RELATIVE.contains(lower)) {
            return Optional.of(relative(token, RELATIVE.contains(lower), silent).orElse(nobody));
        }
        if (THEY.contains(lower)) {
            boolean near = previous.isPresent() && document.sentenceOf(token) - document.sentenceOf(previousToken) <= 3;
            List<Member> members = near ? previous.get().members() : List.of();
            boolean several =
                    members.size() > 1 || members.size() == 1 && !members.get(0).person() && !BOTH.contains(lower);
            if (several) {
                return Optional.of(new Speaker(members, Optional.empty(), Optional.empty(), 0.6, "speaker:pronoun"));
            }
            Optional<Speaker> subject = BOTH.contains(lower)
                    ? Optional.empty()
                    : subject(token, silent).filter(found -> !found.members().isEmpty());
            if (subject.isPresent()) {
                return subject;
            }
            List<Member> pair = pair(token);
            return Optional.of(
                    pair.isEmpty()
                            ? Speaker.unnamed(text, Optional.empty(), "speaker:unnamed")
                            : new Speaker(pair, Optional.empty(), Optional.empty(), 0.6, "speaker:pronoun"));
        }
        return NOBODY.contains(lower)
                ? Optional.of(Speaker.unnamed(text, Optional.empty(), "speaker:unnamed"))
                : Optional.empty();
    }

    /** The body, or the maker of the document, that is the subject of the sentence, else of the one before. */
    private Optional<Speaker> subject(int token, boolean silent) {
        int sentence = document.sentenceOf(token);
        boolean opens = document.sentenceStart(sentence) == token;
        for (int s = opens ? sentence - 1 : sentence; s >= 0 && s >= sentence - 1; s--) {
            Optional<Speaker> found = subjectOf(s, token, silent);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Speaker> subjectOf(int sentence, int token, boolean silent) {
        int start = document.sentenceStart(sentence);
        int end = Math.min(token, document.sentenceEnd(sentence));
        for (int i = end - 2; i >= start && i > end - SUBJECT_REACH; i--) {
            String lower = document.lower(i);
            boolean noun = OFFICES.contains(lower)
                    || documents.contains(lower)
                    || organizationNouns.contains(lower) && !COUNTRIES.contains(lower);
            if (noun && cast.mentionAt(i).isEmpty() && document.quotationOf(i) < 0 && antecedents.finite(i + 1)) {
                int from = phraseStart(i);
                boolean subject = from < i && (from == start || !OWNERS.contains(document.lower(from - 1)));
                if (subject) {
                    return Optional.of(phrase(from, i + 1, silent));
                }
            }
        }
        return Optional.empty();
    }

    /** The two whom "they" means after a sentence whose subject is "A and B". */
    private List<Member> pair(int token) {
        int sentence = document.sentenceOf(token);
        for (int s = sentence; s >= 0 && s >= sentence - 1; s--) {
            int end = Math.min(s == sentence ? token : document.sentenceEnd(s), document.sentenceStart(s) + PAIR_REACH);
            Optional<Member> first = Optional.empty();
            boolean and = false;
            for (int i = document.sentenceStart(s); i < end && document.quotationOf(i) < 0; i++) {
                Optional<Member> member = cast.at(i);
                and |= member.isEmpty() && document.lower(i).equals("and");
                if (first.isEmpty()) {
                    first = member.filter(found -> found.type() != EntityType.MISC);
                    and = false;
                } else if (member.isPresent() && !member.equals(first)) {
                    if (and && member.get().type() == first.get().type()) {
                        return List.of(first.get(), member.get());
                    }
                    break;
                }
            }
        }
        return List.of();
    }

    /** Whom a relative pronoun goes back to: the name right before it, or the noun there and whose description that is. */
    private Optional<Speaker> relative(int token, boolean body, boolean silent) {
        int before = token > 0 && PAUSES.contains(document.form(token - 1)) ? token - 2 : token - 1;
        if (before < 0 || document.sentenceOf(before) != document.sentenceOf(token)) {
            return Optional.empty();
        }
        Optional<Mention> mention = cast.mentionAt(before);
        // "a super PAC" is no name
        boolean named = mention.isPresent()
                && !article(mention.get().start() - 1)
                && !(article(mention.get().start() - 2) && word(mention.get().start() - 1));
        if (!named) {
            return described(before, body, silent);
        }
        if (group(mention.get())) {
            return Optional.empty();
        }
        Member member = cast.at(before).orElseThrow();
        if (body) {
            return member.person() ? Optional.empty() : Optional.of(Speaker.of(member, 0.8, "speaker:relative"));
        }
        if (member.person()) {
            return Optional.of(Speaker.of(member, 0.8, "speaker:relative"));
        }
        // "Adeline Roux, a clerk at the Port Authority who", "Adeline Roux, 59, of Tavik, who"
        int head = mention.get().start() - 1;
        while (head > 0 && head > mention.get().start() - 4 && !OWNERS.contains(document.lower(head))) {
            head--;
        }
        boolean person = head > 0
                && OWNERS.contains(document.lower(head))
                && cast.mentionAt(head - 1).isEmpty()
                && !organizationNouns.contains(document.lower(head - 1));
        Optional<Speaker> described = person || head > 0 && member.type() == EntityType.PLACE
                ? described(head - 1, false, silent)
                : Optional.empty();
        return described.isPresent()
                ? described
                : Optional.of(member)
                        .filter(found -> found.type() == EntityType.ORGANIZATION)
                        .map(found -> Speaker.of(found, 0.7, "speaker:relative"));
    }

    private boolean article(int token) {
        return token >= 0
                && (document.lower(token).equals("a") || document.lower(token).equals("an"));
    }

    /** Whose the description is that ends at a token, before a relative pronoun. */
    private Optional<Speaker> described(int last, boolean body, boolean silent) {
        return apposedBefore(last, body).or(() -> predicated(last, body)).or(() -> {
            int start = phraseStart(last);
            return start < last
                    ? Optional.of(phrase(start, last + 1, silent))
                            .filter(found -> !found.members().isEmpty()
                                    && found.members().get(0).person() != body)
                            .map(found -> new Speaker(
                                    found.members(),
                                    found.description(),
                                    found.affiliation(),
                                    found.confidence() * 0.9,
                                    "speaker:relative"))
                    : Optional.empty();
        });
    }

    /** Where the noun phrase that ends at a token has its article or owner; the token itself if it has none. */
    private int phraseStart(int last) {
        int floor = Math.max(document.sentenceStart(document.sentenceOf(last)), last - 6);
        for (int i = last; i >= floor && (word(i) || possessive(i)) && !OWNERS.contains(document.lower(i)); i--) {
            if (definite(i) || article(i)) {
                return i;
            }
            if (possessive(i) && i > floor && cast.mentionAt(i - 1).isPresent()) {
                return cast.mentionAt(i - 1).get().start();
            }
        }
        return last;
    }

    /** Who is told to be what a relative pronoun goes on about: "Roux is one of three members who". */
    private Optional<Speaker> predicated(int last, boolean body) {
        int floor = document.sentenceStart(document.sentenceOf(last));
        for (int i = last - 1;
                i > floor && i > last - 8 && word(i) && cast.mentionAt(i).isEmpty();
                i--) {
            if (COPULAS.contains(document.lower(i))) {
                Optional<Mention> mention = cast.mentionAt(i - 1);
                boolean subject = mention.isPresent()
                        && (mention.get().start() == floor
                                || !OWNERS.contains(document.lower(mention.get().start() - 1)));
                boolean told = article(i + 1) || definite(i + 1) || AMONG.contains(document.lower(i + 1));
                return cast.at(i - 1)
                        .filter(member -> subject && told)
                        .filter(member -> body ? member.type() == EntityType.ORGANIZATION : member.person())
                        .map(member -> Speaker.of(member, 0.8, "speaker:relative"));
            }
        }
        return Optional.empty();
    }

    /** The name whose description behind a comma this is: "Tim Canova, a law professor, who". */
    private Optional<Speaker> apposedBefore(int token, boolean body) {
        int floor = Math.max(document.sentenceStart(document.sentenceOf(token)), token - 16);
        for (int i = token; i > floor; i--) {
            Optional<Mention> mention = cast.mentionAt(i - 1);
            if (document.form(i).equals(",") && mention.isPresent()) {
                Member member = cast.at(i - 1).orElseThrow();
                if (member.person() != body) {
                    return body && !article(i + 1)
                            ? Optional.empty()
                            : Optional.of(Speaker.of(member, 0.7, "speaker:relative"));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Speaker> person(int token, Gender gender, Antecedents.Kind kind) {
        Optional<Speaker> ranked = ranked(token, kind, gender);
        if (ranked.isPresent()) {
            return ranked;
        }
        return previous.filter(last -> last.members().size() == 1)
                .map(last -> last.members().get(0))
                .filter(last -> last.person() && (last.gender() == Gender.UNKNOWN || last.gender() == gender))
                .map(last -> Speaker.of(last, 0.5, "speaker:pronoun"));
    }

    private Optional<Speaker> ranked(int token, Antecedents.Kind kind, Gender gender) {
        List<Antecedents.Candidate> candidates = antecedents.at(token, kind, gender);
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Antecedents.Choice choice = ranker.choose(kind, candidates);
        return choice.candidate() < 0
                ? Optional.empty()
                : Optional.of(Speaker.of(
                        candidates.get(choice.candidate()).member(),
                        choice.confidence(),
                        kind == Antecedents.Kind.DESCRIPTION ? "speaker:description" : "speaker:pronoun"));
    }

    // ---- descriptions

    private Optional<Speaker> role(int start, int head) {
        return descriptions.of(start, head).map(member -> Speaker.of(member, 0.8, "speaker:role"));
    }

    /** "the senator" of whom no role was told, "the Republican": like a pronoun. */
    private Optional<Speaker> description(int start, int head) {
        String noun = document.lower(head);
        boolean singular = !noun.endsWith("s") && !plurals.contains(noun);
        boolean describes = roles.contains(noun) && !spokespersons.contains(noun) || PARTISANS.contains(noun);
        return singular && describes && document.lower(start).equals("the")
                ? ranked(start, Antecedents.Kind.DESCRIPTION, Gender.UNKNOWN)
                : Optional.empty();
    }

    /** "the company", "the ministry": the nearest organization before whose name has that word, else the one that "it" would mean. */
    private Optional<Speaker> organization(int start, int head) {
        String noun = document.lower(head);
        int limit = Math.max(0, start - ORGANIZATION_REACH);
        for (int i = start - 1; i >= limit; i--) {
            Optional<Member> member = cast.at(i)
                    .filter(found -> found.type() == EntityType.ORGANIZATION
                            && found.words().contains(noun));
            if (member.isPresent()) {
                return Optional.of(Speaker.of(member.get(), 0.85, "speaker:organization"));
            }
        }
        for (Member member : cast.members()) {
            if (member.type() == EntityType.ORGANIZATION && member.words().contains(noun)) {
                return Optional.of(Speaker.of(member, 0.7, "speaker:organization"));
            }
        }
        if (!generic(noun)) {
            return Optional.empty();
        }
        List<Antecedents.Candidate> candidates = antecedents.at(start, Antecedents.Kind.BODY, Gender.UNKNOWN).stream()
                .filter(candidate -> candidate.member().type() == EntityType.ORGANIZATION)
                .filter(candidate -> !BUSINESSES.contains(noun)
                        || !PUBLIC.contains(candidate.member().lastWord()))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Antecedents.Choice choice = ranker.choose(Antecedents.Kind.BODY, candidates);
        return choice.candidate() < 0
                ? Optional.empty()
                : Optional.of(Speaker.of(
                        candidates.get(choice.candidate()).member(), choice.confidence(), "speaker:organization"));
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
                    "association" -> true;
            default -> false;
        };
    }
}

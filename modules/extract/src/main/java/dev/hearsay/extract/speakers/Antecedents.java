package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom a pronoun or a description such as "the senator" may mean: the members that were named before it, each with what speaks
 * for it (distance, place in the sentence, who spoke before, how often the story names it). A {@link Ranker} chooses.
 */
public final class Antecedents {
    /** What is to be resolved. */
    public enum Kind {
        /** A pronoun for one person. */
        PERSON,
        /** A pronoun for a body or a country. */
        BODY,
        /** A definite noun for a person whose role the text has not tied to a name. */
        DESCRIPTION
    }

    /** Where it stands, which weighs the features anew. */
    private enum Context {
        /** Behind words in quotation marks: "...," he said. */
        AFTER_QUOTATION,
        /** First in its sentence. */
        OPENING,
        INSIDE
    }

    private enum Feature {
        SAME_SENTENCE,
        ONE_SENTENCE_BACK,
        TWO_SENTENCES_BACK,
        FOUR_SENTENCES_BACK,
        EIGHT_SENTENCES_BACK,
        FARTHER,
        SAME_PARAGRAPH,
        ONE_PARAGRAPH_BACK,
        FIRST_IN_SENTENCE,
        OPENS_SENTENCE,
        FIRST_IN_PARAGRAPH,
        SUBJECT,
        SUBJECT_SAME_SENTENCE,
        SUBJECT_OF_LAST_SENTENCE,
        SUBJECT_OF_LAST_PARAGRAPH,
        NEAREST_SUBJECT,
        POSSESSIVE,
        AFTER_PREPOSITION,
        JOINED,
        IN_QUOTATION,
        IN_OWN_QUOTATION,
        HEADLINE,
        FULL_NAME,
        DESCRIBED,
        NEW,
        PLACE,
        BEFORE_SPEECH_VERB,
        AFTER_SPEECH_VERB,
        CLOSE,
        SPOKE_LAST,
        SPOKE_LAST_IN_PARAGRAPH,
        SPOKE_LAST_ONE_PARAGRAPH_BACK,
        SPOKE_LAST_SENTENCE,
        SPOKE_BEFORE_LAST,
        SPOKE_SOMETIME,
        MENTIONS,
        MOST_NAMED,
        NAMED_NEAR,
        GENDER_KNOWN,
        NEAREST,
        SECOND_NEAREST,
        IN_CONTENT,
        IN_QUOTED_CONTENT,
        NAMED_BEHIND
    }

    /**
     * One member that may be meant.
     *
     * @param features of {@link #FEATURES}, 0 or 1 or a small number
     */
    public record Candidate(Member member, float[] features) {}

    /** Chooses among candidates. */
    public interface Ranker {
        /** The number of the candidate that is meant, and how sure that is; candidates are in order of nearness. */
        Choice choose(Kind kind, List<Candidate> candidates);
    }

    /**
     * What a ranker chose.
     *
     * @param candidate its number, -1 for none
     */
    public record Choice(int candidate, double confidence) {}

    /** Names of the features, in the order of the vectors: each on its own, then each once more in every context. */
    public static final List<String> FEATURES = Stream.concat(
                    Arrays.stream(Feature.values()).map(Feature::name),
                    Arrays.stream(Context.values()).flatMap(context -> Arrays.stream(Feature.values())
                            .map(feature -> feature + "," + context)))
            .toList();

    private static final int MAX_SENTENCES = 14;
    private static final int MAX_TOKENS = 450;
    private static final int MAX_CANDIDATES = 12;
    private static final int NEAR_SENTENCES = 3;
    private static final int APPOSITION = 14;
    private static final int CLOSE = 5;
    /** How far into a sentence a clause that comes before its subject's name may begin, and how long it may be. */
    private static final int CLAUSE_START = 8;

    private static final int CLAUSE = 30;
    private static final Set<String> PREPOSITIONS = Lexicon.words("of to for with against about by on from in at than");
    private static final Set<String> OPENERS = Lexicon.words("""
            as when while after before if since although though because asked in on at by for with until once speaking despite
            during unless to""");
    private static final Set<String> VERBS = Lexicon.words("""
            is was are were has have had does did do will would could should may might can must went took made won lost ran got
            came gave held began saw knew left kept met sought fell led put set cut let stood spent paid sent built brought
            thought felt found became grew drew threw broke chose spoke wrote rose hit goes makes takes gets wants seems""");

    private final Document document;
    private final Cast cast;
    private final Descriptions descriptions;
    private final Lexicon lexicon;
    private final Map<Member, Integer> spoken = new HashMap<>();
    private List<Member> last = List.of();
    private List<Member> beforeLast = List.of();
    private int lastToken = -1;
    private List<TokenSpan> content = List.of();
    private final int mostNamed;

    Antecedents(Document document, Cast cast, Descriptions descriptions, Lexicon lexicon) {
        this.document = document;
        this.cast = cast;
        this.descriptions = descriptions;
        this.lexicon = lexicon;
        int most = 0;
        for (Member member : cast.members()) {
            if (member.person()) {
                most = Math.max(most, member.mentions().size());
            }
        }
        mostNamed = most;
    }

    /** Tells whose speaker is looked for from now on. */
    void reading(FoundClaim claim) {
        content = claim.content();
    }

    /** Remembers who made a claim, which is read at a token. */
    void spoke(List<Member> members, int token) {
        for (Member member : members) {
            spoken.merge(member, 1, Integer::sum);
        }
        if (!members.isEmpty()) {
            lastToken = token;
            if (!members.equals(last)) {
                beforeLast = last;
                last = members;
            }
        }
    }

    /** Who may be meant at a token, nearest first. */
    List<Candidate> at(int token, Kind kind, Gender gender) {
        boolean afterQuotation = kind != Kind.BODY
                && token > 0
                && document.paragraphOf(token) == document.paragraphOf(token - 1)
                && document.quotationOf(token - 1) >= 0
                && document.quotationOf(token) != document.quotationOf(token - 1);
        int from = afterQuotation
                ? document.quotations().get(document.quotationOf(token - 1)).start()
                : token;
        Context context = afterQuotation
                ? Context.AFTER_QUOTATION
                : token == document.sentenceStart(document.sentenceOf(token)) ? Context.OPENING : Context.INSIDE;
        Pronoun pronoun = new Pronoun(token, from, context, kind, gender);
        Map<Member, List<Integer>> places = new LinkedHashMap<>();
        int sentence = document.sentenceOf(token);
        int floor = document.sentenceStart(Math.max(0, sentence - MAX_SENTENCES));
        for (int i = token - 1; i >= floor && i > token - MAX_TOKENS; i--) {
            Optional<Member> member = cast.at(i);
            if (member.isPresent() && fits(member.get(), kind, gender)) {
                int start = cast.mentionAt(i).orElseThrow().start();
                if (places.size() < MAX_CANDIDATES || places.containsKey(member.get())) {
                    places.computeIfAbsent(member.get(), key -> new ArrayList<>())
                            .add(start);
                }
                i = start;
            } else if (kind == Kind.PERSON && member.isEmpty()) {
                int at = i;
                descriptions
                        .endingAt(i)
                        .filter(described -> fits(described, kind, gender))
                        .filter(described -> places.size() < MAX_CANDIDATES || places.containsKey(described))
                        .ifPresent(described -> places.computeIfAbsent(described, key -> new ArrayList<>())
                                .add(at));
            }
        }
        if (kind == Kind.PERSON) {
            behind(pronoun).ifPresent(i -> places.computeIfAbsent(cast.at(i).orElseThrow(), key -> new ArrayList<>())
                    .add(i));
        }
        List<Candidate> candidates = new ArrayList<>(places.size());
        int rank = 0;
        boolean subject = false;
        for (Map.Entry<Member, List<Integer>> entry : places.entrySet()) {
            float[] plain = features(entry.getKey(), entry.getValue(), pronoun, rank++);
            if (plain[Feature.SUBJECT.ordinal()] > 0 && !subject) {
                subject = true;
                plain[Feature.NEAREST_SUBJECT.ordinal()] = 1;
            }
            candidates.add(new Candidate(entry.getKey(), inContext(plain, context)));
        }
        return candidates;
    }

    /**
     * What is to be resolved.
     *
     * @param from where what belongs to it begins: itself, or the quotation before it
     */
    private record Pronoun(int token, int from, Context context, Kind kind, Gender gender) {}

    private static float[] inContext(float[] plain, Context context) {
        float[] all = new float[FEATURES.size()];
        System.arraycopy(plain, 0, all, 0, plain.length);
        System.arraycopy(plain, 0, all, plain.length * (1 + context.ordinal()), plain.length);
        return all;
    }

    private static boolean fits(Member member, Kind kind, Gender gender) {
        if (kind == Kind.BODY) {
            return member.type() == EntityType.ORGANIZATION || member.type() == EntityType.PLACE;
        }
        return member.person()
                && (gender == Gender.UNKNOWN || member.gender() == Gender.UNKNOWN || member.gender() == gender);
    }

    /** The subject named behind the clause in which the pronoun stands: "As he spoke in Tavik, Denholt was". */
    private Optional<Integer> behind(Pronoun pronoun) {
        int sentence = document.sentenceOf(pronoun.token());
        int start = document.sentenceStart(sentence);
        if (pronoun.token() - start > CLAUSE_START
                || document.quotationOf(pronoun.token()) >= 0
                || pronoun.context() == Context.AFTER_QUOTATION
                || !OPENERS.contains(document.lower(start))) {
            return Optional.empty();
        }
        int end = Math.min(document.sentenceEnd(sentence), pronoun.token() + CLAUSE);
        for (int i = pronoun.token() + 1; i + 1 < end; i++) {
            if (document.form(i).equals(",")) {
                int name = i + 1;
                while (name < end && name < i + 4 && cast.mentionAt(name).isEmpty()) {
                    name++;
                }
                if (name < end) {
                    Optional<Mention> mention = cast.mentionAt(name);
                    if (mention.isPresent()
                            && fits(cast.at(name).orElseThrow(), pronoun.kind(), pronoun.gender())
                            && subject(mention.get())) {
                        return Optional.of(mention.get().start());
                    }
                }
            }
        }
        return Optional.empty();
    }

    private float[] features(Member member, List<Integer> places, Pronoun pronoun, int rank) {
        float[] f = new float[Feature.values().length];
        // the nearest place that is no part of the words the pronoun's person said
        int at = -1;
        for (int place : places) {
            if (at < 0 && place < pronoun.from()) {
                at = place;
            }
        }
        set(f, Feature.IN_OWN_QUOTATION, at < 0 && places.get(0) < pronoun.token());
        if (at >= 0) {
            placed(f, member, at, pronoun);
        }
        int sentence = document.sentenceOf(pronoun.from());
        int near = 0;
        for (int place : places) {
            boolean close = place < pronoun.from() && sentence - document.sentenceOf(place) <= NEAR_SENTENCES;
            near += close ? 1 : 0;
            if (close && sentence - document.sentenceOf(place) == 1) {
                Mention mention = mention(place);
                if (first(mention) && document.quotationOf(place) < 0) {
                    set(f, Feature.SUBJECT_OF_LAST_SENTENCE, true);
                }
            }
            if (place < pronoun.from()
                    && document.paragraphOf(pronoun.from()) - document.paragraphOf(place) == 1
                    && document.sentenceStart(document.sentenceOf(place))
                            == document.paragraphStart(document.paragraphOf(place))
                    && first(mention(place))) {
                set(f, Feature.SUBJECT_OF_LAST_PARAGRAPH, true);
            }
        }
        f[Feature.NAMED_NEAR.ordinal()] = Math.min(4, near) / 4f;
        set(f, Feature.NAMED_BEHIND, places.get(places.size() - 1) > pronoun.token());
        set(f, Feature.NEAREST, rank == 0);
        set(f, Feature.SECOND_NEAREST, rank == 1);
        spoken(f, member, pronoun);
        f[Feature.MENTIONS.ordinal()] = Math.min(10, member.mentions().size()) / 10f;
        set(f, Feature.MOST_NAMED, member.mentions().size() == mostNamed);
        set(f, Feature.GENDER_KNOWN, pronoun.gender() != Gender.UNKNOWN && member.gender() == pronoun.gender());
        set(f, Feature.PLACE, member.type() == EntityType.PLACE);
        for (TokenSpan span : content) {
            for (int i = span.start(); i < span.end() && i < span.start() + MAX_TOKENS; i++) {
                if (cast.at(i).filter(named -> named == member).isPresent()) {
                    set(f, document.quotationOf(i) < 0 ? Feature.IN_CONTENT : Feature.IN_QUOTED_CONTENT, true);
                }
            }
        }
        return f;
    }

    private void placed(float[] f, Member member, int at, Pronoun pronoun) {
        Mention mention = mention(at);
        int sentence = document.sentenceOf(at);
        int distance = document.sentenceOf(pronoun.from()) - sentence;
        Feature far = distance == 0
                ? Feature.SAME_SENTENCE
                : distance == 1
                        ? Feature.ONE_SENTENCE_BACK
                        : distance == 2
                                ? Feature.TWO_SENTENCES_BACK
                                : distance <= 4
                                        ? Feature.FOUR_SENTENCES_BACK
                                        : distance <= 8 ? Feature.EIGHT_SENTENCES_BACK : Feature.FARTHER;
        set(f, far, true);
        int paragraph = document.paragraphOf(at);
        int paragraphs = document.paragraphOf(pronoun.token()) - paragraph;
        set(f, Feature.SAME_PARAGRAPH, paragraphs == 0);
        set(f, Feature.ONE_PARAGRAPH_BACK, paragraphs == 1);
        boolean quoted = document.quotationOf(at) >= 0;
        boolean first = first(mention);
        int floor = document.sentenceStart(sentence);
        set(f, Feature.FIRST_IN_SENTENCE, first && !quoted);
        set(f, Feature.OPENS_SENTENCE, distance == 0 && at == floor);
        set(f, Feature.FIRST_IN_PARAGRAPH, first && floor == document.paragraphStart(paragraph));
        boolean subject = !quoted && subject(mention);
        set(f, Feature.SUBJECT, subject);
        set(f, Feature.SUBJECT_SAME_SENTENCE, subject && distance == 0);
        set(f, Feature.IN_QUOTATION, quoted);
        set(f, Feature.POSSESSIVE, mention.end() < document.size() && possessive(mention.end()));
        set(f, Feature.AFTER_PREPOSITION, at > floor && PREPOSITIONS.contains(document.lower(at - 1)));
        set(
                f,
                Feature.JOINED,
                at > floor && document.lower(at - 1).equals("and")
                        || mention.end() < document.size()
                                && document.lower(mention.end()).equals("and"));
        set(f, Feature.HEADLINE, document.part(paragraph) == Part.HEADLINE);
        set(f, Feature.FULL_NAME, mention.end() - at > 1);
        set(f, Feature.DESCRIBED, cast.mentionAt(at).isEmpty());
        set(f, Feature.NEW, member.mentions().get(0).start() == at);
        set(f, Feature.BEFORE_SPEECH_VERB, mention.end() < document.size() && speech(mention.end()));
        set(f, Feature.AFTER_SPEECH_VERB, at > floor && speech(at - 1));
        set(f, Feature.CLOSE, distance == 0 && pronoun.from() - mention.end() < CLOSE);
    }

    private void spoken(float[] f, Member member, Pronoun pronoun) {
        boolean spokeLast = last.contains(member);
        set(f, Feature.SPOKE_LAST, spokeLast);
        if (spokeLast) {
            int paragraphs = document.paragraphOf(pronoun.token()) - document.paragraphOf(lastToken);
            set(f, Feature.SPOKE_LAST_IN_PARAGRAPH, paragraphs == 0);
            set(f, Feature.SPOKE_LAST_ONE_PARAGRAPH_BACK, paragraphs == 1);
            set(
                    f,
                    Feature.SPOKE_LAST_SENTENCE,
                    document.sentenceOf(pronoun.from()) - document.sentenceOf(lastToken) <= 1);
        }
        set(f, Feature.SPOKE_BEFORE_LAST, beforeLast.contains(member));
        int times = spoken.getOrDefault(member, 0);
        f[Feature.SPOKE_SOMETIME.ordinal()] = times == 0 ? 0 : times == 1 ? 0.5f : 1;
    }

    /** The name at a token, or the head of a description as if it were one. */
    private Mention mention(int token) {
        return cast.mentionAt(token).orElseGet(() -> new Mention(token, token + 1, EntityType.PERSON));
    }

    private static void set(float[] f, Feature feature, boolean value) {
        f[feature.ordinal()] = value ? 1 : 0;
    }

    /** Whether no other name stands before it in its sentence. */
    private boolean first(Mention mention) {
        for (int i = document.sentenceStart(document.sentenceOf(mention.start())); i < mention.start(); i++) {
            if (cast.mentionAt(i).isPresent()) {
                return false;
            }
        }
        return true;
    }

    /** Whether a verb follows a name, or what is set off by commas or brackets behind it. */
    private boolean subject(Mention mention) {
        int start = mention.start();
        int sentence = document.sentenceOf(start);
        int end = document.sentenceEnd(sentence);
        if (start > document.sentenceStart(sentence) && PREPOSITIONS.contains(document.lower(start - 1))) {
            return false;
        }
        int next = mention.end();
        boolean comma = next < end && document.form(next).equals(",");
        if (comma || next < end && document.form(next).equals("(")) {
            String close = comma ? "," : ")";
            int i = next + 1;
            while (i < end && i < next + APPOSITION && !document.form(i).equals(close)) {
                i++;
            }
            next = i + 1;
        }
        if (next < end && document.lower(next).equals("who")) {
            return true;
        }
        while (next < end
                && (document.lower(next).endsWith("ly") || document.lower(next).equals("also"))) {
            next++;
        }
        return next < end && verb(next);
    }

    /** Whether a token is a finite verb, as far as its form tells. */
    boolean finite(int token) {
        String lower = document.lower(token);
        return VERBS.contains(lower) || lower.endsWith("ed") || speech(token) || lower.equals("also");
    }

    private boolean verb(int token) {
        String lower = document.lower(token);
        return VERBS.contains(lower)
                || document.form(token).equals(lower)
                        && (lower.endsWith("ed") || speech(token) || lower.length() > 3 && lower.endsWith("s"));
    }

    private boolean possessive(int token) {
        String form = document.form(token);
        return form.equals("'s") || form.equals("\u2019s");
    }

    private boolean speech(int token) {
        return lexicon.verb(document.lower(token)).filter(SpeechVerb::finite).isPresent();
    }
}

package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import dev.hearsay.extract.text.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    /** Names of the features, in the order of the vectors. */
    public static final List<String> FEATURES = List.of(
            "same-sentence",
            "one-sentence-back",
            "two-sentences-back",
            "four-sentences-back",
            "eight-sentences-back",
            "farther",
            "first-in-sentence",
            "in-quotation",
            "possessive",
            "headline",
            "spoke-last",
            "spoke-before-last",
            "spoke-sometime",
            "mentions",
            "gender-known",
            "most-named",
            "same-paragraph",
            "one-paragraph-back",
            "after-preposition",
            "before-speech-verb",
            "after-speech-verb",
            "full-name",
            "place",
            "nearest",
            "second-nearest",
            "spoke-last-and-after-quotation",
            "spoke-last-and-next-paragraph",
            "first-in-paragraph",
            "opens-sentence-of-pronoun");

    private static final int MAX_SENTENCES = 14;
    private static final int MAX_TOKENS = 450;
    private static final int MAX_CANDIDATES = 12;
    private static final Set<String> PREPOSITIONS = Set.of("of", "to", "for", "with", "against", "about", "by", "on");

    private final Document document;
    private final Cast cast;
    private final Lexicon lexicon;
    private final Map<Member, Integer> spoken = new HashMap<>();
    private List<Member> last = List.of();
    private List<Member> beforeLast = List.of();
    private final int mostNamed;

    Antecedents(Document document, Cast cast, Lexicon lexicon) {
        this.document = document;
        this.cast = cast;
        this.lexicon = lexicon;
        int most = 0;
        for (Member member : cast.members()) {
            if (member.person()) {
                most = Math.max(most, member.mentions().size());
            }
        }
        mostNamed = most;
    }

    /** Remembers who made a claim. */
    void spoke(List<Member> members) {
        for (Member member : members) {
            spoken.merge(member, 1, Integer::sum);
        }
        if (!members.isEmpty() && !members.equals(last)) {
            beforeLast = last;
            last = members;
        }
    }

    /** Who may be meant at a token, nearest first. */
    List<Candidate> at(int token, Kind kind, Gender gender) {
        Map<Member, Integer> nearest = new LinkedHashMap<>();
        int sentence = document.sentenceOf(token);
        int floor = document.sentenceStart(Math.max(0, sentence - MAX_SENTENCES));
        for (int i = token - 1; i >= floor && i > token - MAX_TOKENS && nearest.size() < MAX_CANDIDATES; i--) {
            Optional<Member> member = cast.at(i);
            if (member.isPresent() && fits(member.get(), kind, gender)) {
                nearest.putIfAbsent(member.get(), i);
            }
        }
        List<Candidate> candidates = new ArrayList<>(nearest.size());
        int rank = 0;
        for (Map.Entry<Member, Integer> entry : nearest.entrySet()) {
            candidates.add(
                    new Candidate(entry.getKey(), features(entry.getKey(), entry.getValue(), token, gender, rank++)));
        }
        return candidates;
    }

    private static boolean fits(Member member, Kind kind, Gender gender) {
        if (kind == Kind.BODY) {
            return member.type() == EntityType.ORGANIZATION || member.type() == EntityType.PLACE;
        }
        return member.person()
                && (gender == Gender.UNKNOWN || member.gender() == Gender.UNKNOWN || member.gender() == gender);
    }

    private float[] features(Member member, int at, int token, Gender gender, int rank) {
        float[] f = new float[FEATURES.size()];
        Mention mention = cast.mentionAt(at).orElseThrow();
        int distance = document.sentenceOf(token) - document.sentenceOf(at);
        f[distance == 0 ? 0 : distance == 1 ? 1 : distance == 2 ? 2 : distance <= 4 ? 3 : distance <= 8 ? 4 : 5] = 1;
        int sentence = document.sentenceOf(at);
        boolean first = firstName(mention.start(), document.sentenceStart(sentence));
        boolean quoted = document.quotationOf(at) >= 0;
        f[6] = bool(first && !quoted);
        f[7] = bool(quoted);
        f[8] = bool(mention.end() < document.size() && possessive(mention.end()));
        int paragraph = document.paragraphOf(at);
        f[9] = bool(document.part(paragraph) == Part.HEADLINE);
        boolean spokeLast = last.contains(member);
        f[10] = bool(spokeLast);
        f[11] = bool(beforeLast.contains(member));
        int times = spoken.getOrDefault(member, 0);
        f[12] = times == 0 ? 0 : times == 1 ? 0.5f : 1;
        f[13] = Math.min(10, member.mentions().size()) / 10f;
        f[14] = bool(gender != Gender.UNKNOWN && member.gender() == gender);
        f[15] = bool(member.mentions().size() == mostNamed);
        int paragraphs = document.paragraphOf(token) - paragraph;
        f[16] = bool(paragraphs == 0);
        f[17] = bool(paragraphs == 1);
        int floor = document.sentenceStart(sentence);
        f[18] = bool(mention.start() > floor && PREPOSITIONS.contains(document.lower(mention.start() - 1)));
        f[19] = bool(mention.end() < document.size() && speech(mention.end()));
        f[20] = bool(mention.start() > floor && speech(mention.start() - 1));
        f[21] = bool(mention.end() - mention.start() > 1);
        f[22] = bool(member.type() == EntityType.PLACE);
        f[23] = bool(rank == 0);
        f[24] = bool(rank == 1);
        boolean afterQuotation = token > 0 && document.quotationOf(token - 1) >= 0;
        f[25] = bool(spokeLast && afterQuotation);
        f[26] = bool(spokeLast && paragraphs >= 1);
        f[27] = bool(first && document.sentenceStart(sentence) == document.paragraphStart(paragraph));
        f[28] = bool(distance == 0 && mention.start() == floor);
        return f;
    }

    private boolean firstName(int start, int from) {
        for (int i = from; i < start; i++) {
            if (cast.at(i).isPresent()) {
                return false;
            }
        }
        return true;
    }

    private boolean possessive(int token) {
        String form = document.form(token);
        return form.equals("'s") || form.equals("\u2019s");
    }

    private boolean speech(int token) {
        return lexicon.verb(document.lower(token)).filter(SpeechVerb::finite).isPresent();
    }

    private static float bool(boolean value) {
        return value ? 1 : 0;
    }
}

package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.extract.lexicon.Gender;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everybody and everything that a story names, each with all its mentions: full names first, then surnames, acronyms and
 * shortened names, which go to the member that they fit; and what the text says of persons (role, affiliation, gender).
 */
public final class Cast {
    private static final Set<String> SMALL = Lexicon.words("""
            of the and for on in to a & de""");
    private static final Set<String> LEADS = Lexicon.words("""
            leads heads chairs runs led headed chaired directs founded represents owns""");
    private static final Map<String, Set<String>> TITLES = Map.of(
            "sen.", Set.of("senator", "lawmaker", "congressman", "congresswoman"),
            "senator", Set.of("senator", "lawmaker"),
            "rep.", Set.of("representative", "congressman", "congresswoman", "lawmaker"),
            "gov.", Set.of("governor"),
            "lt.", Set.of("lieutenant"),
            "gen.", Set.of("general"),
            "prof.", Set.of("professor"),
            "dr.", Set.of("doctor"));
    private static final int APPOSITION = 14;
    /** So few tokens after its full name a surname is likely its own. */
    private static final int NEAR = 120;
    /** In a text with more names than this, short names are not compared with long ones, to keep the work bounded. */
    private static final int MAX_COMPARED = 1500;

    private final Document document;
    private final Lexicon lexicon;
    private final List<Member> members = new ArrayList<>();
    private final Map<String, Member> byName = new HashMap<>();
    private final Map<String, List<Member>> byLastWord = new HashMap<>();
    private final Map<Member, Member> merged = new HashMap<>();
    private final Map<Member, List<Integer>> fullNames = new HashMap<>();
    private final Member[] at;
    private final Mention[] mentionAt;
    private final Set<String> roles;
    private final Set<String> modifiers;

    private Cast(Document document, List<Mention> mentions, Lexicon lexicon) {
        this.document = document;
        this.lexicon = lexicon;
        this.roles = lexicon.list("roles");
        this.modifiers = lexicon.list("role-modifiers");
        this.at = new Member[document.size()];
        this.mentionAt = new Mention[document.size()];
        for (Mention mention : mentions) {
            Arrays.fill(mentionAt, mention.start(), mention.end(), mention);
        }
        gather(mentions);
        for (Member member : members) {
            if (member.person()) {
                member.mentions().forEach(mention -> describe(member, mention));
                guessGender(member);
            }
        }
        genderByPronouns();
    }

    /** Gathers the mentions of a text, which are in text order. */
    public static Cast of(Document document, List<Mention> mentions, Lexicon lexicon) {
        return new Cast(document, mentions, lexicon);
    }

    /** In order of first mention. */
    public List<Member> members() {
        return members;
    }

    /** Who is named by the word at a token. */
    public Optional<Member> at(int token) {
        return Optional.ofNullable(at[token]);
    }

    /** The mention that a token is part of. */
    public Optional<Mention> mentionAt(int token) {
        return Optional.ofNullable(mentionAt[token]);
    }

    /** A member of which the story has no name of its own, such as the campaign of a candidate. */
    Member unnamed(String name, EntityType type) {
        return byName.computeIfAbsent(type + NormalizedName.of(name), key -> {
            Member member = new Member(type, name, words(name));
            members.add(member);
            return member;
        });
    }

    private static List<String> words(String name) {
        List<String> words = new ArrayList<>();
        for (String word : NormalizedName.of(name).split(" ")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words.isEmpty() ? List.of(name) : words;
    }

    private void gather(List<Mention> mentions) {
        List<List<String>> words = new ArrayList<>();
        List<Mention> later = new ArrayList<>();
        Member[] of = new Member[mentions.size()];
        for (int i = 0; i < mentions.size(); i++) {
            words.add(words(text(mentions.get(i))));
        }
        // names of several words first, so that a surname in the headline finds its owner
        for (int i = 0; i < of.length; i++) {
            if (words.get(i).size() > 1) {
                of[i] = full(mentions.get(i), words.get(i));
                fullNames
                        .computeIfAbsent(of[i], key -> new ArrayList<>())
                        .add(mentions.get(i).start());
            }
        }
        if (members.size() <= MAX_COMPARED) {
            List.copyOf(members).forEach(this::shorten);
        }
        for (int i = 0; i < of.length; i++) {
            if (of[i] == null) {
                of[i] = single(mentions.get(i), words.get(i));
            }
        }
        members.clear();
        Set<Member> seen = new HashSet<>();
        for (int i = 0; i < of.length; i++) {
            Member member = representative(of[i]);
            Mention mention = mentions.get(i);
            member.add(mention);
            Arrays.fill(at, mention.start(), mention.end(), member);
            if (seen.add(member)) {
                members.add(member);
            }
        }
    }

    private Member representative(Member member) {
        Member target = member;
        while (merged.containsKey(target)) {
            target = merged.get(target);
        }
        return target;
    }

    private String text(Mention mention) {
        int start = mention.start();
        return document.text(start, mention.end()).replaceAll("\\s+", " ");
    }

    private Member full(Mention mention, List<String> words) {
        String name = text(mention);
        EntityType type = mention.type();
        Member known = byName.get(type + String.join(" ", words));
        if (known != null) {
            return known;
        }
        if (type == EntityType.PERSON) {
            for (Member other : byLastWord.getOrDefault(bare(words), List.of())) {
                boolean same = other.person()
                        && other.words().size() > 1
                        && (sameFirst(other.words().get(0), words.get(0)) || endsWith(other.words(), words));
                if (same) {
                    other.offer(name, words);
                    byName.put(type + String.join(" ", words), other);
                    return other;
                }
            }
        }
        return enter(type, name, words);
    }

    /** Whether one name is the end of the other: "de Blasio" and "Bill de Blasio". */
    private static boolean endsWith(List<String> some, List<String> others) {
        List<String> longer = some.size() >= others.size() ? some : others;
        List<String> shorter = some.size() >= others.size() ? others : some;
        return longer.subList(longer.size() - shorter.size(), longer.size()).equals(shorter);
    }

    private static String bare(List<String> words) {
        String last = words.get(words.size() - 1);
        boolean suffix = last.equals("jr") || last.equals("sr") || last.equals("ii") || last.equals("iii");
        return suffix && words.size() > 1 ? words.get(words.size() - 2) : last;
    }

    private static boolean sameFirst(String a, String b) {
        return a.equals(b)
                || a.length() == 1 && b.startsWith(a)
                || b.length() == 1 && a.startsWith(b)
                || a.length() >= 3 && b.length() >= 3 && (a.startsWith(b) || b.startsWith(a));
    }

    private Member enter(EntityType type, String name, List<String> words) {
        Member member = new Member(type, name, words);
        members.add(member);
        byName.put(type + String.join(" ", words), member);
        byLastWord.computeIfAbsent(bare(words), key -> new ArrayList<>()).add(member);
        return member;
    }

    /** Joins "Orsel Alliance" to "Orsel River Alliance" and "Norvane" to "Norvane Energy", if there is but one. */
    private void shorten(Member member) {
        if (member.type() != EntityType.ORGANIZATION) {
            return;
        }
        Member longer = null;
        for (Member other : members) {
            if (other != member
                    && other.type() == EntityType.ORGANIZATION
                    && other.words().size() > member.words().size()
                    && startsOrEnds(other.words(), member.words())) {
                if (longer != null) {
                    return;
                }
                longer = other;
            }
        }
        if (longer != null && !merged.containsKey(longer)) {
            merged.put(member, longer);
        }
    }

    private static boolean startsOrEnds(List<String> whole, List<String> part) {
        int shift = whole.size() - part.size();
        return whole.subList(0, part.size()).equals(part)
                || whole.subList(shift, whole.size()).equals(part);
    }

    private Member single(Mention mention, List<String> words) {
        String word = words.get(0);
        EntityType type = mention.type();
        boolean mayBePerson = type == EntityType.PERSON || type == EntityType.MISC;
        if (mayBePerson) {
            Optional<Member> person = person(mention, word);
            if (person.isPresent()) {
                return person.get();
            }
        }
        Member same = byName.get(type + word);
        if (same != null) {
            return same;
        }
        boolean shortName = type == EntityType.ORGANIZATION;
        if (shortName && members.size() <= MAX_COMPARED) {
            Member found = null;
            for (Member other : members) {
                if (other.type() == EntityType.ORGANIZATION && abbreviates(mention, word, other)) {
                    found = other;
                    break;
                }
            }
            if (found != null) {
                byName.put(type + word, found);
                return found;
            }
        }
        return enter(type, text(mention), words);
    }

    private boolean abbreviates(Mention mention, String word, Member other) {
        List<String> words = other.words();
        if (words.size() < 2) {
            return false;
        }
        String form = document.form(mention.start());
        boolean capitals = form.length() >= 2 && form.equals(form.toUpperCase(Locale.ROOT));
        boolean national = words.size() > 2 && words.get(0).equals("us");
        boolean initials = initials(words, word) || national && initials(words.subList(1, words.size()), word);
        if (capitals && word.length() >= 2 && initials) {
            return true;
        }
        for (Mention full : other.mentions()) {
            if (inBrackets(full, mention)) {
                return true;
            }
        }
        boolean definite =
                mention.start() > 0 && document.lower(mention.start() - 1).equals("the");
        return words.get(0).equals(word)
                || definite && words.get(words.size() - 1).equals(word);
    }

    private boolean inBrackets(Mention full, Mention acronym) {
        return acronym.start() == full.end() + 1 && document.form(full.end()).equals("(");
    }

    /** Whether a word is made of the first letters of a name, with or without those of its small words. */
    private static boolean initials(List<String> words, String word) {
        StringBuilder great = new StringBuilder();
        StringBuilder all = new StringBuilder();
        for (String each : words) {
            all.appendCodePoint(each.codePointAt(0));
            if (!SMALL.contains(each)) {
                great.appendCodePoint(each.codePointAt(0));
            }
        }
        return word.contentEquals(great) || word.contentEquals(all);
    }

    /** Whom a single word names: by surname, else by forename; of several the one that fits the title, or is named most. */
    private Optional<Member> person(Mention mention, String word) {
        List<Member> options = new ArrayList<>();
        for (Member other : byLastWord.getOrDefault(word, List.of())) {
            if (other.person()) {
                options.add(other);
            }
        }
        if (options.isEmpty() && members.size() <= MAX_COMPARED) {
            for (Member other : members) {
                if (other.person()
                        && other.words().size() > 1
                        && other.words().get(0).equals(word)) {
                    options.add(other);
                }
            }
        }
        if (options.size() <= 1) {
            return options.stream().findFirst();
        }
        Gender title = titleGender(mention.start());
        Member best = null;
        int bestScore = Integer.MIN_VALUE;
        for (Member option : options) {
            guessGender(option);
            int score = prominence(option, mention.start());
            if (title != Gender.UNKNOWN && option.gender() != Gender.UNKNOWN) {
                score += option.gender() == title ? 100 : -100;
            }
            if (score > bestScore) {
                best = option;
                bestScore = score;
            }
        }
        return Optional.ofNullable(best);
    }

    /** How often a full name stands in the text, and whether it did so shortly before. */
    private int prominence(Member member, int token) {
        List<Integer> places = fullNames.getOrDefault(member, List.of());
        int score = Math.min(places.size(), 8);
        for (int place : places) {
            if (place < token && token - place < NEAR) {
                return score + 2;
            }
        }
        return score;
    }

    private Gender titleGender(int start) {
        if (start == 0) {
            return Gender.UNKNOWN;
        }
        String before = document.lower(start - 1);
        return lexicon.list("honorifics-male").contains(before)
                ? Gender.MALE
                : lexicon.list("honorifics-female").contains(before) ? Gender.FEMALE : Gender.UNKNOWN;
    }

    private void guessGender(Member member) {
        for (Mention mention : member.mentions()) {
            member.gender(titleGender(mention.start()));
        }
        String first = member.name().split(" ")[0];
        boolean alone = member.words().size() == 1;
        // more surnames are men's forenames ("Clinton") than women's
        lexicon.forename(first)
                .filter(gender -> !alone || gender == Gender.FEMALE)
                .ifPresent(member::gender);
    }

    /** Gives persons of whom nothing else tells it the gender of the pronouns that follow where they alone are named. */
    private void genderByPronouns() {
        Map<Member, Integer> votes = new HashMap<>();
        for (int sentence = 0; sentence < document.sentences(); sentence++) {
            Member only = null;
            boolean several = false;
            for (int i = document.sentenceStart(sentence); i < document.sentenceEnd(sentence); i++) {
                Member member = at[i];
                if (member != null && member.person()) {
                    several |= only != null && only != member;
                    only = member;
                }
                boolean asked = only != null
                        && !several
                        && only.gender() == Gender.UNKNOWN
                        && document.quotationOf(i) < 0
                        && member == null;
                if (asked) {
                    int vote =
                            switch (document.lower(i)) {
                                case "he", "his", "him", "himself" -> 1;
                                case "she", "her", "herself" -> -1;
                                default -> 0;
                            };
                    votes.merge(only, vote, Integer::sum);
                }
            }
        }
        votes.forEach((member, sum) -> {
            if (sum != 0) {
                member.gender(sum > 0 ? Gender.MALE : Gender.FEMALE);
            }
        });
    }

    /** Reads role and affiliation beside a person's name. */
    private void describe(Member member, Mention mention) {
        int sentence = document.sentenceOf(mention.start());
        before(member, mention, document.sentenceStart(sentence));
        after(member, mention, document.sentenceEnd(sentence));
    }

    private boolean roleWord(int token) {
        return roles.contains(document.lower(token)) || modifiers.contains(document.lower(token));
    }

    private void before(Member member, Mention mention, int first) {
        int start = mention.start();
        while (start > first
                && mentionAt[start - 1] == null
                && (roleWord(start - 1)
                        || document.lower(start - 1).equals("of") && start - 2 >= first && roleWord(start - 2))) {
            start--;
        }
        if (start < mention.start() && anyRole(start, mention.start())) {
            member.describe(document.text(start, mention.start()), wordsOf(start, mention.start()));
            if (start > first) {
                int owner = possessive(start - 1) && start - 2 >= first ? start - 2 : start - 1;
                at(owner).filter(other -> !other.person()).ifPresent(member::affiliate);
            }
        }
    }

    private boolean possessive(int token) {
        String form = document.form(token);
        return form.equals("'s") || form.equals("\u2019s") || form.equals("'") || form.equals("\u2019");
    }

    private boolean anyRole(int from, int to) {
        for (int i = from; i < to; i++) {
            if (roles.contains(document.lower(i))) {
                return true;
            }
        }
        return false;
    }

    private Set<String> wordsOf(int from, int to) {
        Set<String> words = new HashSet<>();
        for (int i = from; i < to; i++) {
            words.add(document.lower(i));
        }
        return words;
    }

    private void after(Member member, Mention mention, int limit) {
        int i = mention.end();
        if (i < limit && document.form(i).equals("of")) {
            affiliation(member, i + 1, Math.min(limit, i + 4));
            return;
        }
        if (i >= limit || !document.form(i).equals(",")) {
            return;
        }
        int end = Math.min(limit, i + APPOSITION);
        int start = i + 1;
        if (start < end && document.lower(start).equals("who")) {
            if (start + 1 < end && LEADS.contains(document.lower(start + 1))) {
                affiliation(member, start + 2, Math.min(end, start + 5));
            }
            return;
        }
        int stop = start;
        while (stop < end && !apposition(stop)) {
            stop++;
        }
        // "Orten, the mayor said, is" and "... Orten," the mayor said
        boolean another = stop < limit && document.lower(stop).equals("said")
                || start < limit && document.quotationOf(start) != document.quotationOf(mention.start());
        if (stop > start && !another && anyRole(start, stop) && noOtherPerson(start, stop)) {
            int from = start;
            while (from < stop && (articleOrPossessive(from))) {
                from++;
            }
            // "the group's director": the role follows the possessive
            for (int t = from; t < stop; t++) {
                if (possessive(t)) {
                    int owner = t - 1;
                    at(owner).filter(other -> !other.person()).ifPresent(member::affiliate);
                    from = t + 1;
                }
            }
            if (from < stop) {
                member.describe(document.text(from, stop), wordsOf(from, stop));
            }
            if (stop < end && preposition(stop)) {
                affiliation(member, stop + 1, end);
            }
        }
    }

    private boolean noOtherPerson(int from, int to) {
        for (int i = from; i < to; i++) {
            if (at[i] != null && at[i].person()) {
                return false;
            }
        }
        return true;
    }

    private boolean articleOrPossessive(int token) {
        String lower = document.lower(token);
        return lower.equals("a")
                || lower.equals("an")
                || lower.equals("the")
                || lower.equals("its")
                || lower.equals("their");
    }

    private boolean preposition(int token) {
        String lower = document.lower(token);
        return lower.equals("of")
                || lower.equals("at")
                || lower.equals("for")
                || lower.equals("with")
                || lower.equals("from");
    }

    private boolean apposition(int token) {
        String form = document.lower(token);
        return form.equals(",")
                || form.equals(".")
                || form.equals("who")
                || form.equals("said")
                || form.equals("and")
                || preposition(token);
    }

    private void affiliation(Member member, int from, int to) {
        for (int i = from; i < to && i < at.length; i++) {
            String form = document.form(i);
            if (form.equals(",") || form.equals(".")) {
                return;
            }
            Member other = at[i];
            if (other != null && !other.person() && other.type() != EntityType.MISC) {
                member.affiliate(other);
                return;
            }
        }
    }
}

package dev.hearsay.extract.mentions;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.lexicon.SpeechVerb;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Names by rule: runs of capitalized words, cut at titles and roles, typed by word lists and by what the whole text says of the
 * same name (a role before it, a speech verb after it, "who" or "which" behind it, its parts used alone).
 */
public final class CapitalizedNames implements MentionFinder {
    private static final int MAX_NAME = 8;
    private static final Set<String> PARTICLES = Lexicon.words("""
            de van von der den la al bin ibn el du da di del dos ter ben abu y e""");
    private static final Set<String> SUFFIXES = Set.of("jr.", "sr.", "jr", "sr", "ii", "iii", "iv", "esq.");
    private static final Set<String> PLACE_ENDS = Lexicon.words("""
            street avenue river lake bay island islands county city beach valley mountain mountains park
            square airport bridge road hills coast desert sea ocean peninsula province basin crossing cape
            boulevard highway harbor station""");
    private static final Set<String> PLACE_BEFORE = Set.of("in", "near", "at", "from", "across", "outside", "around");
    private static final Set<String> OF_HEADS = Lexicon.words("""
            bank department ministry university institute office board committee council house church
            bureau chamber federation college court association league union organization society party
            commission agency republic state kingdom city secretary center centre academy school daughters
            sons knights conference states bill speaker chiefs statistics foundation""");

    private static final Set<String> STATES = Set.of("republic", "state", "states", "kingdom", "city");

    private final Lexicon lexicon;
    private final Set<String> roles;
    private final Set<String> modifiers;
    private final Set<String> male;
    private final Set<String> female;
    private final Set<String> honorifics;
    private final Set<String> heads;
    private final Set<String> organizations;
    private final Set<String> places;
    private final Set<String> demonyms;
    private final Set<String> calendar;
    private final Set<String> notNames;
    private final Set<String> suffixes;

    /** Uses these word lists. */
    public CapitalizedNames(Lexicon lexicon) {
        this.lexicon = lexicon;
        roles = lexicon.list("roles");
        modifiers = lexicon.list("role-modifiers");
        male = lexicon.list("honorifics-male");
        female = lexicon.list("honorifics-female");
        honorifics = lexicon.list("honorifics");
        heads = lexicon.list("organization-heads");
        organizations = lexicon.list("organizations");
        places = lexicon.list("places");
        demonyms = lexicon.list("demonyms");
        calendar = lexicon.list("calendar");
        notNames = lexicon.list("not-names");
        suffixes = lexicon.list("company-suffixes");
    }

    @Override
    public List<Mention> find(Document document) {
        return new Search(document).run();
    }

    /** A run of words that may be a name, before its type is known. */
    private record Candidate(int start, int end, Optional<EntityType> type, boolean titled) {}

    private final class Search {
        private final Document document;
        private final Set<String> capitals = new HashSet<>();
        private final Set<String> capitalInside = new HashSet<>();
        private final Set<String> lowerInside = new HashSet<>();
        private final List<Candidate> candidates = new ArrayList<>();
        private final Map<String, int[]> votes = new HashMap<>();
        private final Map<String, EntityType> parts = new HashMap<>();
        private final Set<String> alone = new HashSet<>();

        Search(Document document) {
            this.document = document;
        }

        List<Mention> run() {
            for (int i = 0; i < document.size(); i++) {
                if (capital(i)) {
                    capitals.add(document.form(i));
                    if (!opens(i) && !document.boilerplate(document.paragraphOf(i)) && !titleCase(i)) {
                        capitalInside.add(document.form(i));
                    }
                } else {
                    lowerInside.add(document.form(i));
                }
            }
            for (int p = 0; p < document.paragraphs(); p++) {
                if (!document.boilerplate(p)) {
                    paragraph(p);
                }
            }
            vote();
            List<Mention> mentions = new ArrayList<>();
            for (Candidate candidate : candidates) {
                type(candidate).ifPresent(type -> mentions.add(new Mention(candidate.start, candidate.end, type)));
            }
            mentions.sort(Comparator.comparingInt(Mention::start));
            return mentions;
        }

        private boolean capital(int i) {
            int first = document.form(i).codePointAt(0);
            return Character.isUpperCase(first)
                    || first == '@' && document.form(i).length() > 2
                    || Character.isLowerCase(first)
                            && document.form(i).length() > 2
                            && Character.isUpperCase(document.form(i).charAt(1))
                            && Character.isLetter(first);
        }

        /** Whether a capital here may be due to the beginning of a sentence or quotation. */
        private boolean opens(int i) {
            int sentence = document.sentenceOf(i);
            int first = Math.max(document.sentenceStart(sentence), document.bodyStart(document.paragraphOf(i)));
            if (i <= first) {
                return true;
            }
            String before = document.form(i - 1);
            return !Character.isLetterOrDigit(before.codePointAt(0))
                    && "\"\u201C\u2018''``:(\u2014--\u2013*\u2022-[".contains(before);
        }

        /** Whether most words of the sentence have a capital, as in headlines. */
        private boolean titleCase(int i) {
            int sentence = document.sentenceOf(i);
            int small = 0;
            int large = 0;
            for (int t = document.sentenceStart(sentence);
                    t < document.sentenceEnd(sentence) && t < document.sentenceStart(sentence) + 40;
                    t++) {
                if (document.form(t).length() > 3) {
                    if (Character.isLowerCase(document.form(t).codePointAt(0))) {
                        small++;
                    } else if (capital(t)) {
                        large++;
                    }
                }
            }
            return large > small * 3;
        }

        private boolean name(int i) {
            if (!capital(i)) {
                return false;
            }
            String form = document.form(i);
            String lower = document.lower(i);
            if (calendar.contains(lower) && !form.equals("May")
                    || form.length() == 1 && !form.equals("X") && !Character.isLetter(form.charAt(0))) {
                return false;
            }
            if (notNames.contains(lower)
                    && !(form.equals("US")
                            || form.length() > 1 && form.equals(form.toUpperCase(Locale.ROOT)) && form.endsWith("."))) {
                return false;
            }
            if (form.equals("I") || lower.startsWith("http") || lower.startsWith("www.")) {
                return false;
            }
            if (opens(i) || titleCase(i)) {
                return capitalInside.contains(form)
                        || lexicon.isForename(form)
                        || roles.contains(lower)
                        || modifiers.contains(lower)
                        || lexicon.place(form).isPresent()
                        || form.length() > 1 && form.equals(form.toUpperCase(Locale.ROOT))
                        || !lowerInside.contains(lower) && i + 1 < document.size() && followsAsName(i);
            }
            return true;
        }

        /** Whether an opening word reads as a name by what comes after it. */
        private boolean followsAsName(int i) {
            String next = document.form(i + 1);
            return capital(i + 1) && !opens(i + 1) && !notNames.contains(document.lower(i + 1))
                    || next.equals("'s")
                    || next.equals("\u2019s")
                    || next.equals(",")
                    || lexicon.verb(document.lower(i + 1))
                            .filter(SpeechVerb::finite)
                            .isPresent();
        }

        private void paragraph(int p) {
            int end = document.paragraphEnd(p);
            int i = document.bodyStart(p);
            while (i < end) {
                if (!name(i)) {
                    i++;
                    continue;
                }
                int to = runEnd(i, Math.min(end, document.sentenceEnd(document.sentenceOf(i))));
                cut(i, to);
                i = to;
            }
        }

        private int runEnd(int start, int limit) {
            int i = start + 1;
            while (i < limit && i - start < MAX_NAME) {
                String lower = document.lower(i);
                if (name(i)) {
                    i++;
                } else if ((lower.equals("of") || lower.equals("for"))
                        && OF_HEADS.contains(document.lower(i - 1))
                        && i + 1 < limit) {
                    int next = document.lower(i + 1).equals("the") ? i + 2 : i + 1;
                    if (next >= limit || !name(next)) {
                        break;
                    }
                    i = next + 1;
                } else if (lower.equals("&") && i + 1 < limit && name(i + 1)) {
                    i += 2;
                } else if (lower.equals("and") && joinedByAnd(start, i, limit)) {
                    i++;
                } else if (PARTICLES.contains(lower) && i + 1 < limit && name(i + 1) && i - start <= 2) {
                    i += 2;
                } else if (lower.equals(",")
                        && i + 1 < limit
                        && (suffixes.contains(document.lower(i + 1)) || SUFFIXES.contains(document.lower(i + 1)))) {
                    i += 2;
                } else {
                    break;
                }
            }
            return i;
        }

        /** "the Food and Drug Administration", but not "Norvane and the Orsel Alliance". */
        private boolean joinedByAnd(int start, int and, int limit) {
            if (start == 0 || and - start > 2 || heads.contains(document.lower(and - 1))) {
                return false;
            }
            int last = and;
            for (int i = and + 1; i < limit && i <= and + 3 && name(i); i++) {
                last = i;
            }
            boolean before = document.lower(start - 1).equals("the")
                    || last + 1 < limit && roles.contains(document.lower(last + 1));
            return before
                    && last > and
                    && heads.contains(document.lower(last))
                    && !lexicon.isForename(document.form(start));
        }

        private void cut(int start, int end) {
            int from = start;
            boolean named = heads.contains(document.lower(end - 1)) || suffixes.contains(document.lower(end - 1));
            int role = -1;
            for (int i = end - 2; i >= start; i--) {
                if (title(i) && !SUFFIXES.contains(document.lower(i + 1))) {
                    role = i;
                    break;
                }
            }
            if (role >= 0 && (!named || honorific(role) || lexicon.isForename(document.form(role + 1)))) {
                int left = role;
                while (left > from
                        && (title(left - 1)
                                || modifiers.contains(document.lower(left - 1))
                                || document.lower(left - 1).equals("of"))) {
                    left--;
                }
                if (left > from) {
                    add(from, left, Optional.empty(), false);
                }
                add(role + 1, end, Optional.of(EntityType.PERSON), true);
                return;
            }
            // a role without a name: "the Karvenian Prime Minister"
            if (title(end - 1)
                    && !honorific(end - 1)
                    && !(end - start >= 2 && lexicon.isForename(document.form(start)) && !title(start))) {
                int left = end - 1;
                while (left > from && (title(left - 1) || modifiers.contains(document.lower(left - 1)))) {
                    left--;
                }
                if (left > from && end - from <= 5) {
                    add(from, left, Optional.empty(), false);
                }
                return;
            }
            add(from, end, Optional.empty(), false);
        }

        private boolean title(int i) {
            String lower = document.lower(i);
            return roles.contains(lower) || honorific(i);
        }

        private boolean honorific(int i) {
            String lower = document.lower(i);
            return male.contains(lower) || female.contains(lower) || honorifics.contains(lower);
        }

        private void add(int start, int end, Optional<EntityType> type, boolean titled) {
            int from = start;
            while (from < end
                    && (demonym(from)
                            && end - from > 1
                            && from + 1 < end
                            && lexicon.isForename(document.form(from + 1)))) {
                from++;
            }
            if (from == end || end - from == 1 && (demonym(from) || onlyModifier(from))) {
                return;
            }
            boolean prior = !titled
                    && from > 0
                    && from > document.sentenceStart(document.sentenceOf(from))
                    && roles.contains(document.lower(from - 1));
            candidates.add(new Candidate(from, end, type, titled || prior));
            alone.add(document.text(from, end));
        }

        private boolean onlyModifier(int i) {
            return modifiers.contains(document.lower(i))
                    && !document.form(i).equals(document.form(i).toUpperCase(Locale.ROOT));
        }

        private boolean demonym(int i) {
            return demonyms.contains(document.lower(i))
                    || lexicon.place(document.form(i)).filter("demonym"::equals).isPresent()
                    || derivedDemonym(document.form(i));
        }

        /** A word such as "Karvenian" beside "Karvenia". */
        private boolean derivedDemonym(String form) {
            return form.length() > 5 && form.endsWith("an") && capitals.contains(form.substring(0, form.length() - 1));
        }

        private void vote() {
            for (Candidate candidate : candidates) {
                int[] vote = votes.computeIfAbsent(document.text(candidate.start, candidate.end), key -> new int[3]);
                evidence(candidate, vote);
            }
            for (Candidate candidate : candidates) {
                EntityType type = own(candidate);
                if (type == EntityType.PERSON) {
                    parts.putIfAbsent(document.form(candidate.end - 1), type);
                    if (lexicon.isForename(document.form(candidate.start))) {
                        parts.putIfAbsent(document.form(candidate.start), type);
                    }
                }
            }
            for (Candidate candidate : candidates) {
                EntityType type = own(candidate);
                if (type != EntityType.PERSON && candidate.end - candidate.start > 1) {
                    parts.putIfAbsent(document.form(candidate.start), type);
                }
            }
        }

        private void evidence(Candidate candidate, int[] vote) {
            int start = candidate.start;
            int end = candidate.end;
            int length = end - start;
            if (candidate.titled) {
                vote[0] += 3;
            }
            String last = document.lower(end - 1);
            String whole = document.text(start, end);
            String lower = whole.toLowerCase(Locale.ROOT);
            if (organizations.contains(lower)) {
                vote[1] += 6;
            }
            if (heads.contains(last) && length > 1 || suffixes.contains(last) || bodyOf(start, end)) {
                vote[1] += 5;
            }
            if (acronym(whole) && length == 1) {
                vote[1] += 2;
            }
            if (places.contains(lower)
                    || lexicon.place(whole)
                            .filter(kind -> !kind.equals("demonym"))
                            .isPresent()) {
                vote[2] += lexicon.isForename(document.form(start)) && length == 1 ? 1 : 4;
            }
            if (PLACE_ENDS.contains(last) && length > 1) {
                vote[2] += 3;
            }
            if (lexicon.isForename(document.form(start))) {
                vote[0] += length > 1 && length < 5 ? 3 : 1;
            }
            if (document.form(start).startsWith("@")) {
                vote[0] += 2;
            }
            boolean inner = start > document.sentenceStart(document.sentenceOf(start));
            String before = inner ? document.lower(start - 1) : "";
            boolean attributive = end < document.size()
                    && Character.isLowerCase(document.form(end).codePointAt(0))
                    && !document.form(end).equals("and")
                    && lexicon.verb(document.lower(end)).isEmpty()
                    && document.form(end).length() > 3
                    && document.spaceBefore(end);
            if (before.equals("the") && !attributive) {
                vote[1] += 2;
            }
            if (PLACE_BEFORE.contains(before)) {
                vote[2] += 2;
            }
            if (end < document.size() && document.sentenceOf(end) == document.sentenceOf(start)) {
                String after = document.lower(end);
                boolean comma = after.equals(",") && end + 1 < document.size();
                String second = comma ? document.lower(end + 1) : "";
                if (second.equals("who") || after.equals("who")) {
                    vote[0] += 4;
                } else if (second.equals("which")) {
                    vote[1] += 2;
                } else if (comma && second.length() == 2 && Character.isDigit(second.charAt(0))) {
                    vote[0] += 3;
                } else if (comma && roleFollows(end + 1)) {
                    vote[0] += 3;
                }
                if (after.equals("(")
                        && end + 2 < document.size()
                        && acronym(document.form(end + 1))
                        && document.form(end + 2).equals(")")) {
                    vote[1] += 4;
                }
                if (lexicon.verb(after).filter(SpeechVerb::finite).isPresent()) {
                    vote[0] += 1;
                }
            }
            if (length == 2) {
                vote[0] += alone.contains(document.form(end - 1)) && !alone.contains(document.form(start)) ? 2 : 1;
                if (alone.contains(document.form(start))
                        && !alone.contains(document.form(end - 1))
                        && !lexicon.isForename(document.form(start))) {
                    vote[1] += 1;
                }
            }
        }

        /** Whether a name is "Bank of …", "Department of …", and not "Republic of …". */
        private boolean bodyOf(int start, int end) {
            for (int i = start + 1; i < end; i++) {
                if (document.lower(i).equals("of")) {
                    String head = document.lower(i - 1);
                    return OF_HEADS.contains(head) && !STATES.contains(head);
                }
            }
            return false;
        }

        /** Whether a description of a person begins here: "a seismologist at …", "chief economist of …". */
        private boolean roleFollows(int from) {
            int limit = Math.min(document.size(), from + 7);
            for (int i = from; i < limit; i++) {
                String lower = document.lower(i);
                if (roles.contains(lower)) {
                    return true;
                }
                if (lower.equals(",") || lower.equals("of") || lower.equals("at") || lower.equals("that")) {
                    return false;
                }
            }
            return false;
        }

        private static boolean acronym(String form) {
            return form.length() >= 2
                    && form.length() <= 7
                    && form.equals(form.toUpperCase(Locale.ROOT))
                    && Character.isLetter(form.charAt(0));
        }

        private EntityType own(Candidate candidate) {
            if (candidate.type.isPresent()) {
                return candidate.type.get();
            }
            int[] vote = votes.getOrDefault(document.text(candidate.start, candidate.end), new int[3]);
            if (vote[0] >= vote[1] && vote[0] >= vote[2] && vote[0] > 0) {
                return EntityType.PERSON;
            }
            return vote[1] >= vote[2] && vote[1] > 0
                    ? EntityType.ORGANIZATION
                    : vote[2] > 0 ? EntityType.PLACE : EntityType.MISC;
        }

        private Optional<EntityType> type(Candidate candidate) {
            EntityType type = own(candidate);
            if (candidate.end - candidate.start == 1 && candidate.type.isEmpty()) {
                EntityType part = parts.get(document.form(candidate.start));
                int[] vote = votes.getOrDefault(document.form(candidate.start), new int[3]);
                if (part != null
                        && (type == EntityType.MISC
                                || part == EntityType.PERSON && vote[1] < 4 && vote[2] < 4
                                || Math.max(vote[0], Math.max(vote[1], vote[2])) < 3)) {
                    type = part;
                }
            }
            return type == EntityType.MISC && candidate.end - candidate.start == 1 && opens(candidate.start)
                    ? Optional.empty()
                    : Optional.of(type);
        }
    }
}

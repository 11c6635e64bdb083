package dev.hearsay.extract.mentions;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives the names that a model finds the shape of names: no title before a person, no article, no clause inside; and the same name
 * the same type throughout a text. What has no such shape gives way to what the rules find there.
 */
public final class TidyNames {
    private static final Set<String> JOINTS = Lexicon.words("""
            of the for and & de la le el al du da di del dos los las der den des van von bin ibn ben on in to at by 's \u2019s s d ' \u2019
            - \u2013 / . y e a ka wa ad " \u201c \u201d""");
    private static final Set<String> SUFFIXES =
            Set.of("jr.", "sr.", "jr", "sr", "inc.", "inc", "ltd.", "ltd", "llc", "ii", "iii");
    private static final Set<String> PARTY =
            Set.of("democrat", "republican", "retired", "liberal", "conservative", "former", "then");
    /** Titles that only persons have. */
    private static final Set<String> TITLES = Lexicon.words("""
            mr. mr mrs. mrs ms. ms dr. sen. rep. gov. del. prof. lt. col. maj. capt. sgt. adm. rev. senator congressman congresswoman""");

    /** "Oscar-winner". */
    private static final Pattern COMPOUND =
            Pattern.compile(".+-(?:winner|winning|born|based|raised|turned|nominee|nominated|elect)");

    private static final int LONGEST = 10;

    private final MentionFinder rules;
    private final Set<String> roles;
    private final Set<String> modifiers;
    private final Set<String> male;
    private final Set<String> female;
    private final Set<String> honorifics;
    private final Set<String> heads;
    private final Lexicon lexicon;

    /** Falls back on these rules. */
    public TidyNames(MentionFinder rules, Lexicon lexicon) {
        this.rules = rules;
        roles = lexicon.list("roles");
        modifiers = lexicon.list("role-modifiers");
        male = lexicon.list("honorifics-male");
        female = lexicon.list("honorifics-female");
        honorifics = lexicon.list("honorifics");
        heads = lexicon.list("organization-heads");
        this.lexicon = lexicon;
    }

    /** The mentions, tidied: in text order, disjoint. */
    public List<Mention> tidy(Document document, List<Mention> mentions) {
        List<Mention> tidy = new ArrayList<>(mentions.size());
        List<Mention> fallback = List.of();
        for (Mention mention : mentions) {
            Mention trimmed = trim(document, titled(document, mention));
            if (trimmed.end() > trimmed.start() && (mention.type() == EntityType.MISC || shaped(document, trimmed))) {
                tidy.add(trimmed);
            } else {
                if (fallback.isEmpty()) {
                    fallback = rules.find(document);
                }
                for (Mention rule : fallback) {
                    if (rule.start() >= mention.start() && rule.end() <= mention.end()) {
                        tidy.add(rule);
                    }
                }
            }
        }
        tidy.sort(Comparator.comparingInt(Mention::start));
        return sameTypes(document, tidy);
    }

    /** A name of another type that begins like a person's is one: "Sen. Mira Denholt of Tavik", "Majority Leader Mira Denholt". */
    private Mention titled(Document document, Mention mention) {
        int end = mention.end();
        if (mention.type() == EntityType.PERSON
                || mention.type() == EntityType.PLACE
                || heads.contains(document.lower(end - 1))) {
            return mention;
        }
        boolean title = TITLES.contains(document.lower(mention.start()));
        int start = title ? mention.start() + 1 : mention.start();
        while (!title && start < end && !(start > mention.start() && named(document, start, end))) {
            start++;
        }
        if (start >= end || !solid(document, start)) {
            return mention;
        }
        int to = start;
        while (to < end && !document.form(to).equals("of") && !document.form(to).equals("(")) {
            if (heads.contains(document.lower(to))) {
                return mention;
            }
            to++;
        }
        return new Mention(start, to, EntityType.PERSON);
    }

    /** Whether a forename and a surname stand behind a title. */
    private boolean named(Document document, int start, int end) {
        return title(document, start - 1)
                && start + 1 < end
                && end - start <= 3
                && solid(document, start + 1)
                && lexicon.forename(document.form(start)).isPresent();
    }

    private Mention trim(Document document, Mention mention) {
        int start = mention.start();
        int end = mention.end();
        while (start < end && article(document.lower(start))) {
            start++;
        }
        while (end > start
                && (possessive(document.form(end - 1)) || document.form(end - 1).equals(","))) {
            end--;
        }
        for (int i = start + 1; i < end; i++) {
            if (document.form(i).equals("(")) {
                end = i;
            }
        }
        if (mention.type() == EntityType.PERSON) {
            while (end - start > 2 && PARTY.contains(document.lower(start))
                    || end - start > 1 && COMPOUND.matcher(document.form(start)).matches()) {
                start++;
            }
            int last = -1;
            for (int i = start; i < end - 1; i++) {
                boolean title = title(document, i);
                if (title
                        && !SUFFIXES.contains(document.lower(i + 1))
                        && (i == start || last == i - 1 || lower(document, i) || modifier(document, start, i))) {
                    last = i;
                }
            }
            start = Math.max(start, last + 1);
        }
        return new Mention(start, end, mention.type());
    }

    private boolean modifier(Document document, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!modifiers.contains(document.lower(i)) && !title(document, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean article(String lower) {
        return lower.equals("the") || lower.equals("a") || lower.equals("an");
    }

    private static boolean possessive(String form) {
        return form.equals("'s") || form.equals("\u2019s") || form.equals("'") || form.equals("\u2019");
    }

    private boolean title(Document document, int token) {
        String lower = document.lower(token);
        return roles.contains(lower) || male.contains(lower) || female.contains(lower) || honorifics.contains(lower);
    }

    private static boolean lower(Document document, int token) {
        return Character.isLowerCase(document.form(token).codePointAt(0));
    }

    /**
     * Whether a name begins with a capital or number and has nothing else but capitals and small joints; places and organizations may
     * end in a common noun ("Remance mine").
     */
    private boolean shaped(Document document, Mention mention) {
        int last = mention.end() - 1;
        boolean noun = mention.type() == EntityType.PLACE
                && last > mention.start()
                && solid(document, last - 1)
                && document.form(last).chars().allMatch(Character::isLowerCase)
                && !JOINTS.contains(document.form(last));
        if (mention.end() - mention.start() > LONGEST
                || !solid(document, mention.start())
                || !noun && !solid(document, last) && !hyphened(document, last)) {
            return false;
        }
        int joints = 0;
        for (int i = mention.start(); i < (noun ? last : mention.end()); i++) {
            boolean suffix =
                    document.form(i).equals(",") && i + 1 < mention.end() && SUFFIXES.contains(document.lower(i + 1));
            if (solid(document, i) || i > mention.start() && hyphened(document, i)) {
                joints = 0;
            } else if (!JOINTS.contains(document.lower(i)) && !suffix || ++joints > 2) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word follows a hyphen, as the second half of a Chinese forename does. */
    private static boolean hyphened(Document document, int token) {
        return token > 0
                && document.form(token - 1).equals("-")
                && Character.isLetter(document.form(token).codePointAt(0));
    }

    private static boolean solid(Document document, int token) {
        String form = document.form(token);
        int first = form.codePointAt(0);
        return Character.isUpperCase(first)
                || Character.isDigit(first)
                || Character.isLetter(first) && !Character.isLowerCase(first)
                || first == '@'
                || Character.isLowerCase(first)
                        && form.length() > 1
                        && form.chars().skip(1).anyMatch(Character::isUpperCase)
                || Character.isLowerCase(first) && form.length() > 2 && form.charAt(1) == '-';
    }

    /** The type that most occurrences of a name have is that of all; where a person is named in full, that speaks for the surname too, twice. */
    private static List<Mention> sameTypes(Document document, List<Mention> mentions) {
        Map<String, int[]> votes = new HashMap<>();
        for (Mention mention : mentions) {
            vote(votes, document.text(mention.start(), mention.end()), mention.type(), 1);
            if (mention.type() == EntityType.PERSON && mention.end() - mention.start() > 1) {
                vote(votes, document.form(mention.end() - 1), EntityType.PERSON, 2);
            }
        }
        List<Mention> same = new ArrayList<>(mentions.size());
        for (Mention mention : mentions) {
            int[] vote = votes.get(document.text(mention.start(), mention.end()));
            int best = mention.type().ordinal();
            for (int i = 0; i < vote.length; i++) {
                best = vote[i] > vote[best] ? i : best;
            }
            same.add(new Mention(mention.start(), mention.end(), EntityType.values()[best]));
        }
        return same;
    }

    private static void vote(Map<String, int[]> votes, String name, EntityType type, int weight) {
        votes.computeIfAbsent(name, key -> new int[EntityType.values().length])[type.ordinal()] += weight;
    }
}

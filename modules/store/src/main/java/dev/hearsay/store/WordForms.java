package dev.hearsay.store;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The regular forms of an English word: of a noun its singular and plural, of a verb those in -s, -ed and -ing. Spelling
 * alone is known, so a form may be one that nobody writes ("hospitaled", "visite"): it finds nothing. A word is taken for a form of a
 * base only if the same rules lead from that base back to it.
 *
 * <p>Irregular forms (said, women) stay as they are, so do function words and words that merely look inflected (news, evening).
 */
final class WordForms {
    /** Most forms of a word, itself included. */
    static final int MAX_FORMS = 12;

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 30;

    private static final Pattern ASCII_LETTERS = Pattern.compile("[a-z]{" + MIN_LENGTH + "," + MAX_LENGTH + "}");
    private static final Pattern VOWEL = Pattern.compile(".*[aeiouy].*");

    /** One vowel between consonants, the last of which is doubled before -ed and -ing. */
    private static final Pattern SHORT = Pattern.compile("(?:[^aeiou]*|[^aeiou]*qu)[aeiou][bdfgklmnprtvz]");

    /** Longer ones that double it, too. */
    private static final Pattern STRESSED_LAST =
            Pattern.compile(".*(?:fer|cur|mit|trol|pel|cel|vel|bel|nel|gin|gret|quip)");

    /** No stem of a verb in -e ends like this: two consonants of which the second is none that -e often follows. */
    private static final Pattern NEVER_BEFORE_E =
            Pattern.compile(".*(?:[^aeiouy][bdfhjkmnpqtwxy]|[^aeiouybcdfgkptz]l|ss|ff|[aeiou][wxy])");

    private static final Pattern DOUBLED = Pattern.compile(".{2,}([bdgmnprt])\\1");

    /** What ends in -s without being a plural: this, virus, politics. */
    private static final Pattern NO_PLURAL = Pattern.compile(".*(?:ss|us|is|ics)");

    /** Nothing is formed from these. */
    private static final Pattern NO_BASE = Pattern.compile(".*(?:is|ics)");

    /** What an -es is put after as a whole. */
    private static final Pattern HISSES = Pattern.compile(".*(?:s|x|z|ch|sh)");

    private static final Set<String> AS_WRITTEN = Set.copyOf(List.of((
            // function words
            "about above across after again against all almost along already also although always among and any are"
                    + " because been before behind being below beside besides between both but can could did does"
                    + " doing down during each either else even ever every few for from had has have having hence her here"
                    + " hers him his how however indeed instead into its itself just least less many may maybe might mine"
                    + " more most much must neither never nevertheless none nor not now off often once one only onto"
                    + " other our ours out over own per perhaps quite rather same several shall she should since some"
                    + " somewhat soon still such than that the their theirs them then there therefore these they"
                    + " this those though through thus too toward towards two under until unless upon very was"
                    + " were what when where whereas whether which while who whom whose why will with within"
                    + " without would yes yet you your yours"
                    // irregular forms
                    + " said told went gone came made took taken gave given knew known thought saw seen got heard"
                    + " held kept left led lost met paid spoke spoken stood began begun became brought bought"
                    + " built sent won wrote written men women people children"
                    // what merely looks inflected
                    + " news species united evening morning nothing something anything everything thing bed hundred hatred sacred"
                    + " naked wicked indeed kindred ceiling sibling spring string bring")
            .split(" ")));

    /** Nouns in -ie, whose plural looks like one of -y. */
    private static final Set<String> IN_IE =
            Set.of("movie", "rookie", "calorie", "zombie", "cookie", "selfie", "prairie", "birdie", "veggie");

    private WordForms() {}

    /** The word in lower case, then its other forms; itself alone where none are known. */
    static List<String> of(String word) {
        String folded = word.toLowerCase(Locale.ROOT);
        if (!ASCII_LETTERS.matcher(folded).matches() || AS_WRITTEN.contains(folded)) {
            return List.of(folded);
        }
        Set<String> forms = new LinkedHashSet<>();
        forms.add(folded);
        bases(folded)
                .filter(base ->
                        base.length() >= MIN_LENGTH && VOWEL.matcher(base).matches())
                .filter(base -> !DOUBLED.matcher(base).matches())
                .filter(base -> family(base).anyMatch(folded::equals))
                .flatMap(WordForms::family)
                .forEach(forms::add);
        if (forms.size() == 1 && !NO_BASE.matcher(folded).matches()) {
            family(folded).forEach(forms::add);
        } else if (folded.endsWith("ing")) {
            // it may be a noun as well: a meeting
            plurals(folded).forEach(forms::add);
        }
        return forms.stream()
                .filter(form -> form.equals(folded) || !AS_WRITTEN.contains(form))
                .limit(MAX_FORMS)
                .toList();
    }

    /** What the word may be a form of; more than there are. */
    private static Stream<String> bases(String word) {
        if (word.endsWith("s")) {
            return basesOfS(word);
        }
        if (word.endsWith("ied")) {
            return Stream.of(without(word, 3) + "y", without(word, 1));
        }
        if (word.endsWith("eed")) {
            return word.length() > 5 ? Stream.of(without(word, 1)) : Stream.empty();
        }
        if (word.endsWith("ed")) {
            return basesOfStem(without(word, 2));
        }
        if (word.length() == 5 && word.endsWith("ying")) {
            return Stream.of(without(word, 4) + "ie");
        }
        return word.endsWith("ing") ? basesOfStem(without(word, 3)) : Stream.empty();
    }

    private static Stream<String> basesOfS(String word) {
        if (NO_PLURAL.matcher(word).matches()) {
            return Stream.empty();
        }
        String stem = without(word, 1);
        if (IN_IE.contains(stem) || !stem.endsWith("e") || word.length() < 5) {
            return Stream.of(stem);
        }
        if (word.endsWith("ies")) {
            return Stream.of(without(word, 3) + "y");
        }
        String bare = without(word, 2);
        if (bare.matches(".*(?:ss|x|zz|ch|sh|[^aeiou]o)")) {
            return Stream.of(bare);
        }
        // viruses, but causes
        return bare.matches(".*[^aeiou]us") ? Stream.of(bare, stem) : Stream.of(stem);
    }

    private static Stream<String> basesOfStem(String stem) {
        Stream<String> withE = NEVER_BEFORE_E.matcher(stem).matches() ? Stream.empty() : Stream.of(stem + "e");
        Stream<String> single = stem.matches(".{2,}([bdgklmnprtz])\\1") ? Stream.of(without(stem, 1)) : Stream.empty();
        // no verb ends so without -e: receiv-, amaz-, announc-, argu-
        Stream<String> bare =
                stem.matches(".*(?:[vu]|[aeiou]z|[nr]c|[aeiou][cg]|dg)") ? Stream.empty() : Stream.of(stem);
        return Stream.of(bare, single, withE).flatMap(bases -> bases);
    }

    /** All that is formed from a base, it included. */
    private static Stream<String> family(String base) {
        return base.endsWith("ing")
                ? Stream.concat(Stream.of(base), plurals(base))
                : Stream.of(Stream.of(base), plurals(base), Stream.of(past(base), present(base)))
                        .flatMap(forms -> forms);
    }

    private static Stream<String> plurals(String base) {
        if (HISSES.matcher(base).matches()) {
            return Stream.of(base + "es");
        }
        if (base.matches(".*[^aeiou]y")) {
            return Stream.of(without(base, 1) + "ies");
        }
        return base.matches(".*[^aeiou]o") ? Stream.of(base + "es", base + "s") : Stream.of(base + "s");
    }

    private static String past(String base) {
        if (base.endsWith("e")) {
            return base + "d";
        }
        return base.matches(".*[^aeiou]y") ? without(base, 1) + "ied" : doubled(base) + "ed";
    }

    private static String present(String base) {
        if (base.endsWith("ie")) {
            return without(base, 2) + "ying";
        }
        return (base.matches(".*[^eoy]e") ? without(base, 1) : doubled(base)) + "ing";
    }

    private static String doubled(String base) {
        return SHORT.matcher(base).matches() || STRESSED_LAST.matcher(base).matches()
                ? base + base.charAt(base.length() - 1)
                : base;
    }

    private static String without(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }
}

package dev.hearsay.extract.speakers;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Adds the names that are known only because somebody is said to have spoken: capitalized words that end the head of a source. */
public final class SourceNames {
    private static final Set<String> ENDS = Lexicon.words("""
            of for at from in with to by on who which that whose , ( - -- about and said 's \u2019s himself herself itself
            themselves""");

    private SourceNames() {}

    /** The mentions, and those that the sources add. */
    public static List<Mention> complete(
            Document document, List<Mention> mentions, List<FoundClaim> claims, Lexicon lexicon) {
        boolean[] named = new boolean[document.size()];
        mentions.forEach(mention -> Arrays.fill(named, mention.start(), mention.end(), true));
        Set<String> roles = lexicon.list("roles");
        Set<String> notNames = lexicon.list("not-names");
        Set<String> plurals = lexicon.list("persons-plural");
        Set<String> demonyms = lexicon.list("demonyms");
        Set<String> honorifics = lexicon.list("honorifics");
        Set<String> capitals = capitalsInside(document);
        List<Mention> all = new ArrayList<>(mentions);
        for (FoundClaim claim : claims) {
            if (claim.source().isEmpty()) {
                continue;
            }
            TokenSpan source = claim.source().get(0);
            int end = source.start();
            while (end < source.end() && (end == source.start() || !ENDS.contains(document.lower(end)))) {
                end++;
            }
            int start = end;
            while (start > source.start() && capital(document, start - 1) && !named[start - 1]) {
                String lower = document.lower(start - 1);
                if (honorifics.contains(lower)
                        || lexicon.list("honorifics-male").contains(lower)
                        || lexicon.list("honorifics-female").contains(lower)
                        || roles.contains(lower)
                        || notNames.contains(lower)
                        || plurals.contains(lower)
                        || demonyms.contains(lower)
                        || lexicon.list("documents").contains(lower)
                        || lexicon.list("spokespersons").contains(lower)
                        || lexicon.list("calendar").contains(lower)
                        || lexicon.list("role-modifiers").contains(lower)
                        || lexicon.list("organization-nouns").contains(lower)) {
                    break;
                }
                start--;
            }
            if (start < end
                    && !common(document, start, end, capitals)
                    && (start == 0 || start == source.start() || !named[start - 1])
                    && document.sentenceOf(start) == document.sentenceOf(end - 1)
                    && !document.boilerplate(document.paragraphOf(start))) {
                all.add(new Mention(start, end, EntityType.PERSON));
                Arrays.fill(named, start, end, true);
            }
        }
        all.sort(Comparator.comparingInt(Mention::start));
        return all;
    }

    /** Words that have a capital where no sentence begins. */
    private static Set<String> capitalsInside(Document document) {
        Set<String> capitals = new HashSet<>();
        for (int i = 1; i < document.size(); i++) {
            if (capital(document, i)
                    && document.sentenceStart(document.sentenceOf(i)) != i
                    && Character.isLetterOrDigit(document.form(i - 1).codePointAt(0))) {
                capitals.add(document.form(i));
            }
        }
        return capitals;
    }

    /** Whether a single word has its capital because it opens a sentence. */
    private static boolean common(Document document, int start, int end, Set<String> capitals) {
        return end - start == 1
                && document.sentenceStart(document.sentenceOf(start)) == start
                && !capitals.contains(document.form(start))
                && !document.form(start).startsWith("@");
    }

    private static boolean capital(Document document, int token) {
        int first = document.form(token).codePointAt(0);
        return Character.isUpperCase(first)
                || first == '@' && document.form(token).length() > 2;
    }
}

package dev.hearsay.extract;

import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.Locale;
import java.util.Set;

/**
 * Whether a text is English: by the language that it declares, else by how many of its words are small English ones. Words
 * that begin with a capital do not count: a table of results is names and numbers in any language.
 */
final class English {
    /** Small words of English alone. */
    private static final Set<String> OURS = Lexicon.words("""
            the and to that it with his are from this has but which they said will their were been would""");

    /** Small words that English shares with a neighbor. */
    private static final Set<String> SHARED =
            Lexicon.words("of in a is for was on as be he at by have had not she an who her its or we you i");

    /** Small words of neighbors: German, Dutch, French, Spanish, Portuguese, Italian, the Scandinavian languages, and others. */
    private static final Set<String> FOREIGN = Lexicon.words("""
            der die das den dem und nicht ein eine ist mit sich auf de het een van en dat niet zijn le la les des du et dans
            pour qui que est el los las del una por con no se su o os um uma n\u00E3o da do com il di che per non gli della \u00E8 og det
            som att till av \u00E4r ikke och til az hogy \u00E9s nem nie si\u0119 w na \u00EEn \u0219i ve bir bu yang""");

    /** Fewer words than this tell nothing. */
    private static final int FEWEST = 20;

    private static final int SAMPLE = 400;
    /** One word in this many has to be a small English one; in English every second is, in tables of results every twentieth. */
    private static final int RATIO = 20;
    /** The same of words of English alone. */
    private static final int OURS_RATIO = 40;

    private English() {}

    static boolean declared(String language) {
        String tag = language.toLowerCase(Locale.ROOT);
        return tag.equals("en")
                || tag.equals("eng")
                || tag.equals("english")
                || tag.startsWith("en-")
                || tag.startsWith("en_");
    }

    static boolean undeclared(String language) {
        String tag = language.toLowerCase(Locale.ROOT);
        return tag.isBlank() || tag.equals("und") || tag.equals("mul") || tag.equals("zxx");
    }

    static boolean looksLike(Document document) {
        int words = 0;
        int ours = 0;
        int shared = 0;
        int foreign = 0;
        for (int i = 0; i < document.size() && words < SAMPLE; i++) {
            int first = document.form(i).codePointAt(0);
            if (Character.isLetter(first) && !Character.isUpperCase(first)) {
                words++;
                String word = document.lower(i);
                if (OURS.contains(word)) {
                    ours++;
                } else if (SHARED.contains(word)) {
                    shared++;
                } else if (FOREIGN.contains(word)
                        || Character.UnicodeScript.of(first) != Character.UnicodeScript.LATIN) {
                    foreign++;
                }
            }
        }
        int small = ours + shared;
        return foreign <= small && (words < FEWEST || ours * OURS_RATIO >= words || small * RATIO >= words);
    }
}

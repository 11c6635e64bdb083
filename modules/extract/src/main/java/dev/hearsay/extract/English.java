package dev.hearsay.extract;

import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.Locale;
import java.util.Set;

/** Whether a text is English: by the language that it declares, else by how many of its words are small English ones. */
final class English {
    private static final Set<String> SMALL = Lexicon.words("""
            the of and to in a is that for it was on with as be he at by his are from this have has had not
            but which she they said an who will their were been her would its or we you i""");
    /** Fewer words than this tell nothing. */
    private static final int FEWEST = 20;

    private static final int SAMPLE = 400;
    /** One word in this many has to be a small English one; in English every third is. */
    private static final int RATIO = 8;

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
        int small = 0;
        for (int i = 0; i < document.size() && words < SAMPLE; i++) {
            if (Character.isLetter(document.form(i).codePointAt(0))) {
                words++;
                if (SMALL.contains(document.lower(i))) {
                    small++;
                }
            }
        }
        return words < FEWEST || small * RATIO >= words;
    }
}

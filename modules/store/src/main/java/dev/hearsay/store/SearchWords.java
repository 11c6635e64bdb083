package dev.hearsay.store;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a reader typed to find claims by: words that must all occur, in any order. A word also finds its regular forms
 * ({@code hospitals} finds {@code hospital}, {@code voting} finds {@code voted}); what stands in quotation marks is found as it is
 * written, its words one after the other. Capitals do not matter. One definition for what the databases are asked and for
 * what followers of the claim stream are sent.
 *
 * <p>In SQLite and for followers accents do not matter either; in PostgreSQL's index they do.
 */
public final class SearchWords {
    /** No word at all: everything matches. */
    public static final SearchWords NONE = new SearchWords(List.of());

    /** Of longer questions the rest is found as it is written. */
    private static final int MAX_WORDS_WITH_FORMS = 20;

    private static final Pattern PIECE = Pattern.compile("[\"“”„]([^\"“”„]*)[\"“”„]|([^\\s\"“”„]+)");
    private static final Pattern AROUND_A_WORD = Pattern.compile("^[^\\p{L}\\p{N}]+|[^\\p{L}\\p{N}]+$");
    private static final Pattern POSSESSIVE = Pattern.compile("['’][sS]$");
    private static final Pattern BETWEEN_TOKENS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** Alternatives: any one of these phrases must occur, each word for word. */
    private record Term(List<String> phrases, List<List<String>> tokens) {
        Term(List<String> phrases) {
            this(phrases, phrases.stream().map(SearchWords::tokens).toList());
        }

        boolean occursIn(List<String> text) {
            return tokens.stream().anyMatch(phrase -> Collections.indexOfSubList(text, phrase) >= 0);
        }
    }

    private final List<Term> terms;

    private SearchWords(List<Term> terms) {
        this.terms = terms;
    }

    /** The words of a text; pieces that hold neither letter nor digit are left out. */
    public static SearchWords of(String typed) {
        List<Term> terms = new ArrayList<>();
        Matcher piece = PIECE.matcher(typed);
        while (piece.find()) {
            String quoted = piece.group(1);
            Term term = quoted != null || terms.size() >= MAX_WORDS_WITH_FORMS
                    ? new Term(List.of(piece.group()))
                    : new Term(forms(piece.group()));
            if (!term.tokens().get(0).isEmpty()) {
                terms.add(term);
            }
        }
        return new SearchWords(List.copyOf(terms));
    }

    private static List<String> forms(String piece) {
        // hospital's and hospitals' are found by what is before the apostrophe, like the text's own
        String word = AROUND_A_WORD.matcher(piece).replaceAll("");
        List<String> forms = WordForms.of(POSSESSIVE.matcher(word).replaceAll(""));
        return forms.size() > 1 ? forms : List.of(piece);
    }

    /** Whether every word occurs in one of these texts or another; without words everything matches. */
    public boolean occurIn(String... texts) {
        if (terms.isEmpty()) {
            return true;
        }
        List<List<String>> each = Arrays.stream(texts).map(SearchWords::tokens).toList();
        return terms.stream().allMatch(term -> each.stream().anyMatch(term::occursIn));
    }

    /** In the query language of SQLite's FTS5; finds nothing where there is no word. */
    String forSqlite() {
        // every phrase quoted: no operator of the query language has a meaning
        return terms.isEmpty() ? "\"\"" : join(phrase -> '"' + phrase.replace('"', ' ') + '"', " OR ", " AND ");
    }

    /** In the language of PostgreSQL's to_tsquery; finds nothing where there is no word. */
    String forPostgresql() {
        return join(phrase -> "'" + phrase.replaceAll("['\\\\]", " ") + "'", " | ", " & ");
    }

    private String join(UnaryOperator<String> quoted, String or, String and) {
        return terms.stream()
                .map(term -> term.phrases().stream().map(quoted).collect(Collectors.joining(or, "(", ")")))
                .collect(Collectors.joining(and));
    }

    /** Runs of letters and digits, without capitals and accents. */
    private static List<String> tokens(String text) {
        String folded = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return Stream.of(BETWEEN_TOKENS.split(folded))
                .filter(token -> !token.isEmpty())
                .toList();
    }
}

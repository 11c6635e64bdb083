package dev.hearsay.extract.text;

import dev.hearsay.extract.lexicon.Lexicon;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text into words and marks, much as the Penn treebank and CoNLL do: {@code 's}, {@code n't} and the other
 * clitics are tokens of their own, abbreviations and initials keep their full stop, a hyphenated word is one token
 * except after a name ({@code Paris-based}) and before one ({@code anti-Trump}), an address or handle is one token,
 * every other mark stands alone. One pass, linear in the length of the text.
 */
final class Tokenizer {
    /** Longer runs without white space are cut, so that no token is a burden to what reads it. */
    static final int MAX_TOKEN = 200;

    private static final Set<String> ABBREVIATIONS = Lexicon.words("""
            mr mrs ms messrs dr prof rev fr hon sen sens rep reps gov govs gen lt col maj capt cpl sgt pvt
            adm cmdr pres st mt ft jr sr esq inc corp co cos ltd bros llc plc jan feb mar apr jun jul aug
            sep sept oct nov dec vs etc al approx dept est assn assoc univ ave blvd rd ala ariz ark calif
            colo conn del fla ga ill ind kan ky la md mass mich minn miss mo mont neb nev okla ore pa tenn
            tex va vt wash wis wyo ont que supt det insp sec asst atty dist mgr no nos""");
    /** Abbreviations that are words too: their stop is theirs only before a capital or a digit. */
    private static final Set<String> AMBIGUOUS = Lexicon.words("""
            no nos mar sec ill ind la mass miss wash ore del mo pa va ga co al est gen fr sun det dist""");

    private static final Set<String> AFTER_NAME = Lexicon.words("""
            based born backed led owned controlled held run style bound educated funded linked area allied
            occupied""");
    private static final Set<String> BEFORE_NAME = Set.of("anti", "pro", "non", "ex", "pre", "post", "mid");
    private static final Set<String> DOMAINS = Lexicon.words("""
            com org net gov edu co uk io tv ly info news de fr eu us ru au ca me fm""");

    private final String text;
    private final int limit;
    private final int maxTokens;
    private final Tokens tokens = new Tokens();
    private int at;

    private Tokenizer(String text, int maxTokens) {
        this.text = text;
        this.limit = text.length();
        this.maxTokens = maxTokens;
    }

    /** The first tokens of the text, at most so many. */
    static Tokens tokens(String text, int maxTokens) {
        Tokenizer tokenizer = new Tokenizer(text, maxTokens);
        tokenizer.run();
        return tokenizer.tokens;
    }

    private void run() {
        while (at < limit && tokens.size() < maxTokens) {
            int c = text.codePointAt(at);
            if (space(c)) {
                at += Character.charCount(c);
            } else if (word(c)) {
                word();
            } else {
                mark(c);
            }
        }
    }

    static boolean space(int c) {
        return c == ' '
                || c == '\n'
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || Character.isISOControl(c)
                || c >= 0x200B && c <= 0x200F
                || c == 0xFEFF
                || c == 0x00AD;
    }

    private static boolean word(int c) {
        if (c < 128) {
            return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
        }
        return Character.isLetterOrDigit(c) || isMark(c);
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK
                || type == Character.ENCLOSING_MARK;
    }

    /** The character at an index, or a space outside of the text. */
    private char peek(int index) {
        return index >= 0 && index < limit ? text.charAt(index) : ' ';
    }

    private boolean wordAt(int index) {
        return index >= 0 && index < limit && word(text.codePointAt(index));
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean apostrophe(char c) {
        return c == '\'' || c == '\u2019';
    }

    private static boolean hyphen(char c) {
        return c == '-' || c == '\u2010' || c == '\u2011';
    }

    private void mark(int c) {
        int start = at;
        char next = peek(start + 1);
        if (c == '.' || c == '-' || c == '*' || c == '=') {
            int end = start + 1;
            while (peek(end) == c && end - start < MAX_TOKEN) {
                end++;
            }
            // ".5" is a number, but "5.5" was read as one already
            if (c == '.' && end == start + 1 && digit(next) && !digit(peek(start - 1))) {
                at = end;
                scan();
                emit(start, at);
                return;
            }
            emit(start, end);
        } else if (c == '\'' && next == '\'' || c == '`' && next == '`') {
            emit(start, start + 2);
        } else if (apostrophe((char) c) && c < 0x10000 && elided(start + 1)) {
            at = start + 1;
            scan();
            emit(start, at);
        } else if ((c == '@' || c == '#') && wordAt(start + 1) && !wordAt(start - 1)) {
            at = start + 1;
            while (at < limit && at - start < MAX_TOKEN && wordAt(at)) {
                at += Character.charCount(text.codePointAt(at));
            }
            emit(start, at);
        } else {
            emit(start, start + Character.charCount(c));
        }
    }

    /** Whether what follows an apostrophe is a decade or a word that lost its beginning: '90s, 'em. */
    private boolean elided(int from) {
        if (wordAt(from - 2)) {
            return false;
        }
        if (digit(peek(from)) && digit(peek(from + 1)) && !digit(peek(from + 2))) {
            return peek(from + 2) == 's' && !wordAt(from + 3);
        }
        return lower(from, "em") && !wordAt(from + 2) || lower(from, "til") && !wordAt(from + 3);
    }

    private boolean lower(int from, String word) {
        return text.regionMatches(true, from, word, 0, word.length());
    }

    private void emit(int start, int end) {
        tokens.add(start, end);
        at = end;
    }

    private void word() {
        int start = at;
        if (address(start)) {
            return;
        }
        scan();
        int end = at;
        if (hyphenated(start, end)) {
            return;
        }
        int clitic = clitic(start, end);
        if (clitic > start) {
            tokens.add(start, clitic);
            emit(clitic, end);
            return;
        }
        if (peek(end) == '.' && keepsStop(start, end)) {
            end++;
        }
        emit(start, end);
    }

    /** Moves over letters, digits and the marks that join them. */
    private void scan() {
        int start = at;
        while (at < limit && at - start < MAX_TOKEN) {
            int c = text.codePointAt(at);
            if (word(c)) {
                at += Character.charCount(c);
            } else if (c < 0x10000 && joins((char) c, start)) {
                at++;
            } else {
                break;
            }
        }
    }

    private boolean joins(char c, int start) {
        if (at == start || !wordAt(at + 1)) {
            return false;
        }
        char before = text.charAt(at - 1);
        char after = text.charAt(at + 1);
        if (hyphen(c)) {
            return wordAt(at - 1);
        }
        if (apostrophe(c)) {
            return Character.isLetterOrDigit(before);
        }
        switch (c) {
            case '.':
                if (digit(before)) {
                    return digit(after);
                }
                return initials(after) || domain();
            case ',':
                return digit(before)
                        && digit(after)
                        && digit(peek(at + 2))
                        && digit(peek(at + 3))
                        && !digit(peek(at + 4));
            case ':':
                return digit(before) && digit(after);
            case '/':
                return digit(before) && digit(after);
            case '&':
                return Character.isUpperCase(before) && Character.isUpperCase(after);
            case '@':
                return Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after);
            default:
                return false;
        }
    }

    /** Whether the stop here stands between single letters: U.S, a.m, J.R. */
    private boolean initials(char after) {
        boolean singleBefore = Character.isLetter(peek(at - 1)) && !wordAt(at - 2);
        return singleBefore && Character.isLetter(after) && !wordAt(at + 2);
    }

    private boolean domain() {
        int end = at + 1;
        while (end < limit && end - at < 8 && wordAt(end)) {
            end++;
        }
        return DOMAINS.contains(text.substring(at + 1, end))
                && Character.isLetterOrDigit(peek(at - 1))
                && wordAt(at - 2);
    }

    private boolean address(int start) {
        char c = text.charAt(start);
        boolean http = (c == 'h' || c == 'H') && (lower(start, "http://") || lower(start, "https://"));
        boolean www = (c == 'w' || c == 'W') && lower(start, "www.") && wordAt(start + 4);
        boolean twitter = c == 'p' && lower(start, "pic.twitter.com/") || c == 't' && lower(start, "t.co/");
        if (!http && !www && !twitter) {
            return false;
        }
        int end = start;
        while (end < limit && end - start < MAX_TOKEN) {
            int next = text.codePointAt(end);
            if (space(next) || "\"\u201C\u201D\u2018\u2019<>()[]{}\u2014".indexOf(next) >= 0) {
                break;
            }
            end += Character.charCount(next);
        }
        while (end > start + 1 && ".,;:!?'".indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        emit(start, end);
        return true;
    }

    /** Cuts "Paris-based" and "anti-Trump" into three; true if it did. */
    private boolean hyphenated(int start, int end) {
        int hyphen = -1;
        for (int i = end - 1; i > start; i--) {
            if (hyphen(text.charAt(i))) {
                hyphen = i;
                break;
            }
        }
        if (hyphen < 0 || hyphen == end - 1) {
            return false;
        }
        boolean name =
                Character.isUpperCase(text.charAt(start)) && AFTER_NAME.contains(text.substring(hyphen + 1, end));
        boolean against = Character.isUpperCase(text.charAt(hyphen + 1))
                && hyphen - start <= 4
                && BEFORE_NAME.contains(text.substring(start, hyphen).toLowerCase(Locale.ROOT));
        if (!name && !against) {
            return false;
        }
        tokens.add(start, hyphen);
        tokens.add(hyphen, hyphen + 1);
        int clitic = clitic(hyphen + 1, end);
        if (clitic > hyphen + 1) {
            tokens.add(hyphen + 1, clitic);
            emit(clitic, end);
        } else {
            emit(hyphen + 1, end);
        }
        return true;
    }

    /** Where a clitic begins that ends the word, or -1. */
    private int clitic(int start, int end) {
        for (int i = end - 1; i > start && i >= end - 3; i--) {
            if (apostrophe(text.charAt(i))) {
                int length = end - i - 1;
                char first = Character.toLowerCase(peek(i + 1));
                char second = Character.toLowerCase(peek(i + 2));
                if (length == 1 && first == 't' && Character.toLowerCase(peek(i - 1)) == 'n') {
                    return i - 1 > start ? i - 1 : -1;
                }
                boolean one = length == 1 && (first == 's' || first == 'd' || first == 'm');
                boolean two = length == 2
                        && (first == 'r' && second == 'e'
                                || first == 'v' && second == 'e'
                                || first == 'l' && second == 'l');
                return one || two ? i : -1;
            }
        }
        return -1;
    }

    private boolean keepsStop(int start, int end) {
        if (peek(end + 1) == '.') {
            return false;
        }
        int length = end - start;
        char first = text.charAt(start);
        if (length == 1) {
            return Character.isUpperCase(first) && (first != 'I' || initialFollows(end + 1)) && letterBefore(start);
        }
        if (length >= 3 && text.charAt(start + 1) == '.' && Character.isLetter(first)) {
            return initialsOnly(start, end);
        }
        if (length > 6) {
            return false;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        if (!ABBREVIATIONS.contains(word)) {
            return false;
        }
        if (!AMBIGUOUS.contains(word)) {
            return true;
        }
        if (!Character.isUpperCase(first)) {
            return word.equals("al");
        }
        int next = end + 1;
        while (next < limit && peek(next) == ' ') {
            next++;
        }
        boolean number = digit(peek(next));
        if (word.equals("no") || word.equals("nos") || word.equals("mar") || word.equals("sec")) {
            return number;
        }
        char following = peek(next);
        return Character.isUpperCase(following) || following == ',' || following == ')' || number || following == ';';
    }

    /** An "I." before another initial or a name may be an initial; before anything else it is the pronoun. */
    private boolean initialFollows(int index) {
        return peek(index) == ' ' && Character.isUpperCase(peek(index + 1)) && peek(index + 2) == '.';
    }

    /** A letter after a digit or "grade" is no initial; cheap check for what stands before it. */
    private boolean letterBefore(int start) {
        return !digit(peek(start - 1));
    }

    private boolean initialsOnly(int start, int end) {
        for (int i = start; i < end; i++) {
            boolean stop = (i - start) % 2 == 1;
            if (stop != (text.charAt(i) == '.')) {
                return false;
            }
        }
        return (end - start) % 2 == 1;
    }
}

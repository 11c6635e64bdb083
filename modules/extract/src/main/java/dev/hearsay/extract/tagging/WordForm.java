package dev.hearsay.extract.tagging;

/** What the network knows of a word from its letters alone: keys into the word tables, hashed affixes, and shape. */
public final class WordForm {
    /** Rows of each affix table, in the order of {@link #affixes()}. */
    static final int[] AFFIX_ROWS = {1024, 4096, 8192, 1024, 4096, 8192};
    /** Rows of the shape table. */
    static final int SHAPE_ROWS = 1024;

    private final String form;
    private final String key;

    /** Reads a token. */
    public WordForm(String form) {
        this.form = form;
        this.key = lower(form);
    }

    /** The word in lower case, with straight apostrophes: the key of its vector. */
    public String key() {
        return key;
    }

    /** The word whose vector stands in for an unknown one: what follows its last inner hyphen, without full stops. */
    public String head() {
        int hyphen = key.lastIndexOf('-');
        String head = hyphen > 0 && hyphen < key.length() - 1 ? key.substring(hyphen + 1) : key;
        return head.replace(".", "");
    }

    /** Rows in the tables of prefixes and suffixes of two, three and four characters. */
    public int[] affixes() {
        int[] rows = new int[AFFIX_ROWS.length];
        for (int i = 0; i < 3; i++) {
            int length = Math.min(i + 2, key.length());
            boolean whole = i + 2 >= key.length();
            rows[i] = hash(key, 0, length, i + 1, whole) & (AFFIX_ROWS[i] - 1);
            rows[i + 3] = hash(key, key.length() - length, key.length(), i + 4, whole) & (AFFIX_ROWS[i + 3] - 1);
        }
        return rows;
    }

    /** Row of the word's shape: classes of its characters, at most two of a run, and a bucket of its length. */
    public int shape() {
        StringBuilder shape = new StringBuilder();
        char last = 0;
        int run = 0;
        for (int i = 0; i < form.length() && shape.length() < 12; i++) {
            char c = shapeOf(form.charAt(i));
            run = c == last ? run + 1 : 1;
            last = c;
            if (run <= 2) {
                shape.append(c);
            }
        }
        String described = shape.toString();
        return hash(described, 0, described.length(), 7, form.length() > 6) & (SHAPE_ROWS - 1);
    }

    /** Whether the first character is a capital. */
    public boolean capital() {
        return Character.isUpperCase(form.charAt(0));
    }

    /** Whether the first character is a letter. */
    public boolean letter() {
        return Character.isLetter(form.charAt(0));
    }

    /** The 64-bit FNV-1a hash of a key's UTF-16 units, under which the word tables keep it instead of its letters. */
    public static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        return hash;
    }

    private static char shapeOf(char c) {
        if (Character.isUpperCase(c)) {
            return 'X';
        }
        if (Character.isLetter(c)) {
            return 'x';
        }
        if (Character.isDigit(c)) {
            return 'd';
        }
        return straight(c);
    }

    private static String lower(String form) {
        StringBuilder lower = new StringBuilder(form.length());
        for (int i = 0; i < form.length(); i++) {
            lower.append(straight(Character.toLowerCase(form.charAt(i))));
        }
        return lower.toString();
    }

    private static char straight(char c) {
        return switch (c) {
            case '‘', '’', '`' -> '\'';
            case '“', '”' -> '"';
            case '–', '—' -> '-';
            default -> c;
        };
    }

    /** FNV-1a over the units from one index to another, the table's number and whether the affix is all of the word; the high half folded in. */
    private static int hash(String text, int from, int to, int table, boolean whole) {
        int hash = (0x811c9dc5 ^ (table * 2 + (whole ? 1 : 0))) * 0x01000193;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}

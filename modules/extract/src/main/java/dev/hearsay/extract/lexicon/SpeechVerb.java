package dev.hearsay.extract.lexicon;

import dev.hearsay.extract.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A form of a verb that reports.
 *
 * @param form as it stands in the text, lower case
 * @param base infinitive
 * @param clause what follows it
 * @param act what it tells of when nothing else speaks against
 * @param kind which form it is
 */
public record SpeechVerb(String form, String base, Clause clause, Act act, Kind kind) {
    /** What follows a verb. */
    public enum Clause {
        /** A clause with or without "that". */
        CLAUSE,
        /** An object and what is said of it. */
        OBJECT,
        /** An addressee and then a clause. */
        ADDRESSEE,
        /** A clause only where a word such as "that" opens it. */
        MARKED,
        /** Nothing but a quotation. */
        QUOTATION
    }

    /** Forms of a verb. */
    public enum Kind {
        /** say */
        BASE,
        /** says */
        PRESENT,
        /** said */
        PAST,
        /** saying */
        PARTICIPLE
    }

    /** Whether the form can stand without an auxiliary. */
    public boolean finite() {
        return kind != Kind.PARTICIPLE;
    }

    /** Every form of one line of the list. */
    static List<SpeechVerb> forms(String line) {
        String[] fields = line.trim().split("\\s+");
        String base = fields[0];
        Clause clause =
                switch (fields[1]) {
                    case "c" -> Clause.CLAUSE;
                    case "n" -> Clause.OBJECT;
                    case "a" -> Clause.ADDRESSEE;
                    case "q" -> Clause.MARKED;
                    default -> Clause.QUOTATION;
                };
        Act act = Act.valueOf(fields[2].toUpperCase(Locale.ROOT));
        List<SpeechVerb> forms = new ArrayList<>();
        forms.add(new SpeechVerb(base, base, clause, act, Kind.BASE));
        String stem = base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
        boolean consonantY = base.endsWith("y") && "aeou".indexOf(base.charAt(base.length() - 2)) < 0;
        boolean sibilant = base.endsWith("s") || base.endsWith("sh") || base.endsWith("ch") || base.endsWith("x");
        String present = consonantY ? base.substring(0, base.length() - 1) + "ies" : base + (sibilant ? "es" : "s");
        String past = consonantY ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
        forms.add(new SpeechVerb(present, base, clause, act, Kind.PRESENT));
        if (fields.length == 3 || fields[3].endsWith("ing")) {
            forms.add(new SpeechVerb(past, base, clause, act, Kind.PAST));
        }
        forms.add(new SpeechVerb(stem + "ing", base, clause, act, Kind.PARTICIPLE));
        for (int i = 3; i < fields.length; i++) {
            Kind kind =
                    fields[i].endsWith("ing") ? Kind.PARTICIPLE : fields[i].equals("says") ? Kind.PRESENT : Kind.PAST;
            forms.add(new SpeechVerb(fields[i], base, clause, act, kind));
        }
        return forms;
    }
}

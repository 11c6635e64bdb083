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
 * @param act what it tells of when nothing else speaks against
 * @param kind which form it is
 */
public record SpeechVerb(String form, String base, Act act, Kind kind) {
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
        Act act = Act.valueOf(fields[1].toUpperCase(Locale.ROOT));
        List<SpeechVerb> forms = new ArrayList<>();
        forms.add(new SpeechVerb(base, base, act, Kind.BASE));
        String stem = base.endsWith("e") ? base.substring(0, base.length() - 1) : base;
        boolean consonantY = base.endsWith("y") && "aeou".indexOf(base.charAt(base.length() - 2)) < 0;
        boolean sibilant = base.endsWith("s") || base.endsWith("sh") || base.endsWith("ch") || base.endsWith("x");
        String present = consonantY ? base.substring(0, base.length() - 1) + "ies" : base + (sibilant ? "es" : "s");
        String past = consonantY ? base.substring(0, base.length() - 1) + "ied" : stem + "ed";
        forms.add(new SpeechVerb(present, base, act, Kind.PRESENT));
        if (fields.length == 2 || fields[2].endsWith("ing")) {
            forms.add(new SpeechVerb(past, base, act, Kind.PAST));
        }
        forms.add(new SpeechVerb(stem + "ing", base, act, Kind.PARTICIPLE));
        for (int i = 2; i < fields.length; i++) {
            Kind kind =
                    fields[i].endsWith("ing") ? Kind.PARTICIPLE : fields[i].equals("says") ? Kind.PRESENT : Kind.PAST;
            forms.add(new SpeechVerb(fields[i], base, act, kind));
        }
        return forms;
    }
}

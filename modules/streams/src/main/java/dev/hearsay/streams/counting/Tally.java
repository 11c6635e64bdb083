package dev.hearsay.streams.counting;

import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.util.Arrays;

/** The measures and forms of a row of counts; or, as a difference, what is added to them. Mutable. */
final class Tally {
    private static final int CODEC = 1;
    private static final int MEASURES = Measure.values().length;

    private final long[] measures = new long[MEASURES];
    private Forms forms = new Forms();

    long get(Measure measure) {
        return measures[measure.ordinal()];
    }

    Forms forms() {
        return forms;
    }

    Tally add(Measure measure, long count) {
        measures[measure.ordinal()] += count;
        return this;
    }

    Tally add(NameForm form, long count) {
        forms.add(form, count);
        return this;
    }

    Tally add(Tally other) {
        for (int i = 0; i < MEASURES; i++) {
            measures[i] += other.measures[i];
        }
        forms.add(other.forms);
        return this;
    }

    boolean isZero() {
        return forms.isEmpty() && Arrays.stream(measures).allMatch(count -> count == 0);
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(64).octet(CODEC);
        for (long measure : measures) {
            out.number(measure);
        }
        forms.writeTo(out);
        return out.toBytes();
    }

    static Tally decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "row of counts");
        Tally tally = new Tally();
        for (int i = 0; i < MEASURES; i++) {
            tally.measures[i] = in.number();
        }
        tally.forms = Forms.read(in);
        in.end("row of counts");
        return tally;
    }
}

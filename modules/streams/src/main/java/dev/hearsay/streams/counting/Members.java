package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import dev.hearsay.streams.counting.Evidence.Facts;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one kind that one story gives of one actor (and one content), by id: nearly always a single claim or
 * entity; several where a story repeats itself or two of its names are one actor by aliases.
 *
 * <p>What it amounts to is a function of this set, whatever order it came in. All members have the hour and the outlet
 * of their story, except for the moment between two records of a revision; then the smaller ones count.
 */
record Members(SortedMap<String, Facts> byId) {
    private static final int CODEC = 1;

    /** The one report that claims of equal content in one story are. */
    record Report(String hour, String outlet, ClaimType type, NameForm form) {}

    Members with(Evidence evidence) {
        SortedMap<String, Facts> next = new TreeMap<>(byId);
        if (evidence.facts() == null) {
            next.remove(evidence.id());
        } else {
            next.put(evidence.id(), evidence.facts().withoutContent());
        }
        return new Members(next);
    }

    boolean isEmpty() {
        return byId.isEmpty();
    }

    /** The report; null if there is none. */
    @Nullable Report report() {
        Report report = null;
        for (Facts facts : byId.values()) {
            report = report == null
                    ? new Report(facts.hour(), facts.outlet(), facts.type(), facts.form())
                    : new Report(
                            smaller(report.hour(), facts.hour()),
                            smaller(report.outlet(), facts.outlet()),
                            QuoteTypes.stronger(report.type(), facts.type()),
                            report.form().compareTo(facts.form()) <= 0 ? report.form() : facts.form());
        }
        return report;
    }

    /** The smallest hour; empty if there is no member. */
    String hour() {
        return byId.values().stream().map(Facts::hour).reduce(Members::smaller).orElse("");
    }

    /** The smallest outlet; empty if there is no member. */
    String outlet() {
        return byId.values().stream()
                .map(Facts::outlet)
                .reduce(Members::smaller)
                .orElse("");
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(128).octet(CODEC).number(byId.size());
        byId.forEach((id, facts) -> {
            out.text(id);
            facts.writeTo(out);
        });
        return out.toBytes();
    }

    static Members decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return new Members(new TreeMap<>());
        }
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "set of evidence");
        SortedMap<String, Facts> byId = new TreeMap<>();
        for (int i = in.count(); i > 0; i--) {
            byId.put(in.text(), Facts.read(in));
        }
        in.end("set of evidence");
        return new Members(byId);
    }

    private static String smaller(String a, String b) {
        return CodePointOrder.compare(a, b) <= 0 ? a : b;
    }
}

package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import dev.hearsay.streams.counting.Members.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One statement of one actor: how many reports of it are live in each hour, outlet and type. Never who gave them, so that
 * a statement that everybody prints stays small. Mutable.
 */
final class StatementCells {
    private static final int CODEC = 1;
    private static final ClaimType[] TYPES = ClaimType.values();

    private final TreeMap<Cell, Long> cells = new TreeMap<>();
    private String content = "";
    private Forms forms = new Forms();

    private record Cell(String hour, String outlet, ClaimType type) implements Comparable<Cell> {
        @Override
        public int compareTo(Cell other) {
            int byHour = CodePointOrder.compare(hour, other.hour);
            int byOutlet = byHour != 0 ? byHour : CodePointOrder.compare(outlet, other.outlet);
            return byOutlet != 0 ? byOutlet : type.name().compareTo(other.type.name());
        }
    }

    /** How a statement counts: once, in its smallest hour, under its strongest type. */
    record Standing(String hour, ClaimType type) {}

    void add(Report report, long count) {
        cells.merge(new Cell(report.hour(), report.outlet(), report.type()), count, Forms::sum);
        forms.add(report.form(), count);
    }

    void content(String normalized) {
        content = normalized;
    }

    boolean isEmpty() {
        return cells.isEmpty();
    }

    /** How it counts in all outlets; null if nothing is left of it. */
    @Nullable Standing standing() {
        return standing(null);
    }

    /** How it counts in one outlet; null if that has no report of it. */
    @Nullable Standing standingIn(String outlet) {
        return standing(outlet);
    }

    private @Nullable Standing standing(@Nullable String outlet) {
        String hour = null;
        ClaimType type = ClaimType.INDIRECT;
        for (Cell cell : cells.keySet()) { // earliest hour first
            if (outlet == null || cell.outlet().equals(outlet)) {
                hour = hour == null ? cell.hour() : hour;
                type = QuoteTypes.stronger(cell.type(), type);
            }
        }
        return hour == null ? null : new Standing(hour, type);
    }

    /** The public record of a statement that has reports. */
    Statement published(String actorId, String fingerprint) {
        Standing standing = Objects.requireNonNull(standing());
        NameForm shown = forms.shown(actorId);
        long reports = 0;
        List<StatementCell> published = new ArrayList<>(cells.size());
        for (Map.Entry<Cell, Long> entry : cells.entrySet()) {
            Cell cell = entry.getKey();
            published.add(new StatementCell(cell.hour(), cell.outlet(), cell.type(), entry.getValue()));
            reports += entry.getValue();
        }
        return new Statement(
                actorId,
                shown.name(),
                shown.type(),
                fingerprint,
                content,
                standing.hour(),
                standing.type(),
                reports,
                published,
                forms.published());
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(128 + content.length()).octet(CODEC).text(content);
        out.number(cells.size());
        cells.forEach((cell, count) -> out.text(cell.hour())
                .text(cell.outlet())
                .octet(cell.type().ordinal())
                .number(count));
        forms.writeTo(out);
        return out.toBytes();
    }

    static StatementCells decode(byte @Nullable [] bytes) {
        StatementCells statement = new StatementCells();
        if (bytes == null) {
            return statement;
        }
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "statement in the store");
        statement.content = in.text();
        for (int i = in.count(); i > 0; i--) {
            Cell cell = new Cell(in.text(), in.text(), TYPES[Math.min(in.octet(), TYPES.length - 1)]);
            statement.cells.put(cell, in.number());
        }
        statement.forms = Forms.read(in);
        in.end("statement in the store");
        return statement;
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.ClaimType;
import java.util.List;

/**
 * One distinct statement of one actor.
 *
 * @param content its normalised content
 * @param hour the hour in which it counts: the smallest of its live reports
 * @param reports live reports in all
 * @param cells live reports by hour, outlet and type
 */
public record StatementRow(
        NamedEntity actor,
        String fingerprint,
        String content,
        String hour,
        ClaimType type,
        long reports,
        List<Cell> cells) {
    /** Copies the cells. */
    public StatementRow {
        cells = List.copyOf(cells);
    }

    /** Live reports of one hour, outlet and type. */
    public record Cell(String hour, String outlet, ClaimType type, long reports) {}
}

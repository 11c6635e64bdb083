package dev.hearsay.store;

import dev.hearsay.contracts.Hour;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/** Rows of counts that are sums of finer ones: days of hours, months of days. */
enum Summary {
    DAYS("actor_counts_daily", "day", "actor_counts_hourly", "hour"),
    MONTHS("actor_counts_monthly", "month", "actor_counts_daily", "day");

    private final String table;
    private final String part;
    private final String of;
    private final String ofPart;

    /** A row: an actor in a day or month. */
    record Key(String actorId, String part) {}

    Summary(String table, String part, String of, String ofPart) {
        this.table = table;
        this.part = part;
        this.of = of;
        this.ofPart = ofPart;
    }

    /** The key of the row that a finer one belongs to. */
    Key key(String actorId, String finer) {
        return new Key(actorId, this == DAYS ? Hour.day(finer) : month(finer));
    }

    /** Of a day. */
    static String month(String day) {
        return day.substring(0, Math.max(0, day.lastIndexOf('-')));
    }

    /** Computes rows anew. */
    void recompute(Connection connection, Dialect dialect, Collection<Key> keys) throws SQLException {
        // what follows the part in the finer one, and the sign after that
        String from = this == DAYS ? "T" : "-";
        String to = this == DAYS ? "U" : ".";
        new Table(table, List.of(part, "actor_id"), List.of())
                .delete(
                        connection,
                        dialect,
                        keys.stream()
                                .map(key -> new Object[] {key.part(), key.actorId()})
                                .toList());
        dialect.sum(
                connection,
                this,
                keys.stream()
                        .map(key -> new Object[] {key.part(), key.actorId(), key.part() + from, key.part() + to})
                        .toList());
    }

    /** Where sums go. */
    String columns() {
        return table + " (" + part + ", actor_id, " + Queries.COLUMNS + ")";
    }

    /** The table of the finer rows. */
    String of() {
        return of;
    }

    /** Their hour or day. */
    String ofPart() {
        return ofPart;
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.ClaimType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Claims as rows, and the conditions that select them. */
final class ClaimRows {
    static final String COLUMNS =
            "c.claim_id, c.story_id, c.version, c.extractor, c.actor_id, c.actor_name, c.actor_type,"
                    + " c.role, c.affiliation, c.source, c.source_text, c.cue, c.cue_text, c.content, c.content_text,"
                    + " c.fingerprint, c.type, c.act, c.about, c.confidence, c.decided_by, c.outlet, c.url, c.headline, c.time,"
                    + " c.hour, c.language, c.context, c.context_start, c.change_partition, c.change_offset";

    /** A story's end and its claims' arrive by different topics: no claim outlives its story in the eyes of a reader. */
    static final String READABLE = "NOT EXISTS (SELECT 1 FROM unreadable_stories u WHERE u.story_id = c.story_id)";

    private ClaimRows() {}

    static Sql conditions(Connection connection, Dialect dialect, ClaimFilter filter) throws SQLException {
        Sql sql = Sql.of("WHERE " + READABLE);
        if (filter.actor().isPresent()) {
            sql.add("AND")
                    .add(ofNames(
                            connection,
                            dialect,
                            "c.actor_id",
                            names(connection, filter.actor().get())));
        }
        filter.outlet().ifPresent(outlet -> sql.add("AND c.outlet = ?", outlet));
        filter.story().ifPresent(story -> sql.add("AND c.story_id = ?", story));
        filter.act().ifPresent(act -> sql.add("AND c.act = ?", act.name()));
        filter.type().ifPresent(type -> sql.add("AND c.type = ?", type.name()));
        filter.period()
                .ifPresent(period -> sql.add("AND c.time >= ? AND c.time < ?", period.fromMillis(), period.toMillis()));
        if (filter.entity().isPresent()) {
            sql.add("AND c.claim_id IN (SELECT a.claim_id FROM claim_about a WHERE")
                    .add(ofNames(
                            connection,
                            dialect,
                            "a.entity_id",
                            names(connection, filter.entity().get())))
                    .add(")");
        }
        filter.text().ifPresent(words -> sql.add("AND " + dialect.textSearch(), dialect.searchTerms(words)));
        return sql;
    }

    /** The names that stand for an actor: its own, unless it is an alias of another, and its aliases. */
    static List<String> names(Connection connection, String actorId) throws SQLException {
        List<String> names = new ArrayList<>();
        if (Sql.of("SELECT count(*) FROM aliases WHERE name_key = ? AND actor_id <> ?", actorId, actorId)
                        .number(connection)
                == 0) {
            names.add(actorId);
        }
        names.addAll(Sql.of(
                        "SELECT name_key FROM aliases WHERE actor_id = ? AND name_key <> ? ORDER BY name_key",
                        actorId,
                        actorId)
                .list(connection, row -> row.getString(1)));
        return names;
    }

    static Sql ofNames(Connection connection, Dialect dialect, String column, List<String> names) throws SQLException {
        return switch (names.size()) {
            case 0 -> Sql.of("FALSE");
            case 1 -> Sql.of(column + " = ?", names.get(0));
            default -> Sql.of(dialect.in(column), dialect.list(connection, names));
        };
    }

    static Map<String, ClaimRow> byId(Connection connection, Dialect dialect, Collection<String> claimIds)
            throws SQLException {
        Map<String, ClaimRow> found = new HashMap<>();
        if (!claimIds.isEmpty()) {
            Sql.of("SELECT " + COLUMNS + " FROM claims c WHERE " + READABLE + " AND")
                    .add(dialect.in("c.claim_id"), dialect.list(connection, List.copyOf(claimIds)))
                    .each(connection, row -> found.put(row.getString("claim_id"), claim(row)));
        }
        return found;
    }

    static ClaimRow claim(ResultSet row) throws SQLException {
        Optional<String> actorId = Sql.text(row, "actor_id");
        String actorName = Sql.text(row, "actor_name").orElse("");
        ActorType actorType =
                Sql.constant(ActorType.class, Sql.text(row, "actor_type").orElse(""), ActorType.UNKNOWN);
        return new ClaimRow(
                row.getString("claim_id"),
                row.getString("story_id"),
                Sql.text(row, "version"),
                row.getString("extractor"),
                actorId.map(id -> new NamedEntity(id, actorName.isEmpty() ? id : actorName, actorType)),
                Sql.text(row, "role"),
                Sql.text(row, "affiliation"),
                Json.parseSpans(row.getString("source")),
                row.getString("source_text"),
                Json.parseSpans(row.getString("cue")),
                row.getString("cue_text"),
                Json.parseSpans(row.getString("content")),
                row.getString("content_text"),
                row.getString("fingerprint"),
                Sql.constant(ClaimType.class, row.getString("type"), ClaimType.UNKNOWN),
                Sql.constant(Act.class, row.getString("act"), Act.OTHER),
                Json.parseEntities(row.getString("about")),
                row.getDouble("confidence"),
                row.getString("decided_by"),
                row.getString("outlet"),
                Sql.text(row, "url"),
                row.getString("headline"),
                Instant.ofEpochMilli(row.getLong("time")),
                row.getString("hour"),
                Sql.text(row, "language"),
                row.getString("context"),
                row.getInt("context_start"));
    }
}

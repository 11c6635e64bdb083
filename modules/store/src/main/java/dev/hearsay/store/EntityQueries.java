package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Who and what is named. All methods throw {@link DatabaseException} when the database does not answer. Thread-safe.
 */
public final class EntityQueries {
    private final Database database;

    /** Entities of this database. */
    public EntityQueries(Database database) {
        this.database = database;
    }

    /**
     * Which entities to list first.
     *
     * @param name how a word of the entity's id (its normalised name) begins
     * @param after mentions and id of the entity that ends the page before
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public record Top(
            Optional<Period> period,
            Optional<ActorType> type,
            Optional<String> name,
            Optional<TopQuery.Last> after,
            int limit) {
        /**
         * @throws IllegalArgumentException if the limit is out of bounds
         */
        public Top {
            Queries.bounded(limit);
        }
    }

    /** The entities with most mentions, most first, equal ones by id; none with 0. */
    public List<EntityTotal> top(Top query) {
        // names are those of the first only: a period has many entities
        Sql sql = Sql.of("SELECT t.entity_id, coalesce(n.name, t.entity_id), coalesce(n.type, 'UNKNOWN'), t.mentions,"
                + " t.stories FROM (SELECT a.entity_id, a.mentions, a.stories FROM (");
        if (query.period().isPresent()) {
            Period period = query.period().get();
            sql.add(
                    "SELECT entity_id, sum(mentions) AS mentions, sum(stories) AS stories FROM mention_counts_hourly"
                            + " WHERE hour >= ? AND hour < ? GROUP BY entity_id",
                    period.from(),
                    period.to());
        } else {
            sql.add("SELECT entity_id, mentions, stories FROM mention_counts");
        }
        sql.add(") a WHERE a.mentions > 0");
        query.type()
                .ifPresent(type -> sql.add(
                        "AND EXISTS (SELECT 1 FROM mention_counts m WHERE m.entity_id = a.entity_id AND m.type = ?)",
                        type.name()));
        query.name()
                .ifPresent(prefix ->
                        sql.add(Queries.wordBegins("a.entity_id"), Queries.like(prefix), "% " + Queries.like(prefix)));
        query.after()
                .ifPresent(last -> sql.add(
                        "AND (a.mentions < ? OR (a.mentions = ? AND a.entity_id > ?))",
                        last.value(),
                        last.value(),
                        last.actorId()));
        sql.add(
                "ORDER BY a.mentions DESC, a.entity_id LIMIT ?) t LEFT JOIN mention_counts n ON n.entity_id ="
                        + " t.entity_id ORDER BY t.mentions DESC, t.entity_id",
                query.limit());
        return database.read(c -> sql.list(c, EntityQueries::total));
    }

    /** An entity's mentions of all time, or nothing if no live story names it. */
    public Optional<EntityTotal> entity(String entityId) {
        return database.read(c -> Sql.of(
                        "SELECT entity_id, name, type, mentions, stories FROM mention_counts WHERE entity_id = ?",
                        entityId)
                .first(c, EntityQueries::total));
    }

    /** An entity's mentions by hour, earliest first; hours without any are left out. */
    public List<MentionsAt> hours(String entityId, Optional<Period> period) {
        Sql sql = Sql.of("SELECT hour, mentions, stories FROM mention_counts_hourly WHERE entity_id = ?", entityId);
        period.ifPresent(p -> sql.add("AND hour >= ? AND hour < ?", p.from(), p.to()));
        return database.read(c -> sql.add("ORDER BY hour")
                .list(c, row -> new MentionsAt(row.getString(1), row.getLong(2), row.getLong(3))));
    }

    private static EntityTotal total(ResultSet row) throws SQLException {
        return new EntityTotal(
                new NamedEntity(
                        row.getString(1),
                        row.getString(2),
                        Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN)),
                row.getLong(4),
                row.getLong(5));
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.ClaimType;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one actor beside its counts. All methods throw {@link DatabaseException} when the database does not
 * answer. Thread-safe.
 */
public final class ActorProfiles {
    private static final int MAX_ROLES = 50;
    private static final int STORIES_LOOKED_AT = 50;
    private static final int STORIES_LOOKED_AT_FIRST = 3;

    private final Database database;
    private final Dialect dialect;

    /** Profiles of this database. */
    public ActorProfiles(Database database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    /**
     * A role as live stories give it.
     *
     * @param first time of the earliest story that does
     * @param last time of the latest
     */
    public record Role(
            Optional<String> role, Optional<String> affiliation, Instant first, Instant last, long stories) {}

    /** How many live claims are of an act and a type. */
    public record Acts(Act act, ClaimType type, long claims) {}

    /** An entity, and how many of the actor's claims are about it. */
    public record About(NamedEntity entity, long claims) {}

    /** Roles and affiliations, the latest first. */
    public List<Role> roles(String actorId) {
        return database.read(c -> Sql.of("SELECT e.role, e.affiliation, min(e.time) AS first, max(e.time) AS last,"
                        + " count(*) AS stories FROM entities e WHERE (e.role IS NOT NULL OR e.affiliation IS NOT NULL)"
                        + " AND")
                .add(ClaimRows.ofNames(c, dialect, "e.entity_id", ClaimRows.names(c, actorId)))
                .add(
                        "GROUP BY e.role, e.affiliation ORDER BY last DESC, stories DESC, e.role, e.affiliation LIMIT ?",
                        MAX_ROLES)
                .list(
                        c,
                        row -> new Role(
                                Sql.text(row, "role"),
                                Sql.text(row, "affiliation"),
                                Sql.time(row, "first"),
                                Sql.time(row, "last"),
                                row.getLong("stories"))));
    }

    /** The latest role in the last {@value #STORIES_LOOKED_AT} stories of each of these actors; who has none is left out. */
    public Map<String, Role> latestRoles(Collection<String> actorIds) {
        Map<String, Role> roles = new HashMap<>();
        return database.read(c -> {
            Sql.of("SELECT e.entity_id, e.role, e.affiliation, e.time FROM (SELECT i.value AS entity_id, coalesce("
                            + latestWithRole(STORIES_LOOKED_AT_FIRST) + ", " + latestWithRole(STORIES_LOOKED_AT)
                            + ") AS story_id FROM")
                    .add(dialect.each("i"), dialect.list(c, List.copyOf(actorIds)))
                    .add(") l JOIN entities e ON e.story_id = l.story_id AND e.entity_id = l.entity_id")
                    .each(
                            c,
                            row -> roles.put(
                                    row.getString(1),
                                    new Role(
                                            Sql.text(row, "role"),
                                            Sql.text(row, "affiliation"),
                                            Sql.time(row, "time"),
                                            Sql.time(row, "time"),
                                            1)));
            return roles;
        });
    }

    private static String latestWithRole(int stories) {
        return "(SELECT s.story_id FROM (SELECT story_id, role, affiliation, time FROM entities WHERE entity_id = i.value"
                + " ORDER BY time DESC LIMIT " + stories + ") s WHERE s.role IS NOT NULL OR s.affiliation IS NOT NULL"
                + " ORDER BY s.time DESC LIMIT 1)";
    }

    /** Live claims by act and type, the commonest first. */
    public List<Acts> acts(String actorId) {
        return database.read(c -> Sql.of(
                        "SELECT c.act, c.type, count(*) AS claims FROM claims c WHERE " + ClaimRows.READABLE + " AND")
                .add(ClaimRows.ofNames(c, dialect, "c.actor_id", ClaimRows.names(c, actorId)))
                .add("GROUP BY c.act, c.type ORDER BY claims DESC, c.act, c.type")
                .list(
                        c,
                        row -> new Acts(
                                Sql.constant(Act.class, row.getString(1), Act.OTHER),
                                Sql.constant(ClaimType.class, row.getString(2), ClaimType.UNKNOWN),
                                row.getLong(3))));
    }

    /**
     * What an actor speaks about: entities named in its claims, the commonest first.
     *
     * @param limit 1 to {@value Queries#MAX_PAGE}
     */
    public List<About> about(String actorId, int limit) {
        Queries.bounded(limit);
        return database.read(c -> Sql.of("SELECT x.entity_id, coalesce(m.name, x.entity_id), coalesce(m.type,"
                        + " 'UNKNOWN'), x.claims FROM (SELECT coalesce(l.actor_id, a.entity_id) AS entity_id,"
                        + " count(DISTINCT a.claim_id) AS claims FROM claims c JOIN claim_about a ON a.claim_id ="
                        + " c.claim_id LEFT JOIN aliases l ON l.name_key = a.entity_id WHERE " + ClaimRows.READABLE
                        + " AND")
                .add(ClaimRows.ofNames(c, dialect, "c.actor_id", ClaimRows.names(c, actorId)))
                .add(
                        "GROUP BY coalesce(l.actor_id, a.entity_id) ORDER BY claims DESC, 1 LIMIT ?) x LEFT JOIN"
                                + " mention_counts m ON m.entity_id = x.entity_id ORDER BY x.claims DESC, x.entity_id",
                        limit)
                .list(
                        c,
                        row -> new About(
                                new NamedEntity(
                                        row.getString(1),
                                        row.getString(2),
                                        Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN)),
                                row.getLong(4))));
    }
}

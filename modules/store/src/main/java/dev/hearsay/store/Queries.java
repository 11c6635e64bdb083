package dev.hearsay.store;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.StoryStatus;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What readers ask the database. Every answer comes from one snapshot; lists are bounded; texts compare by code point. All
 * methods throw {@link DatabaseException} when the database does not answer. Thread-safe.
 */
public final class Queries {
    /** Longest page of claims or changes. */
    public static final int MAX_PAGE = 1_000;

    static final String SUMS =
            "sum(statements), sum(reports), sum(articles), sum(direct), sum(indirect), sum(mixed), sum(non_responses)";
    static final String COLUMNS = "statements, reports, articles, direct, indirect, mixed, non_responses";
    private static final String OUTLETS =
            "(SELECT count(*) FROM actor_counts_by_outlet o WHERE o.actor_id = a.actor_id AND o.reports > 0)";

    private final Database database;
    private final Dialect dialect;

    /** Queries of this database. */
    public Queries(Database database) {
        this.database = database;
        this.dialect = database.dialect();
    }

    /** Everything added up. */
    public Totals totals() {
        return database.read(c -> {
            Map<StoryStatus, Long> stories = new HashMap<>();
            Sql.of("SELECT status, sum(stories) FROM story_totals WHERE stories > 0 GROUP BY status")
                    .each(
                            c,
                            row -> stories.merge(
                                    Sql.constant(StoryStatus.class, row.getString(1), StoryStatus.UNKNOWN),
                                    row.getLong(2),
                                    Long::sum));
            long outlets = Sql.of("SELECT count(*) FROM story_totals WHERE status = 'USABLE' AND stories > 0")
                    .number(c);
            Map<Cause, Long> retractions = retractions(c, Sql.of(""));
            return Sql.of("SELECT actors, statements, reports, non_responses, claims, unnamed_claims, mentions FROM"
                            + " totals")
                    .first(
                            c,
                            row -> new Totals(
                                    stories,
                                    row.getLong(1),
                                    row.getLong(2),
                                    row.getLong(3),
                                    row.getLong(4),
                                    row.getLong(5),
                                    row.getLong(6),
                                    row.getLong(7),
                                    outlets,
                                    retractions))
                    .orElseThrow();
        });
    }

    /** Claims of an actor taken back so far, by cause; those of its aliases are among them. */
    public Map<Cause, Long> retractions(String actorId) {
        return database.read(c -> retractions(
                c, Sql.of("AND").add(ClaimRows.ofNames(c, dialect, "old_actor", ClaimRows.names(c, actorId)))));
    }

    private static Map<Cause, Long> retractions(Connection c, Sql condition) throws SQLException {
        Map<Cause, Long> byCause = new TreeMap<>();
        Sql.of("SELECT cause, count(*) FROM claim_changes WHERE retraction")
                .add(condition)
                .add("GROUP BY cause")
                .each(
                        c,
                        row -> byCause.merge(
                                Sql.constant(Cause.class, row.getString(1), Cause.UNKNOWN), row.getLong(2), Long::sum));
        return byCause;
    }

    /** The actors with the highest value of a measure, highest first, equal ones by id; none with 0. */
    public List<ActorTotal> top(TopQuery query) {
        return database.read(c -> {
            if (query.period().isEmpty()) {
                Sql sql = query.outlet().isEmpty() ? topOfAllTime(query) : topOfOutlet(query);
                return sql.add("LIMIT ?", query.limit()).list(c, Queries::total);
            }
            return TopOfPeriod.of(c, dialect, query, TopOfPeriod.FEW_CELLS);
        });
    }

    private static Sql topOfAllTime(TopQuery query) {
        String measure =
                query.by() == Measure.OUTLETS ? OUTLETS : "a." + query.by().column();
        Sql sql = Sql.of("SELECT a.actor_id, a.name, a.type, a.statements, a.reports, a.articles, a.direct, a.indirect,"
                + " a.mixed, a.non_responses, " + OUTLETS + " FROM actor_counts a WHERE " + measure + " > 0");
        query.type().ifPresent(type -> sql.add("AND a.type = ?", type.name()));
        return narrowed(sql, query, measure).add("ORDER BY " + measure + " DESC, a.actor_id");
    }

    static Sql narrowed(Sql sql, TopQuery query, String measure) {
        query.name().ifPresent(prefix -> sql.add(wordBegins("a.actor_id"), like(prefix), "% " + like(prefix)));
        query.after()
                .ifPresent(last -> sql.add(
                        "AND (" + measure + " < ? OR (" + measure + " = ? AND a.actor_id > ?))",
                        last.value(),
                        last.value(),
                        last.actorId()));
        return sql;
    }

    static String wordBegins(String column) {
        return "AND (" + column + " LIKE ? ESCAPE '!' OR " + column + " LIKE ? ESCAPE '!')";
    }

    /** A pattern that finds what begins with a text, whatever signs it holds. */
    static String like(String prefix) {
        return prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
    }

    private static Sql topOfOutlet(TopQuery query) {
        String measure = "a." + query.by().column();
        Sql sql = Sql.of(
                "SELECT a.actor_id, coalesce(n.name, a.name), coalesce(n.type, a.type), a.statements, a.reports,"
                        + " a.articles, a.direct, a.indirect, a.mixed, a.non_responses,"
                        + " CASE WHEN a.reports > 0 THEN 1 ELSE 0 END FROM actor_counts_by_outlet a"
                        + " LEFT JOIN actor_counts n ON n.actor_id = a.actor_id WHERE a.outlet = ? AND a.actor_id <> ''"
                        + " AND " + measure + " > 0",
                query.outlet().orElseThrow());
        query.type().ifPresent(type -> sql.add("AND coalesce(n.type, a.type) = ?", type.name()));
        return narrowed(sql, query, measure).add("ORDER BY " + measure + " DESC, a.actor_id");
    }

    /** An actor's counts of all time, or nothing if it has none. */
    public Optional<ActorTotal> actor(String actorId) {
        return database.read(c -> Sql.of(
                        "SELECT a.actor_id, a.name, a.type, a.statements, a.reports, a.articles, a.direct, a.indirect,"
                                + " a.mixed, a.non_responses, " + OUTLETS + " FROM actor_counts a WHERE a.actor_id = ?",
                        actorId)
                .first(c, Queries::total));
    }

    /** An actor's counts in a scope; all of them 0 if it has none there. */
    public Measures measures(String actorId, Optional<Period> period, Optional<String> outlet) {
        return measures(List.of(actorId), period, outlet).get(actorId);
    }

    /** The same of several actors, by their ids. */
    public Map<String, Measures> measures(
            Collection<String> actorIds, Optional<Period> period, Optional<String> outlet) {
        return database.read(c -> Sums.of(c, dialect, actorIds, period, outlet));
    }

    /**
     * A measure of several actors by hour, earliest first; actors and hours without any are left out.
     *
     * @param by OUTLETS has none by hour or day
     */
    public Map<String, List<ValueAt>> hours(Collection<String> actorIds, Measure by, Period period) {
        return series("actor_counts_hourly", "hour", actorIds, by, period.from(), period.to());
    }

    /** The same by day (UTC). */
    public Map<String, List<ValueAt>> days(Collection<String> actorIds, Measure by, Period period) {
        return series(
                "actor_counts_daily",
                "day",
                actorIds,
                by,
                period.firstDay(),
                period.to().endsWith("T00Z") ? period.endDay() : period.endDay() + "~");
    }

    private Map<String, List<ValueAt>> series(
            String table, String part, Collection<String> actorIds, Measure by, String from, String to) {
        Map<String, List<ValueAt>> byActor = new HashMap<>();
        if (by == Measure.OUTLETS) {
            return byActor;
        }
        return database.read(c -> {
            Sql.of("SELECT actor_id, " + part + ", " + by.column() + " FROM " + table + " WHERE " + by.column()
                            + " > 0 AND")
                    .add(dialect.in("actor_id"), dialect.list(c, List.copyOf(actorIds)))
                    .add("AND " + part + " >= ? AND " + part + " < ? ORDER BY actor_id, " + part, from, to)
                    .each(c, row -> byActor.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                            .add(new ValueAt(row.getString(2), row.getLong(3))));
            return byActor;
        });
    }

    static MeasuresAt measuresAt(ResultSet row, long outlets) throws SQLException {
        return new MeasuresAt(
                row.getString(1),
                new Measures(
                        row.getLong(2),
                        row.getLong(3),
                        outlets,
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)));
    }

    /** The hours from the first to the last with counts; nothing while there are none. */
    public Optional<Period> span() {
        return database.read(c -> Sql.of("SELECT min(hour), max(hour) FROM (SELECT min(hour) AS hour FROM"
                        + " actor_counts_hourly UNION ALL SELECT max(hour) FROM actor_counts_hourly UNION ALL SELECT"
                        + " min(hour) FROM mention_counts_hourly UNION ALL SELECT max(hour) FROM"
                        + " mention_counts_hourly) x")
                .first(c, row -> {
                    String first = row.getString(1);
                    String last = row.getString(2);
                    return row.wasNull() ? Optional.<Period>empty() : Optional.of(Period.from(first, last));
                })
                .orElseThrow());
    }

    /** Another text after every commit of a sink: what was read under one version is the same under it later. */
    public String version() {
        return database.read(
                c -> Sql.of("SELECT coalesce(sum(next_offset), 0), coalesce(sum(epoch), 0) FROM sink_offsets")
                        .first(c, row -> Long.toString(row.getLong(1), 36) + "." + Long.toString(row.getLong(2), 36))
                        .orElseThrow());
    }

    /** The actor that a name is an alias of; absent if it stands for itself. */
    public Optional<String> aliasOf(String nameKey) {
        return database.read(
                c -> Sql.of("SELECT actor_id FROM aliases WHERE name_key = ? AND actor_id <> ?", nameKey, nameKey)
                        .first(c, row -> row.getString(1)));
    }

    /** The names that stand for an actor: its own id, unless that is an alias of another, and its aliases. */
    public List<String> namesOf(String actorId) {
        return database.read(c -> ClaimRows.names(c, actorId));
    }

    /**
     * An actor's counts by hour, earliest first; hours without any are left out. {@code outlets} is 0 in every hour.
     *
     * @param actorId empty for unnamed speakers
     */
    public List<MeasuresAt> hours(String actorId, Optional<Period> period) {
        return series("actor_counts_hourly", "hour", actorId, period.map(Period::from), period.map(Period::to));
    }

    /** An actor's counts by day (UTC), earliest first; a day counts if its first hour lies in the period. */
    public List<MeasuresAt> days(String actorId, Optional<Period> period) {
        return series(
                "actor_counts_daily",
                "day",
                actorId,
                period.map(Period::firstDay),
                period.map(p -> p.to().endsWith("T00Z") ? p.endDay() : p.endDay() + "~"));
    }

    /** An actor's counts by outlet, in the order of the outlets' names. */
    public List<MeasuresAt> outlets(String actorId) {
        return series("actor_counts_by_outlet", "outlet", actorId, Optional.empty(), Optional.empty());
    }

    private List<MeasuresAt> series(
            String table, String part, String actorId, Optional<String> from, Optional<String> to) {
        Sql sql = Sql.of("SELECT " + part + ", " + COLUMNS + " FROM " + table + " WHERE actor_id = ?", actorId);
        from.ifPresent(first -> sql.add("AND " + part + " >= ?", first));
        to.ifPresent(end -> sql.add("AND " + part + " < ?", end));
        boolean byOutlet = part.equals("outlet");
        return database.read(c -> sql.add("ORDER BY " + part)
                .list(c, row -> measuresAt(row, byOutlet ? Math.min(1, row.getLong(3)) : 0)));
    }

    /** Sums over all actors by hour, unnamed speakers left out, earliest hour first. */
    public List<MeasuresAt> hoursOfAll(Period period) {
        return database.read(c -> Sql.of(
                        "SELECT hour, " + SUMS
                                + " FROM actor_counts_hourly WHERE hour >= ? AND hour < ? AND actor_id <> ''"
                                + " GROUP BY hour ORDER BY hour",
                        period.from(),
                        period.to())
                .list(c, row -> measuresAt(row, 0)));
    }

    /** Every row of counts, table by table, by id, then by hour or outlet: the same counts give the same rows in order. */
    public void counts(Consumer<CountRow> visitor) {
        database.read(c -> {
            for (CountTable table : CountTable.values()) {
                countSql(table, "")
                        .add("ORDER BY " + table.idColumn() + (table.part().isEmpty() ? "" : ", " + table.part()))
                        .each(c, row -> visitor.accept(count(table, row)));
            }
            return true;
        });
    }

    /** Those of these rows of counts that are there. */
    public Map<CountKey, CountRow> counts(Collection<CountKey> keys) {
        return database.read(c -> {
            Map<CountKey, CountRow> found = new HashMap<>();
            for (CountKey key : keys) {
                Sql sql = countSql(key.table(), "WHERE " + key.table().idColumn() + " = ?", key.id());
                if (!key.table().part().isEmpty()) {
                    sql.add("AND " + key.table().part() + " = ?", key.part());
                }
                sql.first(c, row -> count(key.table(), row)).ifPresent(row -> found.put(key, row));
            }
            return found;
        });
    }

    private static Sql countSql(CountTable table, String condition, Object... values) {
        String part = table.part().isEmpty() ? "''" : table.part();
        return Sql.of(
                "SELECT " + table.idColumn() + ", " + part + ", name, type, " + String.join(", ", table.columns())
                        + " FROM " + table.table() + " " + condition,
                values);
    }

    private static CountRow count(CountTable table, ResultSet row) throws SQLException {
        List<Long> measures = new ArrayList<>();
        for (int i = 0; i < table.columns().size(); i++) {
            measures.add(row.getLong(5 + i));
        }
        return new CountRow(
                new CountKey(table, row.getString(1), row.getString(2)),
                row.getString(3),
                Sql.constant(ActorType.class, row.getString(4), ActorType.UNKNOWN),
                measures);
    }

    /**
     * Claims, latest story first.
     *
     * @param after what the page before says comes next; absent for the first page
     * @param limit 1 to {@value #MAX_PAGE}
     * @throws IllegalArgumentException if the limit is out of bounds or {@code after} is not of such a page
     */
    public Page<ClaimRow> claims(ClaimFilter filter, Optional<String> after, int limit) {
        bounded(limit);
        Optional<Position> position = after.map(Position::parse);
        return database.read(c -> {
            List<ClaimRow> rows =
                    dialect.latestClaims(c, filter, position, limit + 1).list(c, ClaimRows::claim);
            if (rows.size() <= limit) {
                return new Page<>(rows, Optional.empty());
            }
            ClaimRow last = rows.get(limit - 1);
            return new Page<>(
                    rows.subList(0, limit),
                    Optional.of(new Position(last.time().toEpochMilli(), last.claimId()).text()));
        });
    }

    /** A claim as it stands, if it does and its story may be read. */
    public Optional<ClaimRow> claim(String claimId) {
        return database.read(c ->
                Optional.ofNullable(ClaimRows.byId(c, dialect, List.of(claimId)).get(claimId)));
    }

    /** The state of a story. */
    public Optional<StoryRow> story(String storyId) {
        return database.read(
                c -> Sql.of("SELECT * FROM stories WHERE story_id = ?", storyId).first(c, Queries::story));
    }

    /** Outlets of usable stories and how many of these each has, in the order of their names. */
    public Map<String, Long> outlets() {
        return database.read(c -> Sql.of(
                        "SELECT outlet, stories FROM story_totals WHERE status = 'USABLE' AND stories > 0 ORDER BY outlet")
                .list(c, row -> Map.entry(row.getString(1), row.getLong(2)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
    }

    /** What each outlet has printed, in the order of their names. */
    public List<OutletTotal> outletTotals() {
        return database.read(c -> Sql.of("SELECT s.outlet, s.stories, coalesce(a.actors, 0), coalesce(a.statements, 0),"
                        + " coalesce(a.reports, 0) FROM story_totals s LEFT JOIN outlet_totals a ON a.outlet = s.outlet"
                        + " WHERE s.status = 'USABLE' AND s.stories > 0 ORDER BY s.outlet")
                .list(
                        c,
                        row -> new OutletTotal(
                                row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5))));
    }

    /** A statement, if any live story reports it. */
    public Optional<StatementRow> statement(String actorId, String fingerprint) {
        return database.read(c -> {
            List<StatementRow.Cell> cells = Sql.of(
                            "SELECT hour, outlet, type, reports FROM statement_cells WHERE actor_id = ? AND fingerprint"
                                    + " = ? ORDER BY hour, outlet, type",
                            actorId,
                            fingerprint)
                    .list(
                            c,
                            row -> new StatementRow.Cell(
                                    row.getString(1),
                                    row.getString(2),
                                    Sql.constant(ClaimType.class, row.getString(3), ClaimType.UNKNOWN),
                                    row.getLong(4)));
            return Sql.of(
                            "SELECT actor_name, actor_type, content, hour, type, reports FROM statements WHERE actor_id"
                                    + " = ? AND fingerprint = ?",
                            actorId,
                            fingerprint)
                    .first(
                            c,
                            row -> new StatementRow(
                                    new NamedEntity(
                                            actorId,
                                            row.getString(1),
                                            Sql.constant(ActorType.class, row.getString(2), ActorType.UNKNOWN)),
                                    fingerprint,
                                    row.getString(3),
                                    row.getString(4),
                                    Sql.constant(ClaimType.class, row.getString(5), ClaimType.UNKNOWN),
                                    row.getLong(6),
                                    cells));
        });
    }

    /** Live reports of a statement, latest first, at most {@value #MAX_PAGE}. */
    public List<ClaimRow> reports(String actorId, String fingerprint) {
        return database.read(c -> Sql.of(
                        "SELECT " + ClaimRows.COLUMNS + " FROM claims c WHERE " + ClaimRows.READABLE
                                + " AND c.act = 'STATEMENT' AND c.fingerprint = ? AND",
                        fingerprint)
                .add(ClaimRows.ofNames(c, dialect, "c.actor_id", ClaimRows.names(c, actorId)))
                .add("ORDER BY c.time DESC, c.claim_id DESC LIMIT ?", MAX_PAGE)
                .list(c, ClaimRows::claim));
    }

    /** Where the sinks stand: the offset that each partition's holder will read next, or -1 for the log's start. */
    public Map<TopicPartition, Long> sinkOffsets() {
        return database.read(c -> {
            Map<TopicPartition, Long> offsets = new HashMap<>();
            Sql.of("SELECT topic, topic_partition, next_offset FROM sink_offsets")
                    .each(c, row -> offsets.put(new TopicPartition(row.getString(1), row.getInt(2)), row.getLong(3)));
            return offsets;
        });
    }

    static void bounded(int limit) {
        if (limit < 1 || limit > MAX_PAGE) {
            throw new IllegalArgumentException("the limit must be 1 to " + MAX_PAGE + ", not " + limit);
        }
    }

    static ActorTotal total(ResultSet row) throws SQLException {
        return new ActorTotal(
                new NamedEntity(
                        row.getString(1),
                        row.getString(2),
                        Sql.constant(ActorType.class, row.getString(3), ActorType.UNKNOWN)),
                new Measures(
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(11),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10)));
    }

    private static StoryRow story(ResultSet row) throws SQLException {
        return new StoryRow(
                row.getString("story_id"),
                row.getString("provider"),
                Sql.constant(StoryStatus.class, row.getString("status"), StoryStatus.UNKNOWN),
                Sql.constant(Cause.class, row.getString("cause"), Cause.UNKNOWN),
                Sql.text(row, "version"),
                Sql.optionalTime(row, "version_time"),
                Sql.time(row, "time"),
                row.getBoolean("time_replaced"),
                row.getString("hour"),
                Sql.time(row, "accepted"),
                Sql.optionalTime(row, "embargo"),
                row.getString("outlet"),
                Sql.text(row, "url"),
                Sql.text(row, "headline"),
                Sql.text(row, "language"),
                row.getBoolean("supported"),
                row.getBoolean("truncated"),
                row.getString("extractor"),
                row.getInt("entities"),
                row.getInt("claims"),
                Sql.time(row, "changed"));
    }

    /** The last claim of a page. */
    record Position(long time, String claimId) {
        String text() {
            return time + "." + claimId;
        }

        static Position parse(String text) {
            int dot = text.indexOf('.');
            try {
                return new Position(Long.parseLong(text.substring(0, Math.max(0, dot))), text.substring(dot + 1));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("'" + text + "' is no position of a page of claims", e);
            }
        }
    }
}

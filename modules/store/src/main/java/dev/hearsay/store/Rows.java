package dev.hearsay.store;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.contracts.records.StoryStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of a batch into their tables, within a transaction of the caller: each key's last value, and every
 * change of a claim. Days, months and blanked text follow in {@link #finish}, because they depend on the batch as a whole.
 */
final class Rows {
    private static final Table STORIES = new Table(
            "stories",
            List.of("story_id"),
            List.of(
                    "provider",
                    "status",
                    "cause",
                    "version",
                    "version_time",
                    "time",
                    "time_replaced",
                    "hour",
                    "accepted",
                    "embargo",
                    "outlet",
                    "url",
                    "headline",
                    "language",
                    "supported",
                    "truncated",
                    "extractor",
                    "entities",
                    "claims",
                    "changed"));
    private static final Table ENTITIES = new Table(
            "entities",
            List.of("story_id", "entity_id"),
            List.of(
                    "name",
                    "type",
                    "mentions",
                    "reports",
                    "role",
                    "affiliation",
                    "version",
                    "extractor",
                    "outlet",
                    "hour",
                    "time"));
    private static final Table CLAIMS = new Table(
            "claims",
            List.of("claim_id"),
            List.of(
                    "story_id",
                    "version",
                    "extractor",
                    "actor_id",
                    "actor_name",
                    "actor_type",
                    "role",
                    "affiliation",
                    "source",
                    "source_text",
                    "cue",
                    "cue_text",
                    "content",
                    "content_text",
                    "fingerprint",
                    "type",
                    "act",
                    "about",
                    "confidence",
                    "decided_by",
                    "outlet",
                    "url",
                    "headline",
                    "time",
                    "hour",
                    "language",
                    "context",
                    "context_start",
                    "change_partition",
                    "change_offset"));
    private static final Table CLAIM_ABOUT =
            new Table("claim_about", List.of("claim_id", "entity_id"), List.of("time"));
    private static final Table CLAIM_CHANGES = new Table(
            "claim_changes",
            List.of("topic_partition", "topic_offset"),
            List.of(
                    "changed",
                    "claim_id",
                    "story_id",
                    "version",
                    "status",
                    "cause",
                    "retraction",
                    "old_present",
                    "old_actor",
                    "old_outlet",
                    "old_hour",
                    "old_act",
                    "old_type",
                    "old_counted",
                    "new_present",
                    "new_actor",
                    "new_outlet",
                    "new_hour",
                    "new_act",
                    "new_type",
                    "new_counted",
                    "content_text"));
    private static final Table STATEMENTS = new Table(
            "statements",
            List.of("actor_id", "fingerprint"),
            List.of("actor_name", "actor_type", "content", "hour", "type", "reports", "forms"));
    private static final Table STATEMENT_CELLS = new Table(
            "statement_cells",
            List.of("actor_id", "fingerprint", "outlet", "hour", "type"),
            List.of("reports", "kind"));
    private static final Comparator<StatementCell> BY_HOUR = Comparator.comparing(StatementCell::getHour)
            .thenComparing(cell -> cell.getType().name());
    private static final List<String> COUNTS = List.of(
            "name",
            "type",
            "statements",
            "reports",
            "articles",
            "direct",
            "indirect",
            "mixed",
            "non_responses",
            "forms");
    private static final Table ACTOR_COUNTS = new Table("actor_counts", List.of("actor_id"), COUNTS);
    private static final Table ACTOR_COUNTS_HOURLY =
            new Table("actor_counts_hourly", List.of("actor_id", "hour"), COUNTS);
    private static final Table ACTOR_COUNTS_BY_OUTLET =
            new Table("actor_counts_by_outlet", List.of("actor_id", "outlet"), COUNTS);
    private static final List<String> MENTIONS = List.of("name", "type", "mentions", "stories", "forms");
    private static final Table MENTION_COUNTS = new Table("mention_counts", List.of("entity_id"), MENTIONS);
    private static final Table MENTION_COUNTS_HOURLY =
            new Table("mention_counts_hourly", List.of("entity_id", "hour"), MENTIONS);

    private static final Table ALIASES = new Table("aliases", List.of("name_key"), List.of("name", "actor_id", "note"));

    private final Connection connection;
    private final Dialect dialect;
    private Pending pending = new Pending();

    /** What the end of the batch has still to do. */
    private static final class Pending {
        private final Set<Summary.Key> days = new HashSet<>();
        private final Set<String> blanked = new HashSet<>();
        private final Set<String> refilled = new HashSet<>();
        private boolean removedText;

        void add(Pending other) {
            days.addAll(other.days);
            blanked.addAll(other.blanked);
            refilled.addAll(other.refilled);
            removedText |= other.removedText;
        }
    }

    /** What is known of the value that a claim had before. */
    private record OldClaim(
            @Nullable String storyId,
            @Nullable String actorId,
            @Nullable String outlet,
            @Nullable String hour,
            @Nullable String act,
            @Nullable String type) {}

    Rows(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /** Writes these changes; on failure nothing of them is left to be done at the end, and the caller rolls back. */
    void write(List<Change> changes) throws SQLException {
        Pending before = pending;
        pending = new Pending();
        try {
            Map<Output, List<Change>> byOutput = new EnumMap<>(Output.class);
            for (Change change : changes) {
                byOutput.computeIfAbsent(change.output(), o -> new ArrayList<>())
                        .add(change);
            }
            for (Map.Entry<Output, List<Change>> entry : byOutput.entrySet()) {
                write(entry.getKey(), entry.getValue());
            }
            before.add(pending);
        } finally {
            pending = before;
        }
    }

    /** Removes the row of a key whose new value the database refuses: the old value is not true any more. */
    void remove(Change change) throws SQLException {
        Object[] key = change.output().columnsOf(change.key());
        List<Object[]> keys = List.<Object[]>of(key);
        switch (change.output()) {
            case STORIES -> STORIES.delete(connection, dialect, keys);
            case ENTITIES -> ENTITIES.delete(connection, dialect, keys);
            case CLAIMS -> {
                CLAIM_ABOUT.delete(connection, dialect, keys);
                CLAIMS.delete(connection, dialect, keys);
            }
            case STATEMENTS -> {
                STATEMENT_CELLS.delete(connection, dialect, keys);
                STATEMENTS.delete(connection, dialect, keys);
            }
            case ACTOR_COUNTS -> ACTOR_COUNTS.delete(connection, dialect, keys);
            case ACTOR_COUNTS_HOURLY -> {
                ACTOR_COUNTS_HOURLY.delete(connection, dialect, keys);
                pending.days.add(Summary.DAYS.key((String) key[0], (String) key[1]));
            }
            case ACTOR_COUNTS_BY_OUTLET -> ACTOR_COUNTS_BY_OUTLET.delete(connection, dialect, keys);
            case MENTION_COUNTS -> MENTION_COUNTS.delete(connection, dialect, keys);
            case MENTION_COUNTS_HOURLY -> MENTION_COUNTS_HOURLY.delete(connection, dialect, keys);
            case ALIASES -> ALIASES.delete(connection, dialect, keys);
        }
    }

    /**
     * Recomputes the days and months that changed and blanks what must not be read any more.
     *
     * @return whether text was taken out, which may still stand in files of the database
     */
    boolean finish() throws SQLException {
        recomputeSums();
        blank();
        return pending.removedText;
    }

    private void write(Output output, List<Change> changes) throws SQLException {
        Map<String, Change> last = new LinkedHashMap<>();
        for (Change change : changes) {
            last.put(change.key(), change);
        }
        switch (output) {
            case STORIES -> writeStories(changes, last);
            case ENTITIES -> put(ENTITIES, output, last.values(), change -> entity(change.as(EntityMentions.class)));
            case CLAIMS -> writeClaims(changes, last);
            case STATEMENTS -> writeStatements(output, last.values());
            case ACTOR_COUNTS ->
                put(ACTOR_COUNTS, output, last.values(), change -> counts(output, change.as(ActorCounts.class)));
            case ACTOR_COUNTS_HOURLY -> {
                put(ACTOR_COUNTS_HOURLY, output, last.values(), change -> counts(output, change.as(ActorCounts.class)));
                for (String key : last.keySet()) {
                    Object[] parts = output.columnsOf(key);
                    pending.days.add(Summary.DAYS.key((String) parts[0], (String) parts[1]));
                }
            }
            case ACTOR_COUNTS_BY_OUTLET ->
                put(
                        ACTOR_COUNTS_BY_OUTLET,
                        output,
                        last.values(),
                        change -> counts(output, change.as(ActorCounts.class)));
            case MENTION_COUNTS ->
                put(MENTION_COUNTS, output, last.values(), change -> mentions(output, change.as(MentionCounts.class)));
            case MENTION_COUNTS_HOURLY ->
                put(
                        MENTION_COUNTS_HOURLY,
                        output,
                        last.values(),
                        change -> mentions(output, change.as(MentionCounts.class)));
            case ALIASES -> put(ALIASES, output, last.values(), change -> alias(change.key(), change.as(Alias.class)));
        }
    }

    private interface Binding {
        @Nullable Object[] row(Change change);
    }

    private void put(Table table, Output output, Collection<Change> changes, Binding binding) throws SQLException {
        List<Object[]> deleted = new ArrayList<>();
        List<@Nullable Object[]> upserted = new ArrayList<>(changes.size());
        for (Change change : changes) {
            if (change.value() == null) {
                deleted.add(output.columnsOf(change.key()));
            } else {
                upserted.add(binding.row(change));
            }
        }
        table.delete(connection, dialect, deleted);
        table.upsert(connection, upserted);
    }

    private void writeStories(List<Change> changes, Map<String, Change> last) throws SQLException {
        Map<String, String> before = statuses(last.keySet());
        put(STORIES, Output.STORIES, last.values(), change -> story(change.as(StoryState.class), change.source()));
        for (Change change : changes) {
            if (change.value() == null || change.as(StoryState.class).getStatus() != StoryStatus.USABLE) {
                pending.blanked.add(change.key());
            }
        }
        for (Change change : last.values()) {
            boolean wasHidden = !StoryStatus.USABLE.name().equals(before.getOrDefault(change.key(), "USABLE"));
            if (change.value() != null && (wasHidden || pending.blanked.contains(change.key()))) {
                pending.refilled.add(change.key());
            }
        }
    }

    private void writeClaims(List<Change> changes, Map<String, Change> last) throws SQLException {
        Map<String, OldClaim> current = oldClaims(last.keySet());
        List<Object[]> replaced = single(current.keySet());
        Set<String> stories = new HashSet<>();
        for (Change change : changes) {
            if (change.value() != null) {
                stories.add(change.as(Claim.class).getStoryId());
            }
        }
        Map<String, String> statuses = statuses(stories);
        List<@Nullable Object[]> appended = new ArrayList<>(changes.size());
        for (Change change : changes) {
            appended.add(claimChange(change, current.get(change.key()), statuses));
            if (change.value() == null) {
                current.remove(change.key());
            } else {
                current.put(change.key(), old(change.as(Claim.class)));
            }
        }
        List<@Nullable Object[]> about = new ArrayList<>();
        for (Change change : last.values()) {
            if (change.value() == null) {
                pending.removedText = true;
            } else {
                Claim claim = change.as(Claim.class);
                Set<String> seen = new HashSet<>();
                for (EntityRef entity : claim.getAbout()) {
                    if (seen.add(entity.getEntityId())) {
                        about.add(new Object[] {change.key(), entity.getEntityId(), millis(claim.getTime())});
                    }
                }
            }
        }
        CLAIM_ABOUT.delete(connection, dialect, replaced);
        put(CLAIMS, Output.CLAIMS, last.values(), change -> claim(change.as(Claim.class), change.source()));
        CLAIM_ABOUT.insert(connection, about);
        Table.batch(connection, appendSql(), appended);
    }

    /** A record that was appended before, under another epoch, stays as it is. */
    private static String appendSql() {
        String columns = String.join(", ", CLAIM_CHANGES.keys()) + ", " + String.join(", ", CLAIM_CHANGES.values());
        int count = CLAIM_CHANGES.keys().size() + CLAIM_CHANGES.values().size();
        return "INSERT INTO claim_changes (" + columns + ") VALUES (" + "?, ".repeat(count - 1)
                + "?) ON CONFLICT (topic_partition, topic_offset) DO NOTHING";
    }

    private @Nullable Object[] claimChange(Change change, @Nullable OldClaim known, Map<String, String> statuses) {
        Claim now = change.value() == null ? null : change.as(Claim.class);
        Optional<ChangeHeaders> headers = change.headers();
        Optional<ChangeHeaders.Side> before = headers.flatMap(h -> h.before());
        boolean oldPresent = before.isPresent() || known != null;
        // the headers say what the topic's writer replaced, also where an older record was compacted away
        String oldActor =
                before.isPresent() ? before.get().actorId().orElse(null) : known == null ? null : known.actorId();
        String oldOutlet = before.isPresent() ? before.get().outlet() : known == null ? null : known.outlet();
        String oldHour = before.isPresent() ? before.get().hour() : known == null ? null : known.hour();
        String newActor = now == null ? null : now.getActorId().orElse(null);
        boolean retraction = oldPresent && (now == null || !Objects.equals(oldActor, newActor));
        String storyId = now != null
                ? now.getStoryId()
                : headers.map(h -> h.storyId()).orElse(known == null ? null : known.storyId());
        StoryStatus status = headers.map(h -> h.status()).orElse(StoryStatus.UNKNOWN);
        if (storyId != null && status != StoryStatus.USABLE && status != StoryStatus.UNKNOWN) {
            pending.blanked.add(storyId);
            pending.refilled.add(storyId);
        }
        boolean readable =
                now != null && StoryStatus.USABLE.name().equals(statuses.getOrDefault(now.getStoryId(), "USABLE"));
        return new @Nullable Object[] {
            change.source().partition(),
            change.source().offset(),
            change.source().timestamp(),
            change.key(),
            storyId,
            headers.flatMap(h -> h.version())
                    .orElse(now == null ? null : now.getVersion().orElse(null)),
            status.name(),
            headers.map(h -> h.cause().name()).orElse("UNKNOWN"),
            retraction,
            oldPresent,
            oldActor,
            oldOutlet,
            oldHour,
            known == null ? null : known.act(),
            known == null ? null : known.type(),
            known == null || known.act() == null
                    ? Table.Absent.BOOLEAN
                    : (Object) known.act().equals(Act.STATEMENT.name()),
            now != null,
            newActor,
            now == null ? null : now.getOutlet(),
            now == null ? null : now.getHour(),
            now == null ? null : now.getAct().name(),
            now == null ? null : now.getType().name(),
            now == null ? Table.Absent.BOOLEAN : (Object) (now.getAct() == Act.STATEMENT),
            readable ? now.getContentText() : null
        };
    }

    private void writeStatements(Output output, Collection<Change> changes) throws SQLException {
        List<Object[]> keys = new ArrayList<>();
        List<@Nullable Object[]> cells = new ArrayList<>();
        for (Change change : changes) {
            keys.add(output.columnsOf(change.key()));
            if (change.value() == null) {
                pending.removedText = true;
            } else {
                cells.addAll(cells(change.as(Statement.class)));
            }
        }
        STATEMENT_CELLS.delete(connection, dialect, keys);
        put(STATEMENTS, output, changes, change -> statement(change.as(Statement.class)));
        STATEMENT_CELLS.insert(connection, cells);
    }

    private void recomputeSums() throws SQLException {
        Set<Summary.Key> months = new HashSet<>();
        for (Summary.Key day : pending.days) {
            months.add(Summary.MONTHS.key(day.actorId(), day.part()));
        }
        Summary.DAYS.recompute(connection, dialect, pending.days);
        Summary.MONTHS.recompute(connection, dialect, months);
    }

    /**
     * Takes the words out of the changes of stories that are killed, withheld or embargoed, or were so for a moment of
     * this batch. A story that is usable again gets back the words of its present claims; their records may have come
     * before the story's own.
     */
    private void blank() throws SQLException {
        pending.removedText |= !pending.blanked.isEmpty();
        Table.batch(
                connection,
                "UPDATE claim_changes SET content_text = NULL WHERE story_id = ? AND content_text IS NOT NULL",
                single(pending.blanked));
        Table.batch(
                connection,
                "UPDATE claim_changes SET content_text = (SELECT c.content_text FROM claims c WHERE c.claim_id ="
                        + " claim_changes.claim_id) WHERE story_id = ? AND content_text IS NULL AND EXISTS (SELECT 1 FROM"
                        + " stories s WHERE s.story_id = claim_changes.story_id AND s.status = 'USABLE') AND EXISTS"
                        + " (SELECT 1 FROM claims c WHERE c.claim_id = claim_changes.claim_id AND c.change_partition ="
                        + " claim_changes.topic_partition AND c.change_offset = claim_changes.topic_offset)",
                single(pending.refilled));
    }

    private static List<Object[]> single(Collection<String> values) {
        return values.stream().map(value -> new Object[] {value}).toList();
    }

    private Map<String, String> statuses(Collection<String> storyIds) throws SQLException {
        Map<String, String> statuses = new HashMap<>();
        if (storyIds.isEmpty()) {
            return statuses;
        }
        String sql = "SELECT story_id, status FROM stories WHERE " + dialect.in("story_id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, dialect.list(connection, List.copyOf(storyIds)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    statuses.put(rows.getString(1), rows.getString(2));
                }
            }
        }
        return statuses;
    }

    private Map<String, OldClaim> oldClaims(Collection<String> claimIds) throws SQLException {
        Map<String, OldClaim> found = new HashMap<>();
        String sql = "SELECT claim_id, story_id, actor_id, outlet, hour, act, type FROM claims WHERE "
                + dialect.in("claim_id");
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, dialect.list(connection, List.copyOf(claimIds)));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.put(
                            rows.getString(1),
                            new OldClaim(
                                    rows.getString(2),
                                    rows.getString(3),
                                    rows.getString(4),
                                    rows.getString(5),
                                    rows.getString(6),
                                    rows.getString(7)));
                }
            }
        }
        return found;
    }

    private static OldClaim old(Claim claim) {
        return new OldClaim(
                claim.getStoryId(),
                claim.getActorId().orElse(null),
                claim.getOutlet(),
                claim.getHour(),
                claim.getAct().name(),
                claim.getType().name());
    }

    private static @Nullable Object[] story(StoryState s, ConsumerRecord<byte[], byte[]> source) {
        boolean usable = s.getStatus() == StoryStatus.USABLE;
        return new @Nullable Object[] {
            s.getStoryId(),
            s.getProvider(),
            s.getStatus().name(),
            s.getCause().name(),
            s.getVersion().orElse(null),
            s.getVersionTime().<Object>map(Rows::millis).orElse(Table.Absent.LONG),
            millis(s.getTime()),
            s.getTimeReplaced(),
            s.getHour(),
            millis(s.getAccepted()),
            s.getEmbargo().<Object>map(Rows::millis).orElse(Table.Absent.LONG),
            s.getOutlet(),
            usable ? s.getUrl().orElse(null) : null,
            usable ? s.getHeadline().orElse(null) : null,
            s.getLanguage().orElse(null),
            s.getSupported(),
            s.getTruncated(),
            s.getExtractor(),
            s.getEntities(),
            s.getClaims(),
            source.timestamp()
        };
    }

    private static @Nullable Object[] entity(EntityMentions e) {
        return new @Nullable Object[] {
            e.getStoryId(),
            e.getEntityId(),
            e.getName(),
            e.getType().name(),
            e.getMentions(),
            e.getReports(),
            e.getRole().orElse(null),
            e.getAffiliation().orElse(null),
            e.getVersion().orElse(null),
            e.getExtractor(),
            e.getOutlet(),
            e.getHour(),
            millis(e.getTime())
        };
    }

    private static @Nullable Object[] claim(Claim c, ConsumerRecord<byte[], byte[]> source) {
        return new @Nullable Object[] {
            c.getClaimId(),
            c.getStoryId(),
            c.getVersion().orElse(null),
            c.getExtractor(),
            c.getActorId().orElse(null),
            c.getActorName().orElse(null),
            c.getActorType().map(Enum::name).orElse(null),
            c.getRole().orElse(null),
            c.getAffiliation().orElse(null),
            Json.spans(c.getSource()),
            c.getSourceText(),
            Json.spans(c.getCue()),
            c.getCueText(),
            Json.spans(c.getContent()),
            c.getContentText(),
            c.getFingerprint(),
            c.getType().name(),
            c.getAct().name(),
            Json.entities(c.getAbout()),
            c.getConfidence(),
            c.getDecidedBy(),
            c.getOutlet(),
            c.getUrl().orElse(null),
            c.getHeadline(),
            millis(c.getTime()),
            c.getHour(),
            c.getLanguage().orElse(null),
            c.getContext(),
            c.getContextStart(),
            source.partition(),
            source.offset()
        };
    }

    private static @Nullable Object[] statement(Statement s) {
        return new @Nullable Object[] {
            s.getActorId(),
            s.getFingerprint(),
            s.getActorName(),
            s.getActorType().name(),
            s.getContent(),
            s.getHour(),
            s.getType().name(),
            s.getReports(),
            Json.forms(s.getForms())
        };
    }

    /** The first cell of each outlet says what the statement counts for there, the others say 0. */
    private static List<@Nullable Object[]> cells(Statement s) {
        Map<String, StatementCell> first = new HashMap<>();
        Map<String, Integer> kind = new HashMap<>();
        for (StatementCell cell : s.getCells()) {
            first.merge(cell.getOutlet(), cell, BinaryOperator.minBy(BY_HOUR));
            kind.merge(cell.getOutlet(), kind(cell.getType()), Math::max);
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (StatementCell cell : s.getCells()) {
            rows.add(new Object[] {
                s.getActorId(),
                s.getFingerprint(),
                cell.getOutlet(),
                cell.getHour(),
                cell.getType().name(),
                cell.getReports(),
                cell == first.get(cell.getOutlet()) ? kind.get(cell.getOutlet()) : 0
            });
        }
        return rows;
    }

    private static int kind(ClaimType type) {
        return switch (type) {
            case DIRECT -> 3;
            case MIXED -> 2;
            default -> 1;
        };
    }

    private static @Nullable Object[] counts(Output output, ActorCounts c) {
        List<@Nullable Object> row = new ArrayList<>(12);
        row.add(c.getActorId());
        if (output == Output.ACTOR_COUNTS_HOURLY) {
            row.add(c.getHour().orElse(""));
        } else if (output == Output.ACTOR_COUNTS_BY_OUTLET) {
            row.add(c.getOutlet().orElse(""));
        }
        row.add(c.getName());
        row.add(c.getType().name());
        row.add(c.getStatements());
        row.add(c.getReports());
        row.add(c.getArticles());
        row.add(c.getDirect());
        row.add(c.getIndirect());
        row.add(c.getMixed());
        row.add(c.getNonResponses());
        row.add(Json.forms(c.getForms()));
        return row.toArray();
    }

    private static @Nullable Object[] mentions(Output output, MentionCounts m) {
        List<@Nullable Object> row = new ArrayList<>(7);
        row.add(m.getEntityId());
        if (output == Output.MENTION_COUNTS_HOURLY) {
            row.add(m.getHour().orElse(""));
        }
        row.add(m.getName());
        row.add(m.getType().name());
        row.add(m.getMentions());
        row.add(m.getStories());
        row.add(Json.forms(m.getForms()));
        return row.toArray();
    }

    private static @Nullable Object[] alias(String key, Alias a) {
        return new @Nullable Object[] {
            key, a.getName(), a.getActorId(), a.getNote().orElse(null)
        };
    }

    private static long millis(Instant time) {
        return time.toEpochMilli();
    }
}

package dev.hearsay.store;

import java.util.List;

/** The counts that the pipeline publishes, each with its own key. */
public enum CountTable {
    /** All time. */
    ACTOR_COUNTS("actor-counts", "actor_counts", "actor_id", "", true),
    /** By hour. */
    ACTOR_COUNTS_HOURLY("actor-counts-hourly", "actor_counts_hourly", "actor_id", "hour", true),
    /** By outlet. */
    ACTOR_COUNTS_BY_OUTLET("actor-counts-by-outlet", "actor_counts_by_outlet", "actor_id", "outlet", true),
    /** Mentions in all time. */
    MENTION_COUNTS("mention-counts", "mention_counts", "entity_id", "", false),
    /** Mentions by hour. */
    MENTION_COUNTS_HOURLY("mention-counts-hourly", "mention_counts_hourly", "entity_id", "hour", false);

    private static final List<String> ACTOR_COLUMNS =
            List.of("statements", "reports", "articles", "direct", "indirect", "mixed", "non_responses");
    private static final List<String> ACTOR_MEASURES =
            List.of("statements", "reports", "articles", "direct", "indirect", "mixed", "nonResponses");
    private static final List<String> MENTION_MEASURES = List.of("mentions", "stories");

    private final String label;
    private final String table;
    private final String idColumn;
    private final String partColumn;
    private final boolean ofActors;

    CountTable(String label, String table, String idColumn, String partColumn, boolean ofActors) {
        this.label = label;
        this.table = table;
        this.idColumn = idColumn;
        this.partColumn = partColumn;
        this.ofActors = ofActors;
    }

    /** Its name, which is the topic's without the prefix. */
    public String label() {
        return label;
    }

    /** Names of its measures, in the order of {@link CountRow#measures}. */
    public List<String> measures() {
        return ofActors ? ACTOR_MEASURES : MENTION_MEASURES;
    }

    /** What the second part of its keys is: {@code hour}, {@code outlet} or nothing. */
    public String part() {
        return partColumn;
    }

    String table() {
        return table;
    }

    String idColumn() {
        return idColumn;
    }

    List<String> columns() {
        return ofActors ? ACTOR_COLUMNS : MENTION_MEASURES;
    }
}

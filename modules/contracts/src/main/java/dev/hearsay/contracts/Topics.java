package dev.hearsay.contracts;

import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StoryState;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;

/** Every public topic of one installation. All of them have as many partitions as the articles. */
public record Topics(
        String prefix,
        Topic<Article> articles,
        Topic<StoryState> stories,
        Topic<EntityMentions> entities,
        Topic<Claim> claims,
        Topic<Statement> statements,
        Topic<ActorCounts> actorCounts,
        Topic<ActorCounts> actorCountsHourly,
        Topic<ActorCounts> actorCountsByOutlet,
        Topic<MentionCounts> mentionCounts,
        Topic<MentionCounts> mentionCountsHourly,
        Topic<Alias> aliases,
        Topic<byte[]> deadLetters) {

    /** Prefix of the topic names unless configured. */
    public static final String DEFAULT_PREFIX = "hearsay.";

    /** Partitions of each topic unless configured. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration ARTICLE_RETENTION = Duration.ofDays(366);
    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    /** A sink that was away longer than this must rebuild: tombstones are gone by then. */
    private static final Duration TOMBSTONE_RETENTION = Duration.ofDays(30);

    /** The topics under a prefix. */
    public static Topics of(String prefix, int partitions, SchemaCatalog catalog) {
        Shape shape = new Shape(prefix, partitions, catalog);
        return new Topics(
                prefix,
                shape.topic("articles", Article.class, deleted(ARTICLE_RETENTION)),
                shape.topic("stories", StoryState.class, compacted()),
                shape.topic("entities", EntityMentions.class, compacted()),
                shape.topic("claims", Claim.class, compacted()),
                shape.topic("statements", Statement.class, compacted()),
                shape.topic("actor-counts", ActorCounts.class, compacted()),
                shape.topic("actor-counts-hourly", ActorCounts.class, compacted()),
                shape.topic("actor-counts-by-outlet", ActorCounts.class, compacted()),
                shape.topic("mention-counts", MentionCounts.class, compacted()),
                shape.topic("mention-counts-hourly", MentionCounts.class, compacted()),
                shape.topic("aliases", Alias.class, compacted()),
                new Topic<>(prefix + "dead-letters", partitions, deleted(DEAD_LETTER_RETENTION), Serdes.ByteArray()));
    }

    /** The topics under {@value #DEFAULT_PREFIX}, {@value #DEFAULT_PARTITIONS} partitions each. */
    public static Topics of(SchemaCatalog catalog) {
        return of(DEFAULT_PREFIX, DEFAULT_PARTITIONS, catalog);
    }

    /** All of them, sources first. */
    public List<Topic<?>> all() {
        return List.of(
                articles,
                stories,
                entities,
                claims,
                statements,
                actorCounts,
                actorCountsHourly,
                actorCountsByOutlet,
                mentionCounts,
                mentionCountsHourly,
                aliases,
                deadLetters);
    }

    /** The topics that a sink writes into a database. */
    public List<Topic<?>> outputs() {
        return List.of(
                stories,
                entities,
                claims,
                statements,
                actorCounts,
                actorCountsHourly,
                actorCountsByOutlet,
                mentionCounts,
                mentionCountsHourly);
    }

    private static Map<String, String> deleted(Duration retention) {
        return settings(Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(retention.toMillis())));
    }

    private static Map<String, String> compacted() {
        return settings(Map.of(
                "cleanup.policy",
                "compact",
                "delete.retention.ms",
                Long.toString(TOMBSTONE_RETENTION.toMillis()),
                "segment.bytes",
                Integer.toString(64 * 1024 * 1024)));
    }

    private static Map<String, String> settings(Map<String, String> own) {
        Map<String, String> all = new HashMap<>(own);
        all.put("max.message.bytes", Integer.toString(ArticleLimits.MAX_RECORD_BYTES));
        return all;
    }

    private record Shape(String prefix, int partitions, SchemaCatalog catalog) {
        <T extends SpecificRecord> Topic<T> topic(String name, Class<T> type, Map<String, String> config) {
            return new Topic<>(prefix + name, partitions, config, new FramedSerde<>(type, prefix + name, catalog));
        }
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StoryState;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;

/** The topics that the sink reads, and the tables that each of them feeds, in the order in which a batch is written. */
enum Output {
    STORIES(Topics::stories, List.of("stories"), StoryState.class, Output::storyKey),
    ENTITIES(Topics::entities, List.of("entities"), EntityMentions.class, Output::entityKey),
    CLAIMS(Topics::claims, List.of("claims", "claim_about", "claim_changes"), Claim.class, Output::claimKey),
    STATEMENTS(Topics::statements, List.of("statements", "statement_cells"), Statement.class, Output::statementKey),
    ACTOR_COUNTS(Topics::actorCounts, List.of("actor_counts"), ActorCounts.class, Output::actorKey),
    ACTOR_COUNTS_HOURLY(
            Topics::actorCountsHourly,
            List.of("actor_counts_hourly", "actor_counts_daily", "actor_counts_monthly"),
            ActorCounts.class,
            Output::actorHourKey),
    ACTOR_COUNTS_BY_OUTLET(
            Topics::actorCountsByOutlet, List.of("actor_counts_by_outlet"), ActorCounts.class, Output::actorOutletKey),
    MENTION_COUNTS(Topics::mentionCounts, List.of("mention_counts"), MentionCounts.class, Output::mentionKey),
    MENTION_COUNTS_HOURLY(
            Topics::mentionCountsHourly, List.of("mention_counts_hourly"), MentionCounts.class, Output::mentionHourKey),
    /** Not an output of the pipeline, but readers need it: claims keep the actor ids that they had before aliases. */
    ALIASES(Topics::aliases, List.of("aliases"), Alias.class, alias -> "");

    private final Function<Topics, Topic<?>> topic;
    private final List<String> tables;
    private final Function<SpecificRecord, String> keyOfValue;

    <T extends SpecificRecord> Output(
            Function<Topics, Topic<?>> topic, List<String> tables, Class<T> type, Function<T, String> keyOfValue) {
        this.topic = topic;
        this.tables = tables;
        this.keyOfValue = value -> keyOfValue.apply(type.cast(value));
    }

    Topic<?> topic(Topics topics) {
        return topic.apply(topics);
    }

    /** Tables that hold nothing but what this topic says. */
    List<String> tables() {
        return tables;
    }

    /** The key that a value must stand under; empty where the value does not tell. */
    String keyOf(SpecificRecord value) {
        return keyOfValue.apply(value);
    }

    /**
     * The values of the key columns.
     *
     * @throws IllegalArgumentException if the topic has no such keys
     */
    Object[] columnsOf(String key) {
        return switch (this) {
            case STORIES, CLAIMS, ACTOR_COUNTS, MENTION_COUNTS, ALIASES -> new Object[] {key};
            case ENTITIES -> {
                Keys.EntityInStory parsed = Keys.parseEntityInStory(key);
                yield new Object[] {parsed.storyId(), parsed.entityId()};
            }
            case STATEMENTS -> {
                Keys.StatementRef parsed = Keys.parseStatement(key);
                yield new Object[] {parsed.actorId(), parsed.fingerprint()};
            }
            case ACTOR_COUNTS_HOURLY, MENTION_COUNTS_HOURLY -> {
                Keys.ActorHour parsed = Keys.parseActorHour(key);
                yield new Object[] {parsed.actorId(), parsed.hour()};
            }
            case ACTOR_COUNTS_BY_OUTLET -> {
                Keys.ActorOutlet parsed = Keys.parseActorOutlet(key);
                yield new Object[] {parsed.actorId(), parsed.outlet()};
            }
        };
    }

    private static String storyKey(StoryState value) {
        return value.getStoryId();
    }

    private static String entityKey(EntityMentions value) {
        return Keys.entityInStory(value.getStoryId(), value.getEntityId());
    }

    private static String claimKey(Claim value) {
        return value.getClaimId();
    }

    private static String statementKey(Statement value) {
        return Keys.statement(value.getActorId(), value.getFingerprint());
    }

    private static String actorKey(ActorCounts value) {
        return value.getActorId();
    }

    private static String actorHourKey(ActorCounts value) {
        return Keys.actorHour(value.getActorId(), required(value.getHour(), "hour"));
    }

    private static String actorOutletKey(ActorCounts value) {
        return Keys.actorOutlet(value.getActorId(), required(value.getOutlet(), "outlet"));
    }

    private static String mentionKey(MentionCounts value) {
        return value.getEntityId();
    }

    private static String mentionHourKey(MentionCounts value) {
        return Keys.actorHour(value.getEntityId(), required(value.getHour(), "hour"));
    }

    private static String required(Optional<String> part, String name) {
        return part.orElseThrow(() -> new IllegalArgumentException("the value has no " + name));
    }
}

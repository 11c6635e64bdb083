package dev.hearsay.streams.counting;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Keys.EntityInStory;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.streams.counting.Evidence.Facts;
import dev.hearsay.streams.counting.Evidence.Kind;
import dev.hearsay.streams.counting.KnownEvidence.Known;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Follows the entities of one partition: those that are named, or have reports, become evidence. */
final class EntityGate extends Gate {
    static final String DEAD_LETTERS_SINK = "entities-dead-letters";

    private final Topic<EntityMentions> entities;

    EntityGate(Topic<EntityMentions> entities) {
        super(ClaimGate.OUTPUT);
        this.entities = entities;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        EntityInStory key;
        Known after;
        try {
            key = key(record);
            after = read(record, key);
        } catch (MalformedRecordException e) {
            giveUp(record, entities.name(), e, DEAD_LETTERS_SINK);
            return;
        }
        Known before = known().entity(key.storyId(), key.entityId());
        if (after == null ? before != null : !after.same(before)) {
            known().entity(key.storyId(), key.entityId(), after);
            replace(before, after, record.timestamp());
        }
    }

    private static EntityInStory key(Record<byte[], byte[]> record) {
        if (record.key() == null) {
            throw new MalformedRecordException("the record has no key: an entity stands under its story and id");
        }
        try {
            EntityInStory key = Keys.parseEntityInStory(new String(record.key(), StandardCharsets.UTF_8));
            if (key.entityId().isEmpty()) {
                throw new MalformedRecordException("the entity has no id");
            }
            return key;
        } catch (IllegalArgumentException e) {
            throw new MalformedRecordException(e.getMessage(), e);
        }
    }

    private @Nullable Known read(Record<byte[], byte[]> record, EntityInStory key) {
        EntityMentions entity = entities.valueSerde().deserializer().deserialize(entities.name(), record.value());
        if (entity == null) {
            return null;
        }
        if (!entity.getStoryId().equals(key.storyId()) || !entity.getEntityId().equals(key.entityId())) {
            throw new MalformedRecordException("the record stands under the key '" + key.storyId() + "|"
                    + key.entityId() + "', its entity is '" + entity.getStoryId() + "|" + entity.getEntityId() + "'");
        }
        if (entity.getMentions() <= 0 && entity.getReports() <= 0) {
            return null;
        }
        Facts facts = new Facts(
                entity.getHour(),
                entity.getOutlet(),
                new NameForm(entity.getName(), entity.getType()),
                ClaimType.INDIRECT,
                entity.getMentions(),
                entity.getReports(),
                "");
        return new Known(key.entityId(), new Evidence(Kind.ENTITY, key.storyId(), "", key.entityId(), facts).encode());
    }
}

package dev.hearsay.streams.counting;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.streams.binary.BinaryWriter;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** The tables of counts: each is a sum of differences, kept in a store and published on a topic of its own. */
enum CountTable {
    ACTORS("actor-counts", false) {
        @Override
        String key(String id, String part) {
            return Keys.actor(id);
        }

        @Override
        byte[] published(Topics topics, String id, String part, Tally tally) {
            return encode(topics.actorCounts(), actor(id, null, null, tally));
        }
    },
    ACTOR_HOURS("actor-counts-hourly", false) {
        @Override
        String key(String id, String part) {
            return Keys.actorHour(id, part);
        }

        @Override
        byte[] published(Topics topics, String id, String part, Tally tally) {
            return encode(topics.actorCountsHourly(), actor(id, part, null, tally));
        }
    },
    ACTOR_OUTLETS("actor-counts-by-outlet", false) {
        @Override
        String key(String id, String part) {
            return Keys.actorOutlet(id, part);
        }

        @Override
        byte[] published(Topics topics, String id, String part, Tally tally) {
            return encode(topics.actorCountsByOutlet(), actor(id, null, part, tally));
        }
    },
    ENTITIES("mention-counts", true) {
        @Override
        String key(String id, String part) {
            return Keys.actor(id);
        }

        @Override
        byte[] published(Topics topics, String id, String part, Tally tally) {
            return encode(topics.mentionCounts(), entity(id, null, tally));
        }
    },
    ENTITY_HOURS("mention-counts-hourly", true) {
        @Override
        String key(String id, String part) {
            return Keys.actorHour(id, part);
        }

        @Override
        byte[] published(Topics topics, String id, String part, Tally tally) {
            return encode(topics.mentionCountsHourly(), entity(id, part, tally));
        }
    };

    private final String sink;
    private final boolean ofEntities;

    CountTable(String sink, boolean ofEntities) {
        this.sink = sink;
        this.ofEntities = ofEntities;
    }

    /** Name of the sink that leads to its topic. */
    String sink() {
        return sink;
    }

    boolean ofEntities() {
        return ofEntities;
    }

    /** Key on its topic; {@code part} is the hour or the outlet, where there is one. */
    abstract String key(String id, String part);

    /** The public value of a row. */
    abstract byte[] published(Topics topics, String id, String part, Tally tally);

    /** Key in the store that tables share. */
    Bytes storeKey(byte[] key) {
        return Bytes.wrap(
                new BinaryWriter(key.length + 1).octet(ordinal()).raw(key).toBytes());
    }

    private static ActorCounts actor(String id, @Nullable String hour, @Nullable String outlet, Tally tally) {
        NameForm shown = tally.forms().shown(id);
        return new ActorCounts(
                id,
                shown.name(),
                shown.type(),
                hour,
                outlet,
                tally.get(Measure.STATEMENTS),
                tally.get(Measure.REPORTS),
                tally.get(Measure.ARTICLES),
                tally.get(Measure.DIRECT),
                tally.get(Measure.INDIRECT),
                tally.get(Measure.MIXED),
                tally.get(Measure.NON_RESPONSES),
                tally.forms().published());
    }

    private static MentionCounts entity(String id, @Nullable String hour, Tally tally) {
        NameForm shown = tally.forms().shown(id);
        return new MentionCounts(
                id,
                shown.name(),
                shown.type(),
                hour,
                tally.get(Measure.MENTIONS),
                tally.get(Measure.STORIES),
                tally.forms().published());
    }

    private static <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        return topic.valueSerde().serializer().serialize(topic.name(), value);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

package dev.hearsay.store;

import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.Form;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Records about invented people, as the topics hold them. */
final class Samples {
    static final Topics TOPICS = Topics.of("t.", 2, BundledSchemaCatalog.load());
    static final Instant NOON = Instant.parse("2026-11-23T12:10:00Z");

    private Samples() {}

    static String story(String document) {
        return Keys.storyId("wire", document);
    }

    static StoryState story(String document, StoryStatus status, Cause cause) {
        boolean usable = status == StoryStatus.USABLE;
        return StoryState.newBuilder()
                .setStoryId(story(document))
                .setProvider("wire")
                .setStatus(status)
                .setCause(cause)
                .setVersion("1")
                .setVersionTime(NOON)
                .setTime(NOON)
                .setTimeReplaced(false)
                .setHour(Hour.of(NOON))
                .setAccepted(NOON)
                .setOutlet("Harbor Post")
                .setUrl(usable ? "https://example.org/" + document : null)
                .setHeadline(usable ? "Headline of " + document : null)
                .setLanguage("en")
                .setSupported(true)
                .setExtractor("x1")
                .setEntities(1)
                .setClaims(1)
                .build();
    }

    static Claim.Builder claim(String id, String document, @Nullable String actor, String content) {
        return Claim.newBuilder()
                .setClaimId(id)
                .setStoryId(story(document))
                .setVersion("1")
                .setExtractor("x1")
                .setActorId(actor)
                .setActorName(actor == null ? null : actor.toUpperCase(java.util.Locale.ROOT))
                .setActorType(actor == null ? null : ActorType.PERSON)
                .setSource(List.of(new Span(0, 4)))
                .setSourceText("she")
                .setCue(List.of(new Span(5, 9)))
                .setCueText("said")
                .setContent(List.of(new Span(10, 20), new Span(30, 40)))
                .setContentText(content)
                .setFingerprint("f-" + content.hashCode())
                .setType(ClaimType.DIRECT)
                .setAct(Act.STATEMENT)
                .setAbout(List.of(new EntityRef("orlin", "Orlin", ActorType.PLACE)))
                .setConfidence(0.9)
                .setDecidedBy("test")
                .setOutlet("Harbor Post")
                .setUrl("https://example.org/" + document)
                .setHeadline("Headline of " + document)
                .setTime(NOON)
                .setHour(Hour.of(NOON))
                .setLanguage("en")
                .setContext("Context: " + content)
                .setContextStart(0);
    }

    static ActorCounts.Builder counts(String actor, long statements, long reports) {
        return ActorCounts.newBuilder()
                .setActorId(actor)
                .setName(actor.toUpperCase(java.util.Locale.ROOT))
                .setType(ActorType.PERSON)
                .setStatements(statements)
                .setReports(reports)
                .setArticles(reports)
                .setDirect(statements)
                .setIndirect(0)
                .setMixed(0)
                .setNonResponses(0)
                .setForms(List.of(new Form(actor, ActorType.PERSON, reports)));
    }

    static MentionCounts.Builder mentions(String entity, long mentions, long stories) {
        return MentionCounts.newBuilder()
                .setEntityId(entity)
                .setName(entity)
                .setType(ActorType.PLACE)
                .setMentions(mentions)
                .setStories(stories);
    }

    static EntityMentions entity(String document, String entity) {
        return EntityMentions.newBuilder()
                .setStoryId(story(document))
                .setEntityId(entity)
                .setName(entity)
                .setType(ActorType.PERSON)
                .setMentions(2)
                .setReports(1)
                .setExtractor("x1")
                .setOutlet("Harbor Post")
                .setHour(Hour.of(NOON))
                .setTime(NOON)
                .build();
    }

    static Statement statement(String actor, String content, String outlet, String hour) {
        return Statement.newBuilder()
                .setActorId(actor)
                .setActorName(actor)
                .setActorType(ActorType.PERSON)
                .setFingerprint("f-" + content.hashCode())
                .setContent(content)
                .setHour(hour)
                .setType(ClaimType.DIRECT)
                .setReports(1)
                .setCells(List.of(new StatementCell(hour, outlet, ClaimType.DIRECT, 1L)))
                .build();
    }

    static ChangeHeaders cause(String document, StoryStatus status, Cause cause) {
        return new ChangeHeaders(story(document), Optional.of("1"), status, cause, Optional.empty(), Optional.empty());
    }

    static ChangeHeaders cause(
            String document, StoryStatus status, Cause cause, @Nullable String oldActor, @Nullable String newActor) {
        return new ChangeHeaders(
                story(document),
                Optional.of("1"),
                status,
                cause,
                Optional.ofNullable(oldActor)
                        .map(actor -> new ChangeHeaders.Side(Optional.of(actor), "Harbor Post", Hour.of(NOON))),
                Optional.ofNullable(newActor)
                        .map(actor -> new ChangeHeaders.Side(Optional.of(actor), "Harbor Post", Hour.of(NOON))));
    }

    /** The key that a record of a topic stands under. */
    static String keyOf(Topic<?> topic, SpecificRecord value) {
        for (Output output : Output.values()) {
            if (output.topic(TOPICS).name().equals(topic.name())) {
                return output.keyOf(value);
            }
        }
        throw new IllegalArgumentException(topic.name());
    }

    @SuppressWarnings("unchecked")
    static byte @Nullable [] bytes(Topic<?> topic, @Nullable SpecificRecord value) {
        return value == null
                ? null
                : ((Topic<SpecificRecord>) topic).valueSerde().serializer().serialize(topic.name(), value);
    }

    static ProducerRecord<byte[], byte[]> produced(Topic<?> topic, SpecificRecord value) {
        return new ProducerRecord<>(
                topic.name(), keyOf(topic, value).getBytes(StandardCharsets.UTF_8), bytes(topic, value));
    }

    static ProducerRecord<byte[], byte[]> tombstone(Topic<?> topic, String key) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), null);
    }

    static ProducerRecord<byte[], byte[]> with(ProducerRecord<byte[], byte[]> record, ChangeHeaders headers) {
        headers.writeTo(record.headers());
        return record;
    }

    /** A log in memory, as a consumer would bring it. */
    static final class Log {
        private final Map<String, Long> ends = new HashMap<>();

        ConsumerRecord<byte[], byte[]> append(ProducerRecord<byte[], byte[]> record) {
            return append(record, 0);
        }

        ConsumerRecord<byte[], byte[]> append(ProducerRecord<byte[], byte[]> record, int partition) {
            long offset = ends.merge(record.topic() + "-" + partition, 1L, Long::sum) - 1;
            byte[] value = record.value();
            return new ConsumerRecord<>(
                    record.topic(),
                    partition,
                    offset,
                    record.timestamp() == null ? NOON.toEpochMilli() : record.timestamp(),
                    TimestampType.CREATE_TIME,
                    record.key().length,
                    value == null ? -1 : value.length,
                    record.key(),
                    value,
                    new RecordHeaders(record.headers()),
                    Optional.empty());
        }
    }
}

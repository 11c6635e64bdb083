package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.extract.Act;
import dev.hearsay.extract.Actor;
import dev.hearsay.extract.ClaimIds;
import dev.hearsay.extract.Entity;
import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.NormalizedContent;
import dev.hearsay.extract.QuoteType;
import dev.hearsay.extract.TextSpan;
import dev.hearsay.streams.extraction.StoryMemory.Item;
import dev.hearsay.streams.extraction.StoryMemory.Items;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/** Makes the public records of a story's entities and claims from what the extractor found, and encodes them. */
final class StoryRecords {
    /** Longest context in code points: a text may be one paragraph with a thousand claims in it. */
    static final int MAX_CONTEXT = 6_000;

    /** How much of a longer context stands before the claim. */
    private static final int CONTEXT_BEFORE = 1_500;

    private final Serde<EntityMentions> entities;
    private final String entitiesTopic;
    private final Serde<Claim> claims;
    private final String claimsTopic;

    StoryRecords(Topics topics) {
        this.entities = topics.entities().valueSerde();
        this.entitiesTopic = topics.entities().name();
        this.claims = topics.claims().valueSerde();
        this.claimsTopic = topics.claims().name();
    }

    /** What every record of a story repeats of it. */
    record Story(
            String storyId,
            @Nullable String version,
            String extractor,
            String outlet,
            @Nullable String url,
            String headline,
            @Nullable String language,
            long time) {
        String hour() {
            return Hour.of(Instant.ofEpochMilli(time));
        }
    }

    /** The records of a text that has just been read. */
    Items of(Story story, String text, Extraction extraction) {
        CodePoints points = new CodePoints(text);
        List<ExtractedClaim> found = extraction.claims();
        List<String> ids = ClaimIds.assign(story.storyId(), text, found);
        Map<String, Entity> byId = new LinkedHashMap<>();
        Map<String, Integer> mentions = new HashMap<>();
        for (Entity entity : extraction.entities()) {
            byId.putIfAbsent(entity.id(), entity);
            mentions.merge(entity.id(), entity.mentions().size(), Integer::sum);
        }
        Map<String, Set<String>> reports = new HashMap<>();
        List<Item> claimItems = new ArrayList<>(found.size());
        for (int i = 0; i < found.size(); i++) {
            ExtractedClaim claim = found.get(i);
            String fingerprint = NormalizedContent.of(text, claim.content()).fingerprint();
            if (claim.actor().isPresent()) {
                Actor actor = claim.actor().get();
                byId.computeIfAbsent(
                        actor.id(),
                        id -> new Entity(id, actor.name(), actor.type(), claim.role(), claim.affiliation(), List.of()));
                if (claim.act() == Act.STATEMENT) {
                    reports.computeIfAbsent(actor.id(), id -> new HashSet<>()).add(fingerprint);
                }
            }
            Claim record = claim(story, points, claim, ids.get(i), fingerprint, byId);
            claimItems.add(new Item(
                    ids.get(i),
                    record.getActorId().orElse(null),
                    claims.serializer().serialize(claimsTopic, record)));
        }
        List<Item> entityItems = new ArrayList<>(byId.size());
        for (Entity entity : byId.values()) {
            EntityMentions record = EntityMentions.newBuilder()
                    .setStoryId(story.storyId())
                    .setEntityId(entity.id())
                    .setName(entity.name())
                    .setType(type(entity.type()))
                    .setMentions(mentions.getOrDefault(entity.id(), 0))
                    .setReports(reports.getOrDefault(entity.id(), Set.of()).size())
                    .setRole(entity.role().orElse(null))
                    .setAffiliation(entity.affiliation().orElse(null))
                    .setVersion(story.version())
                    .setExtractor(story.extractor())
                    .setOutlet(story.outlet())
                    .setHour(story.hour())
                    .setTime(Instant.ofEpochMilli(story.time()))
                    .build();
            entityItems.add(item(record));
        }
        return new Items(entityItems, claimItems);
    }

    /** The same records under another version, hour, outlet or headline: nothing is read again. */
    Items rewritten(Items old, StoryRewrite rewrite) {
        List<Item> entityItems = new ArrayList<>(old.entities().size());
        for (Item item : old.entities()) {
            EntityMentions before = entities.deserializer().deserialize(entitiesTopic, item.value());
            entityItems.add(item(rewrite.entity(before)));
        }
        List<Item> claimItems = new ArrayList<>(old.claims().size());
        for (Item item : old.claims()) {
            Claim before = claims.deserializer().deserialize(claimsTopic, item.value());
            claimItems.add(new Item(
                    item.key(), item.actorId(), claims.serializer().serialize(claimsTopic, rewrite.claim(before))));
        }
        return new Items(entityItems, claimItems);
    }

    private Item item(EntityMentions record) {
        return new Item(
                Keys.entityInStory(record.getStoryId(), record.getEntityId()),
                record.getEntityId(),
                entities.serializer().serialize(entitiesTopic, record));
    }

    private static Claim claim(
            Story story,
            CodePoints points,
            ExtractedClaim claim,
            String id,
            String fingerprint,
            Map<String, Entity> entities) {
        Optional<Actor> actor = claim.actor();
        Range context = context(points, claim);
        List<EntityRef> about = new ArrayList<>();
        for (String entityId : claim.about()) {
            Entity entity = entities.get(entityId);
            if (entity != null) {
                about.add(new EntityRef(entity.id(), entity.name(), type(entity.type())));
            }
        }
        return Claim.newBuilder()
                .setClaimId(id)
                .setStoryId(story.storyId())
                .setVersion(story.version())
                .setExtractor(story.extractor())
                .setActorId(actor.map(Actor::id).orElse(null))
                .setActorName(actor.map(Actor::name).orElse(null))
                .setActorType(actor.map(a -> type(a.type())).orElse(null))
                .setRole(claim.role().orElse(null))
                .setAffiliation(claim.affiliation().orElse(null))
                .setSource(spans(claim.source()))
                .setSourceText(joined(points, claim.source()))
                .setCue(spans(claim.cue()))
                .setCueText(joined(points, claim.cue()))
                .setContent(spans(claim.content()))
                .setContentText(joined(points, claim.content()))
                .setFingerprint(fingerprint)
                .setType(type(claim.type()))
                .setAct(act(claim.act()))
                .setAbout(about)
                .setConfidence(claim.confidence())
                .setDecidedBy(claim.decidedBy())
                .setOutlet(story.outlet())
                .setUrl(story.url())
                .setHeadline(story.headline())
                .setTime(Instant.ofEpochMilli(story.time()))
                .setHour(story.hour())
                .setLanguage(story.language())
                .setContext(points.slice(context.start(), context.end()))
                .setContextStart(context.start())
                .build();
    }

    private static Range context(CodePoints points, ExtractedClaim claim) {
        int start = points.clip(claim.context().start());
        int end = Math.max(start, points.clip(claim.context().end()));
        if (end - start > MAX_CONTEXT) {
            int first = end;
            for (List<TextSpan> part : List.of(claim.source(), claim.cue(), claim.content())) {
                for (TextSpan span : part) {
                    first = Math.min(first, Math.max(start, span.start()));
                }
            }
            start = Math.max(start, Math.min(first - CONTEXT_BEFORE, end - MAX_CONTEXT));
            end = start + MAX_CONTEXT;
        }
        return new Range(start, end);
    }

    /** A piece of the text that may be empty. */
    private record Range(int start, int end) {}

    private static List<Span> spans(List<TextSpan> spans) {
        List<Span> out = new ArrayList<>(spans.size());
        for (TextSpan span : spans) {
            out.add(new Span(span.start(), span.end()));
        }
        return out;
    }

    private static String joined(CodePoints points, List<TextSpan> spans) {
        if (spans.size() == 1) {
            return points.slice(spans.get(0).start(), spans.get(0).end());
        }
        StringBuilder out = new StringBuilder();
        for (TextSpan span : spans) {
            if (out.length() > 0) {
                out.append(' ');
            }
            out.append(points.slice(span.start(), span.end()));
        }
        return out.toString();
    }

    private static ActorType type(EntityType type) {
        return switch (type) {
            case PERSON -> ActorType.PERSON;
            case ORGANIZATION -> ActorType.ORGANIZATION;
            case PLACE -> ActorType.PLACE;
            case MISC -> ActorType.MISC;
        };
    }

    private static ClaimType type(QuoteType type) {
        return switch (type) {
            case DIRECT -> ClaimType.DIRECT;
            case INDIRECT -> ClaimType.INDIRECT;
            case MIXED -> ClaimType.MIXED;
        };
    }

    private static dev.hearsay.contracts.records.Act act(Act act) {
        return switch (act) {
            case STATEMENT -> dev.hearsay.contracts.records.Act.STATEMENT;
            case NON_RESPONSE -> dev.hearsay.contracts.records.Act.NON_RESPONSE;
            case ATTITUDE -> dev.hearsay.contracts.records.Act.ATTITUDE;
            case ANTICIPATED -> dev.hearsay.contracts.records.Act.ANTICIPATED;
            case OTHER -> dev.hearsay.contracts.records.Act.OTHER;
        };
    }
}

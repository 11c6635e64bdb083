package dev.hearsay.app.reconcile;

import dev.hearsay.app.kafka.Cluster;
import dev.hearsay.app.kafka.TopicReader;
import dev.hearsay.app.reconcile.Recount.ClaimFacts;
import dev.hearsay.app.reconcile.Recount.EntityFacts;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topics;
import dev.hearsay.store.CountKey;
import dev.hearsay.store.CountRow;
import dev.hearsay.store.Reconciliation;
import dev.hearsay.streams.extraction.Rereading;
import dev.hearsay.streams.extraction.StoryExtractor;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The recount of what the topics hold now: of the claims, entities and aliases topics; or, deep, of the retained articles,
 * read again. Texts are not held.
 */
public final class TopicRecount implements Reconciliation.Side, AutoCloseable {
    private final TopicReader.Follower claims;
    private final TopicReader.Follower entities;
    private final TopicReader.Follower aliases;
    private final Topics topics;
    private final Map<String, ClaimFacts> liveClaims = new HashMap<>();
    private final Map<String, EntityFacts> liveEntities = new HashMap<>();
    private final Map<String, String> liveAliases = new HashMap<>();
    private final Reread reread;

    /** What reading the articles again gave. */
    private record Reread(Set<String> stories, Map<String, ClaimFacts> claims, Map<String, EntityFacts> entities) {
        static final Reread NOTHING = new Reread(Set.of(), Map.of(), Map.of());
    }

    private TopicRecount(Cluster cluster, Topics topics, Reread reread) {
        this.topics = topics;
        this.reread = reread;
        this.claims = TopicReader.follow(cluster, topics.claims().name());
        this.entities = TopicReader.follow(cluster, topics.entities().name());
        this.aliases = TopicReader.follow(cluster, topics.aliases().name());
    }

    /** Of the claims and entities that extraction published. */
    public static TopicRecount ofClaims(Cluster cluster, Topics topics) {
        return new TopicRecount(cluster, topics, Reread.NOTHING);
    }

    /**
     * Of the articles that are retained, read again; of stories without any, what extraction published.
     *
     * @param now when embargoes are judged (milliseconds, UTC)
     */
    public static TopicRecount ofArticles(Cluster cluster, Topics topics, StoryExtractor extractor, long now) {
        Rereading rereading = new Rereading(topics, extractor);
        String articles = topics.articles().name();
        TopicReader.readAll(cluster, articles, found -> rereading.see(found.value(), found.timestamp()));
        Map<String, ClaimFacts> claims = new HashMap<>();
        Map<String, EntityFacts> entities = new HashMap<>();
        TopicReader.readAll(
                cluster, articles, found -> rereading.read(found.value(), now).ifPresent(story -> {
                    story.claims().forEach(claim -> claims.put(claim.getClaimId(), ClaimFacts.of(claim)));
                    story.entities()
                            .forEach(entity -> entities.put(
                                    entity.getStoryId() + '|' + entity.getEntityId(), EntityFacts.of(entity)));
                }));
        return new TopicRecount(cluster, topics, new Reread(rereading.stories(), claims, entities));
    }

    @Override
    public Map<CountKey, CountRow> all() {
        update();
        if (reread.stories().isEmpty()) {
            return Recount.of(liveClaims.values(), liveEntities.values(), liveAliases);
        }
        Map<String, ClaimFacts> someClaims = new HashMap<>(liveClaims);
        someClaims.values().removeIf(claim -> reread.stories().contains(claim.storyId()));
        someClaims.putAll(reread.claims());
        Map<String, EntityFacts> someEntities = new HashMap<>(liveEntities);
        someEntities.values().removeIf(entity -> reread.stories().contains(entity.storyId()));
        someEntities.putAll(reread.entities());
        return Recount.of(someClaims.values(), someEntities.values(), liveAliases);
    }

    @Override
    public Map<CountKey, CountRow> of(Collection<CountKey> keys) {
        Map<CountKey, CountRow> wanted = all();
        wanted.keySet().retainAll(keys);
        return wanted;
    }

    private void update() {
        claims.read(found -> keep(
                liveClaims,
                found.key(),
                found.value(),
                bytes -> ClaimFacts.of(topics.claims()
                        .valueSerde()
                        .deserializer()
                        .deserialize(topics.claims().name(), bytes))));
        entities.read(found -> keep(
                liveEntities,
                found.key(),
                found.value(),
                bytes -> EntityFacts.of(topics.entities()
                        .valueSerde()
                        .deserializer()
                        .deserialize(topics.entities().name(), bytes))));
        aliases.read(found -> keep(liveAliases, found.key(), found.value(), bytes -> topics.aliases()
                .valueSerde()
                .deserializer()
                .deserialize(topics.aliases().name(), bytes)
                .getActorId()));
    }

    /** The last well-formed value of each key: malformed records are dead letters, and change nothing. */
    private static <T> void keep(
            Map<String, T> live, byte @Nullable [] key, byte @Nullable [] value, Function<byte[], T> read) {
        if (key == null) {
            return;
        }
        String name = new String(key, StandardCharsets.UTF_8);
        if (value == null) {
            live.remove(name);
            return;
        }
        try {
            live.put(name, read.apply(value));
        } catch (MalformedRecordException e) {
            // counting gives it to the dead letters
        }
    }

    @Override
    public void close() {
        claims.close();
        entities.close();
        aliases.close();
    }
}

package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.extract.Extraction;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.DeadLetters.Origin;
import dev.hearsay.streams.Rerouting;
import dev.hearsay.streams.extraction.ArticleReader.Reading;
import dev.hearsay.streams.extraction.StoryMemory.Item;
import dev.hearsay.streams.extraction.StoryMemory.Items;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The whole of extraction for one partition: version gate, extraction, difference, embargo clock.
 *
 * <p>Total: whatever a record holds and whatever the extractor throws, the outcome is a value. Everything is encoded
 * before anything is stored or forwarded, so that nothing that can fail stands between the two.
 */
final class StoryProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    /** Where the results go: the names of the sinks. */
    enum Output {
        REROUTED("articles-rerouted"),
        STORIES("stories"),
        ENTITIES("entities"),
        CLAIMS("claims"),
        DEAD_LETTERS("dead-letters");

        private final String sink;

        Output(String sink) {
            this.sink = sink;
        }

        String sink() {
            return sink;
        }
    }

    static final String STORIES = "story-memory";
    static final String WAITING = "embargoed-articles";

    static final Duration EMBARGO_TICK = Duration.ofMillis(250);

    /** Most stories released at one tick: a transaction stays short, the next tick goes on. */
    private static final int RELEASED_PER_TICK = 500;

    /** Most bytes of a story in the store: its changelog record must fit. */
    private static final int MAX_MEMORY = 7 * 1024 * 1024;

    private final Topics topics;
    private final StoryExtractor extractor;
    private final ArticleReader reader;
    private final StoryRecords records;
    private ProcessorContext<byte[], byte[]> context;
    private DeadLetterOutput deadLetters;
    private KeyValueStore<String, byte[]> stories;
    private KeyValueStore<Bytes, byte[]> waiting;

    @SuppressWarnings("NullAway.Init") // init() comes before all else
    StoryProcessor(Topics topics, StoryExtractor extractor) {
        this.topics = topics;
        this.extractor = extractor;
        this.reader = new ArticleReader(topics.articles());
        this.records = new StoryRecords(topics);
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterOutput(processorContext);
        stories = processorContext.getStateStore(STORIES);
        waiting = processorContext.getStateStore(WAITING);
        processorContext.schedule(EMBARGO_TICK, PunctuationType.WALL_CLOCK_TIME, this::release);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Origin origin =
                Origin.of(record, context.recordMetadata(), topics.articles().name());
        Reading reading = reader.read(record.value(), origin.partition());
        if (reading instanceof Reading.Refused refused) {
            giveUp(refused.cause(), refused.failure().orElse(null), origin);
        } else if (reading instanceof Reading.Misplaced misplaced) {
            reroute(record, misplaced.storyId(), origin);
        } else if (reading instanceof Reading.Accepted accepted) {
            accept(accepted.article(), origin);
        }
    }

    private void reroute(Record<byte[], byte[]> record, String storyId, Origin origin) {
        Rerouting.of(record, storyId.getBytes(StandardCharsets.UTF_8), origin)
                .ifPresentOrElse(
                        sentOn -> context.forward(sentOn, Output.REROUTED.sink()),
                        () -> giveUp(
                                Rerouting.failure(
                                        "the story '" + storyId + "'",
                                        origin,
                                        topics.articles().partitions()),
                                null,
                                origin));
    }

    private void giveUp(String cause, @Nullable Throwable failure, Origin origin) {
        deadLetters.send(cause, failure, origin, Output.DEAD_LETTERS.sink());
    }

    private void accept(Article article, Origin origin) {
        String storyId = article.getStoryId();
        byte[] stored = stories.get(storyId);
        StoryMemory memory = stored == null ? null : StoryMemory.decode(stored);
        Version version = StoryVersions.version(article);
        StoryVersions versions =
                StoryVersions.fold(memory == null ? null : memory.versions(), article, version, origin.timestamp());
        Version highest = versions.highest();
        boolean stands = version != null && highest != null && version.hash().equals(highest.hash());
        Step step = new Step(storyId, memory, versions, stands ? article : null, origin, origin.timestamp());
        if (memory != null && memory.waitingUntil() != null && !stands && status(step) == StoryStatus.USABLE) {
            // A stale version came just after the embargo of the highest one had ended and before the clock ticked.
            release(new Waiting.Release(memory.waitingUntil(), storyId), versions);
        } else {
            settle(step, article.getVersion());
        }
    }

    /** The embargo clock: publishes what may be published by now, after a restart too. */
    private void release(long now) {
        List<KeyValue<Bytes, byte[]>> due = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> ended =
                waiting.range(Waiting.from(0), Waiting.from(context.currentSystemTimeMs() + 1))) {
            while (ended.hasNext() && due.size() < RELEASED_PER_TICK) {
                due.add(ended.next());
            }
        }
        for (KeyValue<Bytes, byte[]> entry : due) {
            Waiting.Release release = Waiting.Release.read(entry.key);
            byte[] stored = stories.get(release.storyId());
            StoryMemory memory = stored == null ? null : StoryMemory.decode(stored);
            if (memory == null || !Objects.equals(memory.waitingUntil(), release.at())) {
                waiting.delete(entry.key);
            } else {
                release(release, memory.versions());
            }
        }
    }

    /** Publishes the article that waited for this. */
    private void release(Waiting.Release release, StoryVersions versions) {
        byte[] stored = stories.get(release.storyId());
        byte[] waited = waiting.get(release.toKey());
        if (stored == null || waited == null) {
            waiting.delete(release.toKey());
            return;
        }
        Waiting article = Waiting.decode(waited);
        Origin origin = new Origin(
                topics.articles().name(),
                article.partition(),
                article.offset(),
                article.accepted(),
                article.key(),
                article.value(),
                new RecordHeaders());
        if (reader.read(article.value(), -1) instanceof Reading.Accepted accepted) {
            settle(
                    new Step(
                            release.storyId(),
                            StoryMemory.decode(stored),
                            versions,
                            accepted.article(),
                            origin,
                            context.currentSystemTimeMs()),
                    accepted.article().getVersion());
        } else {
            waiting.delete(release.toKey());
            giveUp("the article cannot be read any more now that its embargo has ended", null, origin);
        }
    }

    /**
     * One step of a story.
     *
     * @param versions the versions seen, the one that has just arrived included
     * @param basis the article that the story now stands on, if it is at hand: it has just arrived, or its embargo has
     *     just ended
     * @param origin the record at hand
     * @param timestamp of the records to come
     */
    private record Step(
            String storyId,
            @Nullable StoryMemory memory,
            StoryVersions versions,
            @Nullable Article basis,
            Origin origin,
            long timestamp) {}

    /** What a step publishes. */
    private record Publication(
            Items items,
            String extractor,
            boolean supported,
            boolean truncated,
            @Nullable Throwable failure) {
        static final Publication NOTHING = new Publication(Items.NONE, "", true, false, null);
    }

    private void settle(Step step, Optional<String> trigger) {
        StoryMemory memory = step.memory();
        StoryStatus status = status(step);
        boolean unchanged = memory != null && memory.shows(step.versions(), status);
        boolean extractorChanged = memory != null
                && status == StoryStatus.USABLE
                && !memory.extractor().equals(extractor.version());
        if (memory != null && unchanged && !(extractorChanged && step.basis() != null)) {
            if (!memory.versions().equals(step.versions())) {
                stories.put(step.storyId(), memory.with(step.versions()).encode());
            }
            return;
        }
        Publication publication = status == StoryStatus.USABLE ? publication(step) : Publication.NOTHING;
        Cause cause = cause(status, memory, unchanged);
        Items old = memory == null ? Items.NONE : Items.decode(memory.records());
        byte[] encoded = publication.items().encode();
        if (encoded.length > MAX_MEMORY) {
            publication = failed(new IllegalStateException("the entities and claims of this story take "
                    + encoded.length + " bytes, more than " + MAX_MEMORY));
            encoded = publication.items().encode();
        }
        StoryState state = state(step, status, cause, publication);
        byte[] stateBytes = topics.stories()
                .valueSerde()
                .serializer()
                .serialize(topics.stories().name(), state);
        Long waitingUntil = status == StoryStatus.EMBARGOED ? embargo(step) : null;
        Version highest = step.versions().highest();
        StoryMemory next = new StoryMemory(
                step.versions(),
                status,
                StoryMemory.hash(step.versions()),
                status == StoryStatus.USABLE && highest != null ? highest.text() : null,
                step.versions().time(),
                step.versions().timeReplaced(),
                step.versions().outlet(),
                publication.extractor(),
                status == StoryStatus.USABLE || (memory != null && memory.wasUsable()),
                waitingUntil,
                stateBytes,
                encoded);
        List<Change> changes = changes(step, status, cause, trigger, old, publication.items());
        byte[] memoryBytes = next.encode();

        // Nothing above has touched a store or an output, nothing below can fail for what the record holds.
        updateWaiting(step, waitingUntil);
        stories.put(step.storyId(), memoryBytes);
        context.forward(
                new Record<>(
                        step.storyId().getBytes(StandardCharsets.UTF_8),
                        stateBytes,
                        step.timestamp(),
                        new RecordHeaders()),
                Output.STORIES.sink());
        for (Change change : changes) {
            context.forward(change.record(), change.output().sink());
        }
        if (publication.failure() != null) {
            giveUp(
                    "the extractor failed on the story '" + step.storyId() + "': " + publication.failure(),
                    publication.failure(),
                    step.origin());
        }
    }

    private StoryStatus status(Step step) {
        StoryStatus status = step.versions().statusAt(context.currentSystemTimeMs());
        StoryMemory memory = step.memory();
        // What has been released stays released, even if the next machine's clock is behind the last one's.
        return status == StoryStatus.EMBARGOED
                        && memory != null
                        && memory.status() == StoryStatus.USABLE
                        && Objects.equals(memory.hash(), StoryMemory.hash(step.versions()))
                ? StoryStatus.USABLE
                : status;
    }

    private static Cause cause(StoryStatus status, @Nullable StoryMemory memory, boolean unchanged) {
        return switch (status) {
            case KILLED -> Cause.KILLED;
            case WITHHELD -> Cause.WITHHELD;
            case EMBARGOED -> Cause.EMBARGOED;
            default -> {
                if (memory == null || !memory.wasUsable()) {
                    yield Cause.NEW;
                }
                yield unchanged ? Cause.REEXTRACTED : Cause.REVISED;
            }
        };
    }

    /** The entities and claims of a usable story: rewritten if its text has been read before, else extracted. */
    private Publication publication(Step step) {
        StoryMemory memory = step.memory();
        Version highest = Objects.requireNonNull(step.versions().highest());
        Article basis = step.basis();
        if (memory != null
                && memory.status() == StoryStatus.USABLE
                && highest.text().equals(memory.text())
                && (basis == null || memory.extractor().equals(extractor.version()))) {
            StoryState old = decodeState(memory);
            StoryRewrite rewrite = new StoryRewrite(step.versions().time(), basis);
            return new Publication(
                    records.rewritten(Items.decode(memory.records()), rewrite),
                    memory.extractor(),
                    old.getSupported(),
                    old.getTruncated(),
                    null);
        }
        return basis != null
                ? extracted(step, basis)
                : failed(new IllegalStateException("the text of the highest version is not at hand"));
    }

    private Publication extracted(Step step, Article article) {
        StoryRecords.Story story = new StoryRecords.Story(
                step.storyId(),
                article.getVersion().orElse(null),
                extractor.version(),
                article.getOutlet(),
                article.getUrl().orElse(null),
                article.getHeadline(),
                article.getLanguage().orElse(null),
                step.versions().time());
        try {
            Extraction extraction =
                    extractor.extract(article.getText(), article.getLanguage().orElse(""));
            return new Publication(
                    records.of(story, article.getText(), extraction),
                    extractor.version(),
                    extraction.supported(),
                    extraction.truncated(),
                    null);
        } catch (StackOverflowError e) {
            return failed(e);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) { // whatever it is, it concerns this story only
            return failed(e);
        }
    }

    private Publication failed(Throwable failure) {
        return new Publication(Items.NONE, extractor.version(), true, false, failure);
    }

    private StoryState state(Step step, StoryStatus status, Cause cause, Publication publication) {
        StoryVersions versions = step.versions();
        Version highest = versions.highest();
        StoryState.Builder state = StoryState.newBuilder()
                .setStoryId(step.storyId())
                .setProvider(Keys.parseStoryId(step.storyId()).provider())
                .setStatus(status)
                .setCause(cause)
                .setVersion(highest == null ? null : highest.number())
                .setVersionTime(instant(highest == null ? null : highest.time()))
                .setTime(Instant.ofEpochMilli(versions.time()))
                .setTimeReplaced(versions.timeReplaced())
                .setHour(Hour.of(Instant.ofEpochMilli(versions.time())))
                .setAccepted(Instant.ofEpochMilli(step.origin().timestamp()))
                .setEmbargo(instant(highest == null ? null : highest.embargo()))
                .setOutlet(versions.outlet())
                .setLanguage(highest == null ? null : highest.language())
                .setSupported(publication.supported())
                .setTruncated(publication.truncated())
                .setExtractor(publication.extractor())
                .setEntities(publication.items().entities().size())
                .setClaims(publication.items().claims().size());
        if (status == StoryStatus.USABLE) {
            Article basis = step.basis();
            if (basis != null) {
                state.setUrl(basis.getUrl().orElse(null)).setHeadline(basis.getHeadline());
            } else if (step.memory() != null) {
                StoryState old = decodeState(step.memory());
                state.setUrl(old.getUrl().orElse(null))
                        .setHeadline(old.getHeadline().orElse(null));
            }
        }
        return state.build();
    }

    private StoryState decodeState(StoryMemory memory) {
        return topics.stories()
                .valueSerde()
                .deserializer()
                .deserialize(topics.stories().name(), memory.state());
    }

    private static @Nullable Instant instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long embargo(Step step) {
        Version highest = step.versions().highest();
        return highest == null ? null : highest.embargo();
    }

    private void updateWaiting(Step step, @Nullable Long waitingUntil) {
        Long before = step.memory() == null ? null : step.memory().waitingUntil();
        if (before != null && !before.equals(waitingUntil)) {
            waiting.delete(new Waiting.Release(before, step.storyId()).toKey());
        }
        byte[] value = step.origin().value();
        if (waitingUntil != null && value != null && step.basis() != null) {
            Waiting article = new Waiting(
                    step.origin().timestamp(),
                    step.origin().partition(),
                    step.origin().offset(),
                    step.origin().key(),
                    value);
            waiting.put(new Waiting.Release(waitingUntil, step.storyId()).toKey(), article.encode());
        }
    }

    /** A record of an entity or claim that changed. */
    private record Change(Output output, Record<byte[], byte[]> record) {}

    private List<Change> changes(
            Step step, StoryStatus status, Cause cause, Optional<String> trigger, Items old, Items now) {
        if (old.entities().isEmpty()
                && old.claims().isEmpty()
                && now.entities().isEmpty()
                && now.claims().isEmpty()) {
            return List.of();
        }
        StoryVersions versions = step.versions();
        StoryState before = step.memory() == null ? null : decodeState(step.memory());
        Frame frame = new Frame(
                step.storyId(),
                cause == Cause.KILLED || versions.highest() == null
                        ? trigger
                        : Optional.ofNullable(versions.highest().number()),
                status,
                cause,
                before == null ? "" : before.getOutlet(),
                before == null ? "" : before.getHour(),
                versions.outlet(),
                Hour.of(Instant.ofEpochMilli(versions.time())),
                step.timestamp());
        List<Change> changes = new ArrayList<>();
        difference(Output.ENTITIES, frame, old.entities(), now.entities(), changes);
        difference(Output.CLAIMS, frame, old.claims(), now.claims(), changes);
        return changes;
    }

    private static void difference(Output output, Frame frame, List<Item> old, List<Item> now, List<Change> changes) {
        Map<String, Item> before = new HashMap<>(old.size() * 2);
        old.forEach(item -> before.put(item.key(), item));
        for (Item item : now) {
            Item previous = before.remove(item.key());
            if (previous == null || !Arrays.equals(previous.value(), item.value())) {
                changes.add(new Change(output, frame.record(previous, item)));
            }
        }
        for (Item item : old) {
            if (before.containsKey(item.key())) {
                changes.add(new Change(output, frame.record(item, null)));
            }
        }
    }

    /** What the changes of one step have in common. */
    private record Frame(
            String storyId,
            Optional<String> version,
            StoryStatus status,
            Cause cause,
            String oldOutlet,
            String oldHour,
            String outlet,
            String hour,
            long timestamp) {

        @SuppressWarnings("NullAway") // a null value is a tombstone
        Record<byte[], byte[]> record(@Nullable Item old, @Nullable Item now) {
            Headers headers = new RecordHeaders();
            new ChangeHeaders(
                            storyId,
                            version,
                            status,
                            cause,
                            Optional.ofNullable(old).map(item -> side(item, oldOutlet, oldHour)),
                            Optional.ofNullable(now).map(item -> side(item, outlet, hour)))
                    .writeTo(headers);
            String key = now != null ? now.key() : Objects.requireNonNull(old).key();
            return new Record<>(
                    key.getBytes(StandardCharsets.UTF_8), now == null ? null : now.value(), timestamp, headers);
        }

        private static ChangeHeaders.Side side(Item item, String outlet, String hour) {
            return new ChangeHeaders.Side(Optional.ofNullable(item.actorId()), outlet, hour);
        }
    }
}

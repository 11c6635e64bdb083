package dev.hearsay.bench.queries;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.store.Writing;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A year of invented stories, the same for the same size, written into a database by what the sink writes with. A few
 * actors speak often and many rarely, each at least once; much is printed again by other outlets.
 */
final class Archive {
    /** The hour after the last one. */
    static final Instant END = Instant.parse("2026-01-01T00:00:00Z");

    static final Instant START = END.minus(Duration.ofDays(365));

    static final int OUTLETS = 60;
    static final int PLACES = 2_000;

    private static final int VOCABULARY = 30_000;
    private static final int CLAIMS_A_STORY = 3;
    private static final int BATCH = 5_000;
    private static final int REPEATED_AMONG = 100;
    private static final int REPEATED = 20;

    private final int claims;
    private final int actors;
    private final Prose prose = new Prose(VOCABULARY);

    /** What the counts depend on, kept for every claim. */
    record Said(int actor, int statement, int story, ClaimType type, Act act) {}

    /** The same for every entity of a story. */
    record Named(int entity, int story, int mentions) {}

    /** When and where a story stood. */
    record Printed(String hour, String outlet) {}

    Archive(int claims, int actors) {
        this.claims = claims;
        this.actors = actors;
    }

    int claims() {
        return claims;
    }

    Prose prose() {
        return prose;
    }

    static String outlet(int number) {
        return "The " + Prose.name(7_000_000 + number);
    }

    /** Persons, organizations and places; those who speak come first. */
    String name(int entity) {
        return Prose.name(entity);
    }

    static String id(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    ActorType type(int entity) {
        return entity >= actors ? ActorType.PLACE : entity % 4 == 3 ? ActorType.ORGANIZATION : ActorType.PERSON;
    }

    String storyId(int story) {
        return Keys.storyId("archive", Integer.toString(story));
    }

    int stories() {
        return claims / CLAIMS_A_STORY;
    }

    /** Writes everything. */
    void writeTo(Writing writing) throws SQLException {
        Random random = new Random(1);
        List<Said> said = new ArrayList<>(claims);
        List<Named> named = new ArrayList<>();
        List<Printed> printed = new ArrayList<>(stories());
        List<ProducerRecord<byte[], byte[]>> batch = new ArrayList<>();
        long span = Duration.between(START, END).toMillis();
        for (int story = 0; story < stories(); story++) {
            Instant time = START.plusMillis((long) (span * (story / (double) stories())));
            String outlet = outlet((int) (OUTLETS * Math.pow(random.nextDouble(), 2)));
            printed.add(new Printed(Hour.of(time), outlet));
            write(story, time, outlet, random, said, named, batch);
            if (batch.size() >= BATCH) {
                writing.commit(batch);
                batch.clear();
            }
        }
        new ArchiveCounts(this, said, named, printed).each(record -> {
            batch.add(record);
            if (batch.size() >= BATCH) {
                writing.commit(batch);
                batch.clear();
            }
        });
        writing.commit(batch);
    }

    private void write(
            int story,
            Instant time,
            String outlet,
            Random random,
            List<Said> said,
            List<Named> named,
            List<ProducerRecord<byte[], byte[]>> batch) {
        Topics topics = Writing.TOPICS;
        String id = storyId(story);
        String headline = prose.sentence(random, 8);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Map<Integer, Set<Integer>> statements = new TreeMap<>();
        Map<Integer, Integer> mentions = new TreeMap<>();
        for (int i = 0; i < CLAIMS_A_STORY; i++) {
            int number = said.size();
            int actor = speaker(number, random);
            Act act = act(random);
            ClaimType type = ClaimType.values()[random.nextInt(3)];
            int statement = statement(number, actor, said, random);
            if (actor >= 0
                    && act == Act.STATEMENT
                    && !statements.computeIfAbsent(actor, a -> new HashSet<>()).add(statement)) {
                statement = number;
                statements.get(actor).add(statement);
            }
            int place = place(random);
            said.add(new Said(actor, statement, story, type, act));
            mentions.merge(place, 1, Integer::sum);
            if (actor >= 0) {
                mentions.merge(actor, 1 + random.nextInt(3), Integer::sum);
            }
            Claim claim = claim(number, id, headline, time, outlet, actor, statement, type, act, place);
            ProducerRecord<byte[], byte[]> record = Writing.record(topics.claims(), claim);
            new ChangeHeaders(
                            id,
                            Optional.of("1"),
                            StoryStatus.USABLE,
                            Cause.NEW,
                            Optional.empty(),
                            Optional.of(new ChangeHeaders.Side(claim.getActorId(), outlet, claim.getHour())))
                    .writeTo(record.headers());
            records.add(record);
        }
        batch.add(Writing.record(
                topics.stories(),
                StoryState.newBuilder()
                        .setStoryId(id)
                        .setProvider("archive")
                        .setStatus(StoryStatus.USABLE)
                        .setCause(Cause.NEW)
                        .setVersion("1")
                        .setVersionTime(time)
                        .setTime(time)
                        .setTimeReplaced(false)
                        .setHour(Hour.of(time))
                        .setAccepted(time)
                        .setOutlet(outlet)
                        .setUrl("https://example.org/" + story)
                        .setHeadline(headline)
                        .setLanguage("en")
                        .setSupported(true)
                        .setExtractor("archive")
                        .setEntities(mentions.size())
                        .setClaims(CLAIMS_A_STORY)
                        .build()));
        mentions.forEach((entity, count) -> {
            int reports = statements.getOrDefault(entity, Set.of()).size();
            named.add(new Named(entity, story, count));
            batch.add(Writing.record(
                    topics.entities(),
                    EntityMentions.newBuilder()
                            .setStoryId(id)
                            .setEntityId(id(name(entity)))
                            .setName(name(entity))
                            .setType(type(entity))
                            .setMentions(count)
                            .setReports(reports)
                            .setRole(role(entity, "minister").orElse(null))
                            .setAffiliation(role(entity, "the " + prose.word(50 + entity % 200))
                                    .orElse(null))
                            .setVersion("1")
                            .setExtractor("archive")
                            .setOutlet(outlet)
                            .setHour(Hour.of(time))
                            .setTime(time)
                            .build()));
        });
        batch.addAll(records);
    }

    private Optional<String> role(int entity, String text) {
        return type(entity) == ActorType.PERSON ? Optional.of(text) : Optional.empty();
    }

    /** Every so many claims an actor who has not spoken yet, so that each does; −1 for a speaker without a name. */
    private int speaker(int claim, Random random) {
        int every = claims / actors;
        if (claim % every == 0 && claim / every < actors) {
            // 7,919 is prime: through all of them, in an order of no meaning
            return (int) (claim / every * 7_919L % actors);
        }
        return random.nextInt(12) == 0 ? -1 : frequentSpeaker(random);
    }

    /** An actor, the more often the more it speaks. */
    int frequentSpeaker(Random random) {
        return (int) (actors * Math.pow(random.nextDouble(), 3));
    }

    /** A place, the more often the more is said about it. */
    int place(Random random) {
        return actors + (int) (PLACES * Math.pow(random.nextDouble(), 3));
    }

    private static Act act(Random random) {
        int of = random.nextInt(100);
        return of < 80 ? Act.STATEMENT : of < 86 ? Act.NON_RESPONSE : of < 96 ? Act.ATTITUDE : Act.OTHER;
    }

    /** The number of the claim that said it first: for some, one of the last claims of the same actor. */
    private static int statement(int claim, int actor, List<Said> said, Random random) {
        if (actor >= 0 && random.nextInt(100) < REPEATED) {
            for (int back = 1; back <= REPEATED_AMONG && back <= claim; back++) {
                Said other = said.get(claim - back);
                if (other.actor() == actor) {
                    return other.statement();
                }
            }
        }
        return claim;
    }

    private Claim claim(
            int number,
            String storyId,
            String headline,
            Instant time,
            String outlet,
            int actor,
            int statement,
            ClaimType type,
            Act act,
            int place) {
        String content = prose.sentence(new Random(statement), 18);
        String source = actor < 0 ? "an official" : name(actor);
        String before = prose.sentence(new Random(number * 31L), 12) + ". ";
        String paragraph =
                before + content + ", " + source + " said on Tuesday. " + prose.sentence(new Random(number * 37L), 12);
        int start = headline.length() + 2;
        int at = start + before.length();
        int sourceAt = at + content.length() + 2;
        return Claim.newBuilder()
                .setClaimId(claimId(number))
                .setStoryId(storyId)
                .setVersion("1")
                .setExtractor("archive")
                .setActorId(actor < 0 ? null : id(source))
                .setActorName(actor < 0 ? null : source)
                .setActorType(actor < 0 ? null : type(actor))
                .setRole(actor < 0 ? null : role(actor, "minister").orElse(null))
                .setSource(List.of(new Span(sourceAt, sourceAt + source.length())))
                .setSourceText(source)
                .setCue(List.of(new Span(sourceAt + source.length() + 1, sourceAt + source.length() + 5)))
                .setCueText("said")
                .setContent(List.of(new Span(at, at + content.length())))
                .setContentText(content)
                .setFingerprint(fingerprint(statement))
                .setType(type)
                .setAct(act)
                .setAbout(List.of(new EntityRef(id(name(place)), name(place), type(place))))
                .setConfidence(0.9)
                .setDecidedBy("archive")
                .setOutlet(outlet)
                .setUrl("https://example.org/" + storyId)
                .setHeadline(headline)
                .setTime(time)
                .setHour(Hour.of(time))
                .setLanguage("en")
                .setContext(paragraph)
                .setContextStart(start)
                .build();
    }

    static String claimId(int number) {
        return String.format(Locale.ROOT, "%016x", number * 0x9E3779B97F4A7C15L);
    }

    static String fingerprint(int statement) {
        return String.format(Locale.ROOT, "%016x", statement * 0xC2B2AE3D27D4EB4FL);
    }
}

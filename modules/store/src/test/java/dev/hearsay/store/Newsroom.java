package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.produced;
import static dev.hearsay.store.Samples.tombstone;
import static dev.hearsay.store.Samples.with;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.Topic;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityMentions;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.MentionCounts;
import dev.hearsay.contracts.records.Span;
import dev.hearsay.contracts.records.Statement;
import dev.hearsay.contracts.records.StatementCell;
import dev.hearsay.contracts.records.StoryState;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An invented newsroom: writes stories, corrects them and takes them back, and fills a database with what the pipeline
 * would have made of them. Its counts are computed in the plainest way from the claims that live, never from the
 * database. Not thread-safe.
 */
public final class Newsroom implements AutoCloseable {
    /** Somebody who is quoted. */
    public record Speaker(String name, ActorType type, String role, String affiliation) {
        /** The actor id. */
        public String id() {
            return name.toLowerCase(Locale.ROOT);
        }
    }

    /** One sentence of a story. */
    public record Said(@Nullable Speaker by, Act act, ClaimType type, String words, List<Speaker> about) {}

    private static final String[] FIRST = {
        "Amara", "Tomas", "Ilse", "Rafi", "Nora", "Viktor", "Samira", "Jonas", "Priya", "Edvin", "Lucia", "Henrik",
        "Mei", "Oskar", "Yara", "Pavel", "Greta", "Idris", "Sofia", "Anton"
    };
    private static final String[] LAST = {
        "Nkembe", "Vossler", "Halloran", "Quist", "Brandvold", "Okarra", "Lindqvist", "Merideth", "Tasker", "Ferro",
        "Ulvang", "Castellane", "Dray", "Wexford", "Haldane", "Sorrento", "Pike", "Marchetti", "Oyelle", "Strand"
    };
    private static final String[] ROLES = {
        "Mayor", "Finance Minister", "chief executive", "union leader", "spokeswoman", "Senator", "professor", "captain"
    };
    private static final String[] BODIES = {
        "Orlin City Council",
        "Varga Shipping",
        "Lakeland Bank",
        "Ministry of Rivers",
        "Port Workers' Union",
        "Selwyn Institute",
        "Harbor Authority",
        "Meridia Energy"
    };
    private static final String[] PLACES = {"Orlin", "Varga", "Lakeland", "Selwyn", "Meridia", "Port Aster"};
    private static final String[] OUTLETS = {
        "Harbor Post", "Lakeland Courier", "Meridia Wire", "The Orlin Ledger", "Selwyn Evening News", "Radio Varga"
    };
    private static final String[] SUBJECTS = {
        "the new bridge",
        "the harbor tax",
        "the strike",
        "next year's budget",
        "the flood wall",
        "the rail link",
        "the price of grain",
        "the merger",
        "the water plant",
        "the election date"
    };
    private static final String[] PREDICATES = {
        "will be finished before the winter", "costs twice what was promised", "cannot wait any longer",
        "was never discussed with us", "is good for every family in the valley", "has to be stopped in court",
        "needs another two months", "saves the town four million crowns a year", "is a matter for the voters",
        "went further than anyone had expected"
    };

    private final Random random;
    private final Writing writing;
    private final List<Speaker> speakers = new ArrayList<>();
    private final List<Speaker> places = new ArrayList<>();
    private final Map<String, Story> stories = new HashMap<>();
    private final Map<String, Set<Claim>> claimsOfActor = new HashMap<>();
    private final Map<String, Map<String, EntityMentions>> entitiesOf = new HashMap<>();
    private final Map<String, Set<String>> storiesNaming = new HashMap<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, Set<String>> emitted = new HashMap<>();
    private final Set<String> dirtyActors = new LinkedHashSet<>();
    private final Set<String> dirtyEntities = new LinkedHashSet<>();
    private final List<ProducerRecord<byte[], byte[]>> pending = new ArrayList<>();
    private int documents;

    private record Story(
            String id,
            int version,
            StoryStatus status,
            Instant time,
            String outlet,
            List<Said> said,
            Map<String, Claim> claims) {}

    /** A newsroom that knows this many people; the same seed writes the same stories. */
    public Newsroom(Database database, long seed, int people) throws SQLException {
        random = new Random(seed);
        writing = new Writing(database);
        for (int i = 0; i < people; i++) {
            String name = FIRST[i % FIRST.length] + " " + LAST[(i / FIRST.length + i) % LAST.length]
                    + (i < FIRST.length * LAST.length
                            ? ""
                            : " " + Integer.toString(i, 36).toUpperCase(Locale.ROOT));
            speakers.add(new Speaker(name, ActorType.PERSON, pick(ROLES), pick(BODIES)));
        }
        for (String body : BODIES) {
            speakers.add(new Speaker(body, ActorType.ORGANIZATION, "", ""));
        }
        for (String place : PLACES) {
            places.add(new Speaker(place, ActorType.PLACE, "", ""));
        }
    }

    /** Those who are quoted. */
    public List<Speaker> speakers() {
        return List.copyOf(speakers);
    }

    /** Ids of the stories so far. */
    public List<String> storyIds() {
        return stories.keySet().stream().sorted().toList();
    }

    /** Ids of the claims of a story as it stands. */
    public List<String> claimIds(String storyId) {
        return List.copyOf(stories.get(storyId).claims().keySet());
    }

    /** Writes a story of the newsroom's own invention. */
    public String write(Instant time) {
        int sentences = 1 + random.nextInt(4);
        List<Said> said = new ArrayList<>();
        for (int i = 0; i < sentences; i++) {
            said.add(sentence());
        }
        return publish("story-" + ++documents, time, pick(OUTLETS), said);
    }

    /** A sentence: a few speakers say most, and much is said again and again. */
    private Said sentence() {
        double skew = random.nextDouble();
        Speaker by = random.nextInt(12) == 0 ? null : speakers.get((int) (skew * skew * skew * speakers.size()));
        Act act = random.nextInt(10) < 8 ? Act.STATEMENT : random.nextBoolean() ? Act.NON_RESPONSE : Act.ATTITUDE;
        ClaimType type =
                List.of(ClaimType.DIRECT, ClaimType.INDIRECT, ClaimType.MIXED).get(random.nextInt(3));
        String words = act == Act.NON_RESPONSE
                ? "declined to comment on " + pick(SUBJECTS)
                : pick(SUBJECTS) + " in " + pick(PLACES) + " " + pick(PREDICATES);
        return new Said(by, act, type, words, List.of(places.get(random.nextInt(places.size()))));
    }

    /** Publishes a story, or its next version. */
    public String publish(String document, Instant time, String outlet, List<Said> said) {
        String id = Keys.storyId("wire", document);
        Story old = stories.get(id);
        apply(
                id,
                old == null ? 1 : old.version() + 1,
                StoryStatus.USABLE,
                old == null ? Cause.NEW : Cause.REVISED,
                old == null ? time : old.time(),
                outlet,
                said);
        return id;
    }

    /** Corrects a story: its first sentence is said by another, its last one goes, a new one comes. */
    public void correct(String storyId) {
        Story old = stories.get(storyId);
        List<Said> said = new ArrayList<>(old.said());
        if (said.isEmpty()) {
            return;
        }
        Said first = said.get(0);
        said.set(
                0,
                new Said(
                        speakers.get(random.nextInt(speakers.size())),
                        first.act(),
                        first.type(),
                        first.words(),
                        first.about()));
        if (said.size() > 1) {
            said.remove(said.size() - 1);
        }
        said.add(sentence());
        apply(storyId, old.version() + 1, StoryStatus.USABLE, Cause.REVISED, old.time(), old.outlet(), said);
    }

    /** Kills a story. */
    public void kill(String storyId) {
        Story old = stories.get(storyId);
        apply(storyId, old.version() + 1, StoryStatus.KILLED, Cause.KILLED, old.time(), old.outlet(), List.of());
    }

    /** Withholds a story. */
    public void withhold(String storyId) {
        Story old = stories.get(storyId);
        apply(storyId, old.version() + 1, StoryStatus.WITHHELD, Cause.WITHHELD, old.time(), old.outlet(), List.of());
    }

    /** From now on this name is that actor. */
    public void alias(Speaker name, Speaker actor) {
        markDirty(name.id());
        aliases.put(name.id(), actor.id());
        markDirty(actor.id());
        dirtyEntities.add(name.id());
        dirtyEntities.add(actor.id());
        pending.add(keyed(
                TOPICS.aliases(),
                name.id(),
                Alias.newBuilder().setName(name.name()).setActorId(actor.id()).build()));
    }

    private static ProducerRecord<byte[], byte[]> keyed(Topic<?> topic, String key, SpecificRecord value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), Samples.bytes(topic, value));
    }

    /** Many stories, with corrections, kills and holds among them, over some hours, committed as they come. */
    public void work(int count, Instant from, Instant to) throws SQLException {
        long span = to.toEpochMilli() - from.toEpochMilli();
        for (int i = 0; i < count; i++) {
            String id = write(from.plusMillis((long) (span * (i / (double) count))));
            if (random.nextInt(12) == 0) {
                correct(random.nextBoolean() ? id : storyIds().get(random.nextInt(stories.size())));
            }
            if (random.nextInt(25) == 0) {
                kill(id);
            }
            if (random.nextInt(40) == 0) {
                withhold(id);
            }
            if (pending.size() > 4_000) {
                commit();
            }
        }
        commit();
    }

    private void apply(
            String id, int version, StoryStatus status, Cause cause, Instant time, String outlet, List<Said> said) {
        Story old = stories.get(id);
        Map<String, Claim> before = old == null ? Map.of() : old.claims();
        Map<String, Claim> after = claims(id, version, time, outlet, said);
        stories.put(id, new Story(id, version, status, time, outlet, said, after));
        pending.add(produced(TOPICS.stories(), state(id, version, status, cause, time, outlet, after.size())));
        entities(id, version, time, outlet, said, after);
        Set<String> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        for (String key : keys) {
            Claim was = before.get(key);
            Claim now = after.get(key);
            if (was != null) {
                was.getActorId().ifPresent(actor -> claimsOfActor.get(actor).remove(was));
                was.getActorId().ifPresent(this::markDirty);
            }
            if (now != null) {
                now.getActorId().ifPresent(actor -> claimsOfActor
                        .computeIfAbsent(actor, a -> new LinkedHashSet<>())
                        .add(now));
                now.getActorId().ifPresent(this::markDirty);
            }
            ChangeHeaders headers = new ChangeHeaders(
                    id,
                    Optional.of(Integer.toString(version)),
                    status,
                    cause,
                    Optional.ofNullable(was).map(Newsroom::side),
                    Optional.ofNullable(now).map(Newsroom::side));
            pending.add(accepted(
                    with(now == null ? tombstone(TOPICS.claims(), key) : produced(TOPICS.claims(), now), headers)));
        }
    }

    /** The time of acceptance, which is now. */
    private static ProducerRecord<byte[], byte[]> accepted(ProducerRecord<byte[], byte[]> record) {
        return new ProducerRecord<>(
                record.topic(), null, System.currentTimeMillis(), record.key(), record.value(), record.headers());
    }

    private static ChangeHeaders.Side side(Claim claim) {
        return new ChangeHeaders.Side(claim.getActorId(), claim.getOutlet(), claim.getHour());
    }

    private void markDirty(String actor) {
        dirtyActors.add(resolve(actor));
    }

    private String resolve(String name) {
        return aliases.getOrDefault(name, name);
    }

    private static StoryState state(
            String id, int version, StoryStatus status, Cause cause, Instant time, String outlet, int claims) {
        boolean usable = status == StoryStatus.USABLE;
        return StoryState.newBuilder()
                .setStoryId(id)
                .setProvider("wire")
                .setStatus(status)
                .setCause(cause)
                .setVersion(Integer.toString(version))
                .setVersionTime(time)
                .setTime(time)
                .setTimeReplaced(false)
                .setHour(Hour.of(time))
                .setAccepted(time)
                .setOutlet(outlet)
                .setUrl(usable ? "https://example.org/" + id : null)
                .setHeadline(usable ? headline(id) : null)
                .setLanguage("en")
                .setSupported(true)
                .setExtractor("newsroom")
                .setEntities(claims)
                .setClaims(claims)
                .build();
    }

    private static String headline(String id) {
        return "Council weighs " + id.substring(id.indexOf(':') + 1);
    }

    private Map<String, Claim> claims(String id, int version, Instant time, String outlet, List<Said> said) {
        Map<String, Claim> claims = new TreeMap<>();
        String headline = headline(id);
        for (Said one : said) {
            String fingerprint = Integer.toHexString(one.words().hashCode());
            String key = id + "-" + fingerprint;
            for (int n = 2; claims.containsKey(key); n++) {
                key = id + "-" + fingerprint + "-" + n;
            }
            boolean direct = one.type() == ClaimType.DIRECT;
            String content = direct ? "“" + one.words() + ",”" : one.words();
            String source = one.by() == null ? "an official" : one.by().name();
            String paragraph =
                    "After a day of talks, " + content + " " + source + " said on Tuesday. No vote was taken.";
            int start = headline.codePointCount(0, headline.length()) + 2;
            claims.put(
                    key,
                    Claim.newBuilder()
                            .setClaimId(key)
                            .setStoryId(id)
                            .setVersion(Integer.toString(version))
                            .setExtractor("newsroom")
                            .setActorId(one.by() == null ? null : one.by().id())
                            .setActorName(one.by() == null ? null : one.by().name())
                            .setActorType(one.by() == null ? null : one.by().type())
                            .setRole(
                                    one.by() == null || one.by().role().isEmpty()
                                            ? null
                                            : one.by().role())
                            .setAffiliation(
                                    one.by() == null || one.by().affiliation().isEmpty()
                                            ? null
                                            : one.by().affiliation())
                            .setSource(List.of(span(paragraph, source, start)))
                            .setSourceText(source)
                            .setCue(List.of(span(paragraph, "said", start)))
                            .setCueText("said")
                            .setContent(List.of(span(paragraph, content, start)))
                            .setContentText(content)
                            .setFingerprint(fingerprint)
                            .setType(one.type())
                            .setAct(one.act())
                            .setAbout(one.about().stream()
                                    .map(s -> new EntityRef(s.id(), s.name(), s.type()))
                                    .toList())
                            .setConfidence(0.9)
                            .setDecidedBy("newsroom")
                            .setOutlet(outlet)
                            .setUrl("https://example.org/" + id)
                            .setHeadline(headline)
                            .setTime(time)
                            .setHour(Hour.of(time))
                            .setLanguage("en")
                            .setContext(paragraph)
                            .setContextStart(start)
                            .build());
        }
        return claims;
    }

    private static Span span(String text, String part, int start) {
        int at = text.indexOf(part);
        int from = start + text.codePointCount(0, at);
        return new Span(from, from + part.codePointCount(0, part.length()));
    }

    private void entities(
            String id, int version, Instant time, String outlet, List<Said> said, Map<String, Claim> claims) {
        Map<String, EntityMentions> now = new TreeMap<>();
        Set<Speaker> named = new LinkedHashSet<>();
        for (Said one : said) {
            if (one.by() != null) {
                named.add(one.by());
            }
            named.addAll(one.about());
        }
        for (Speaker speaker : named) {
            long reports = claims.values().stream()
                    .filter(c -> c.getAct() == Act.STATEMENT && c.getActorId().equals(Optional.of(speaker.id())))
                    .map(Claim::getFingerprint)
                    .distinct()
                    .count();
            now.put(
                    speaker.id(),
                    EntityMentions.newBuilder()
                            .setStoryId(id)
                            .setEntityId(speaker.id())
                            .setName(speaker.name())
                            .setType(speaker.type())
                            .setMentions(1 + random.nextInt(4))
                            .setReports((int) reports)
                            .setRole(speaker.role().isEmpty() ? null : speaker.role())
                            .setAffiliation(speaker.affiliation().isEmpty() ? null : speaker.affiliation())
                            .setVersion(Integer.toString(version))
                            .setExtractor("newsroom")
                            .setOutlet(outlet)
                            .setHour(Hour.of(time))
                            .setTime(time)
                            .build());
        }
        Map<String, EntityMentions> before = entitiesOf.getOrDefault(id, Map.of());
        for (String gone : before.keySet()) {
            dirtyEntities.add(gone);
            if (!now.containsKey(gone)) {
                pending.add(tombstone(TOPICS.entities(), Keys.entityInStory(id, gone)));
            }
        }
        now.forEach((entity, value) -> {
            dirtyEntities.add(entity);
            pending.add(produced(TOPICS.entities(), value));
        });
        entitiesOf.put(id, now);
        before.keySet().forEach(mentioned -> namedIn(mentioned).remove(id));
        now.keySet().forEach(mentioned -> namedIn(mentioned).add(id));
    }

    private Set<String> namedIn(String entity) {
        return storiesNaming.computeIfAbsent(entity, e -> new LinkedHashSet<>());
    }

    /** Counts what changed and commits everything in one transaction. */
    public void commit() throws SQLException {
        for (String actor : Set.copyOf(dirtyActors)) {
            count(actor);
        }
        for (String entity : Set.copyOf(dirtyEntities)) {
            countMentions(resolve(entity));
            if (!resolve(entity).equals(entity)) {
                countMentions(entity);
            }
        }
        dirtyActors.clear();
        dirtyEntities.clear();
        writing.commit(pending);
        pending.clear();
    }

    /** Commits the claims of what changed, but not the counts: as if one stage were behind. */
    public void commitWithoutCounts() throws SQLException {
        writing.commit(pending);
        pending.clear();
    }

    private Set<String> namesOf(String actor) {
        Set<String> names = new TreeSet<>();
        if (!aliases.containsKey(actor)) {
            names.add(actor);
        }
        aliases.forEach((name, of) -> {
            if (of.equals(actor)) {
                names.add(name);
            }
        });
        return names;
    }

    private void count(String actor) {
        List<Claim> all = new ArrayList<>();
        for (String name : namesOf(actor)) {
            all.addAll(claimsOfActor.getOrDefault(name, Set.of()));
        }
        Map<String, SpecificRecord> now = new HashMap<>();
        Map<String, List<Claim>> byFingerprint = all.stream()
                .filter(c -> c.getAct() == Act.STATEMENT)
                .collect(Collectors.groupingBy(Claim::getFingerprint, TreeMap::new, Collectors.toList()));
        byFingerprint.forEach(
                (fingerprint, reports) -> put(now, TOPICS.statements(), statement(actor, fingerprint, reports)));
        if (!all.isEmpty()) {
            ActorCounts counts = counts(actor, all, byFingerprint, reports -> true);
            if (counts.getReports() + counts.getNonResponses() > 0) {
                put(now, TOPICS.actorCounts(), counts);
            }
        }
        for (String hour : all.stream().map(Claim::getHour).collect(Collectors.toCollection(TreeSet::new))) {
            List<Claim> within =
                    all.stream().filter(c -> c.getHour().equals(hour)).toList();
            ActorCounts counts = ActorCounts.newBuilder(counts(actor, within, byFingerprint, reports -> first(reports)
                            .equals(hour)))
                    .setHour(hour)
                    .build();
            if (counts.getReports() + counts.getNonResponses() > 0) {
                put(now, TOPICS.actorCountsHourly(), counts);
            }
        }
        for (String outlet : all.stream().map(Claim::getOutlet).collect(Collectors.toCollection(TreeSet::new))) {
            List<Claim> within =
                    all.stream().filter(c -> c.getOutlet().equals(outlet)).toList();
            Map<String, List<Claim>> statements = within.stream()
                    .filter(c -> c.getAct() == Act.STATEMENT)
                    .collect(Collectors.groupingBy(Claim::getFingerprint, TreeMap::new, Collectors.toList()));
            ActorCounts counts = ActorCounts.newBuilder(counts(actor, within, statements, reports -> true))
                    .setOutlet(outlet)
                    .build();
            if (counts.getReports() + counts.getNonResponses() > 0) {
                put(now, TOPICS.actorCountsByOutlet(), counts);
            }
        }
        emit("a" + actor, now);
    }

    private static String first(List<Claim> reports) {
        return reports.stream()
                .map(Claim::getHour)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static ClaimType kind(List<Claim> reports) {
        for (ClaimType type : List.of(ClaimType.DIRECT, ClaimType.MIXED)) {
            if (reports.stream().anyMatch(c -> c.getType() == type)) {
                return type;
            }
        }
        return ClaimType.INDIRECT;
    }

    private static long reportsIn(List<Claim> claims) {
        return claims.stream()
                .map(c -> c.getStoryId() + "|" + c.getFingerprint())
                .distinct()
                .count();
    }

    private static Statement statement(String actor, String fingerprint, List<Claim> reports) {
        Map<String, StatementCell> cells = new TreeMap<>();
        Map<String, List<Claim>> byStory = reports.stream().collect(Collectors.groupingBy(Claim::getStoryId));
        for (List<Claim> report : byStory.values()) {
            Claim c = report.get(0);
            String key = c.getHour() + "|" + c.getOutlet() + "|" + kind(report);
            long so = cells.containsKey(key) ? cells.get(key).getReports() : 0;
            cells.put(key, new StatementCell(c.getHour(), c.getOutlet(), kind(report), so + 1));
        }
        return Statement.newBuilder()
                .setActorId(actor)
                .setActorName(reports.get(0).getActorName().orElse(actor))
                .setActorType(reports.get(0).getActorType().orElse(ActorType.UNKNOWN))
                .setFingerprint(fingerprint)
                .setContent(reports.get(0).getContentText())
                .setHour(first(reports))
                .setType(kind(reports))
                .setReports(reportsIn(reports))
                .setCells(List.copyOf(cells.values()))
                .build();
    }

    private interface Within {
        boolean counts(List<Claim> reports);
    }

    private static ActorCounts counts(
            String actor, List<Claim> claims, Map<String, List<Claim>> statements, Within within) {
        List<List<Claim>> counted =
                statements.values().stream().filter(within::counts).toList();
        List<Claim> reports =
                claims.stream().filter(c -> c.getAct() == Act.STATEMENT).toList();
        return ActorCounts.newBuilder()
                .setActorId(actor)
                .setName(claims.get(0).getActorName().orElse(actor))
                .setType(claims.get(0).getActorType().orElse(ActorType.UNKNOWN))
                .setStatements(counted.size())
                .setReports(reportsIn(reports))
                .setArticles(reports.stream().map(Claim::getStoryId).distinct().count())
                .setDirect(counted.stream()
                        .filter(r -> kind(r) == ClaimType.DIRECT)
                        .count())
                .setIndirect(counted.stream()
                        .filter(r -> kind(r) == ClaimType.INDIRECT)
                        .count())
                .setMixed(
                        counted.stream().filter(r -> kind(r) == ClaimType.MIXED).count())
                .setNonResponses(claims.stream()
                        .filter(c -> c.getAct() == Act.NON_RESPONSE)
                        .count())
                .setForms(List.of())
                .build();
    }

    private void countMentions(String entity) {
        List<EntityMentions> all = new ArrayList<>();
        for (String name : namesOf(entity)) {
            for (String story : namedIn(name)) {
                all.add(entitiesOf.get(story).get(name));
            }
        }
        Map<String, SpecificRecord> now = new HashMap<>();
        if (!all.isEmpty()) {
            put(now, TOPICS.mentionCounts(), mentions(entity, all).build());
        }
        for (String hour : all.stream().map(EntityMentions::getHour).collect(Collectors.toCollection(TreeSet::new))) {
            put(
                    now,
                    TOPICS.mentionCountsHourly(),
                    mentions(
                                    entity,
                                    all.stream()
                                            .filter(e -> e.getHour().equals(hour))
                                            .toList())
                            .setHour(hour)
                            .build());
        }
        emit("m" + entity, now);
    }

    private static MentionCounts.Builder mentions(String entity, List<EntityMentions> rows) {
        return MentionCounts.newBuilder()
                .setEntityId(entity)
                .setName(rows.get(0).getName())
                .setType(rows.get(0).getType())
                .setMentions(
                        rows.stream().mapToLong(EntityMentions::getMentions).sum())
                .setStories(
                        rows.stream().map(EntityMentions::getStoryId).distinct().count());
    }

    private static void put(Map<String, SpecificRecord> rows, Topic<?> topic, SpecificRecord value) {
        rows.put(topic.name() + "\n" + Samples.keyOf(topic, value), value);
    }

    private void emit(String whose, Map<String, SpecificRecord> now) {
        Set<String> before = emitted.getOrDefault(whose, Set.of());
        Set<String> gone = new HashSet<>(before);
        gone.removeAll(now.keySet());
        for (String key : gone) {
            pending.add(new ProducerRecord<>(topicOf(key), keyOf(key), null));
        }
        now.forEach((key, value) ->
                pending.add(new ProducerRecord<>(topicOf(key), keyOf(key), Samples.bytes(topic(topicOf(key)), value))));
        emitted.put(whose, Set.copyOf(now.keySet()));
    }

    private static String topicOf(String key) {
        return key.substring(0, key.indexOf('\n'));
    }

    private static byte[] keyOf(String key) {
        return key.substring(key.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8);
    }

    private static Topic<?> topic(String name) {
        for (Output output : Output.values()) {
            if (output.topic(TOPICS).name().equals(name)) {
                return output.topic(TOPICS);
            }
        }
        throw new IllegalArgumentException(name);
    }

    private String pick(String[] of) {
        return of[random.nextInt(of.length)];
    }

    @Override
    public void close() {
        writing.close();
    }
}

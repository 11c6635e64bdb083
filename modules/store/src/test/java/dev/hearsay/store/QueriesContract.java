package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.cause;
import static dev.hearsay.store.Samples.claim;
import static dev.hearsay.store.Samples.counts;
import static dev.hearsay.store.Samples.produced;
import static dev.hearsay.store.Samples.statement;
import static dev.hearsay.store.Samples.story;
import static dev.hearsay.store.Samples.tombstone;
import static dev.hearsay.store.Samples.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.Act;
import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.contracts.records.EntityRef;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers find, on whichever database a subclass opens. */
abstract class QueriesContract {
    private Database database;
    private Queries queries;
    private ClaimChanges changes;
    private Writing writing;

    /** An empty database. */
    abstract Database open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        queries = new Queries(database);
        changes = new ClaimChanges(database);
        writing = new Writing(database);
    }

    @AfterEach
    void stop() {
        writing.close();
        database.close();
    }

    @Test
    void totalsAddEverythingUp() throws SQLException {
        writing.commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.stories(), story("b", StoryStatus.KILLED, Cause.KILLED)),
                produced(TOPICS.actorCounts(), counts("mira", 2, 5).build()),
                produced(
                        TOPICS.actorCounts(),
                        counts("tom", 1, 1).setNonResponses(4).build()),
                produced(TOPICS.mentionCounts(), Samples.mentions("orlin", 7, 1).build()),
                produced(TOPICS.claims(), claim("c1", "a", "mira", "one").build()),
                produced(TOPICS.claims(), claim("c2", "a", null, "two").build()),
                with(tombstone(TOPICS.claims(), "c9"), cause("b", StoryStatus.KILLED, Cause.KILLED, "mira", null)));

        Totals totals = queries.totals();
        assertThat(totals.usableStories()).isEqualTo(1);
        assertThat(totals.stories()).containsEntry(StoryStatus.KILLED, 1L);
        assertThat(totals)
                .extracting(
                        Totals::actors,
                        Totals::statements,
                        Totals::reports,
                        Totals::nonResponses,
                        Totals::claims,
                        Totals::unnamedClaims,
                        Totals::mentions,
                        Totals::outlets,
                        Totals::allRetractions)
                .containsExactly(2L, 3L, 6L, 4L, 2L, 1L, 7L, 1L, 1L);
        assertThat(queries.retractions("mira")).isEqualTo(Map.of(Cause.KILLED, 1L));
    }

    @Test
    void theTopOfAllTimeIsOrderedByTheMeasureThenById() throws SQLException {
        writing.commit(
                produced(TOPICS.actorCounts(), counts("b", 2, 9).build()),
                produced(TOPICS.actorCounts(), counts("a", 2, 3).build()),
                produced(
                        TOPICS.actorCounts(),
                        counts("c", 5, 5).setType(ActorType.ORGANIZATION).build()),
                produced(
                        TOPICS.actorCounts(),
                        counts("d", 0, 0).setNonResponses(1).build()),
                produced(
                        TOPICS.actorCountsByOutlet(),
                        counts("a", 2, 2).setOutlet("Post").build()),
                produced(
                        TOPICS.actorCountsByOutlet(),
                        counts("a", 1, 1).setOutlet("Gazette").build()),
                produced(
                        TOPICS.actorCountsByOutlet(),
                        counts("b", 2, 9).setOutlet("Post").build()),
                produced(
                        TOPICS.actorCountsByOutlet(),
                        counts("", 4, 4).setOutlet("Post").build()));

        assertThat(ids(queries.top(TopQuery.by(Measure.STATEMENTS, 10)))).containsExactly("c", "a", "b");
        assertThat(ids(queries.top(TopQuery.by(Measure.REPORTS, 2)))).containsExactly("b", "c");
        assertThat(ids(queries.top(TopQuery.by(Measure.NON_RESPONSES, 10)))).containsExactly("d");
        assertThat(ids(queries.top(TopQuery.by(Measure.OUTLETS, 10)))).containsExactly("a", "b");
        assertThat(ids(queries.top(TopQuery.by(Measure.STATEMENTS, 10).of(ActorType.ORGANIZATION))))
                .containsExactly("c");
        assertThat(ids(queries.top(TopQuery.by(Measure.STATEMENTS, 10).at("Post"))))
                .as("unnamed speakers are no actor")
                .containsExactly("a", "b");
        assertThat(queries.actor("a").orElseThrow().measures()).isEqualTo(new Measures(2, 3, 2, 3, 2, 0, 0, 0));
        assertThat(queries.actor("nobody")).isEmpty();
    }

    @Test
    void thePeriodIsTheSumOfItsHoursWhereverItBeginsAndEnds() throws SQLException {
        List<ProducerRecord<byte[], byte[]>> hours = new ArrayList<>();
        Instant start = Instant.parse("2026-11-20T00:00:00Z");
        for (int h = 0; h < 96; h++) {
            String hour = Hour.of(start.plus(Duration.ofHours(h)));
            hours.add(produced(
                    TOPICS.actorCountsHourly(), counts("a", 1, 2).setHour(hour).build()));
            hours.add(produced(
                    TOPICS.actorCountsHourly(), counts("", 5, 5).setHour(hour).build()));
        }
        writing.commit(hours);

        for (int from = 0; from < 60; from += 7) {
            for (int to = from; to < 96; to += 5) {
                Period period = new Period(
                        Hour.of(start.plus(Duration.ofHours(from))), Hour.of(start.plus(Duration.ofHours(to))));
                List<ActorTotal> top =
                        queries.top(TopQuery.by(Measure.STATEMENTS, 5).in(period));
                long expected = to - from;
                assertThat(top.stream()
                                .mapToLong(t -> t.measures().statements())
                                .sum())
                        .as("%s", period)
                        .isEqualTo(expected);
                assertThat(queries.hours("a", Optional.of(period))).hasSize((int) expected);
            }
        }
        assertThat(queries.days("a", Optional.of(Period.days(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 22)))))
                .extracting(MeasuresAt::at, day -> day.measures().reports())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("2026-11-21", 48L),
                        org.assertj.core.groups.Tuple.tuple("2026-11-22", 48L));
        assertThat(queries.hoursOfAll(Period.days(LocalDate.of(2026, 11, 21), LocalDate.of(2026, 11, 21))))
                .hasSize(24)
                .allSatisfy(hour -> assertThat(hour.measures().statements()).isEqualTo(1));
    }

    @Test
    void inOneOutletAStatementCountsInItsEarliestHourThere() throws SQLException {
        writing.commit(
                produced(TOPICS.statements(), statement("a", "one", "Post", "2026-11-23T10Z")),
                produced(
                        TOPICS.statements(),
                        dev.hearsay.contracts.records.Statement.newBuilder(
                                        statement("a", "two", "Post", "2026-11-22T10Z"))
                                .setReports(2)
                                .setCells(List.of(
                                        new dev.hearsay.contracts.records.StatementCell(
                                                "2026-11-22T10Z", "Post", ClaimType.INDIRECT, 1L),
                                        new dev.hearsay.contracts.records.StatementCell(
                                                "2026-11-23T11Z", "Post", ClaimType.DIRECT, 1L)))
                                .build()));
        Period day = Period.days(LocalDate.of(2026, 11, 23), LocalDate.of(2026, 11, 23));

        assertThat(queries.top(TopQuery.by(Measure.STATEMENTS, 5).in(day).at("Post")))
                .singleElement()
                .satisfies(total -> {
                    assertThat(total.measures().statements()).isEqualTo(1);
                    assertThat(total.measures().reports()).isEqualTo(2);
                });
        Period before = Period.before("2026-11-23T00Z");
        assertThat(queries.top(TopQuery.by(Measure.DIRECT, 5).in(before).at("Post")))
                .singleElement()
                .satisfies(total -> assertThat(total.measures().statements()).isEqualTo(1));
        assertThat(queries.top(TopQuery.by(Measure.STATEMENTS, 5).in(day).at("Gazette")))
                .isEmpty();
    }

    @Test
    void claimsAreFilteredByEverythingThatAFilterNames() throws SQLException {
        writing.commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.stories(), story("k", StoryStatus.KILLED, Cause.KILLED)),
                produced(
                        TOPICS.claims(),
                        claim("c1", "a", "mira", "The harbor opens").build()),
                produced(
                        TOPICS.claims(),
                        claim("c2", "a", "tom", "The bridge closes")
                                .setOutlet("Gazette")
                                .build()),
                produced(
                        TOPICS.claims(),
                        claim("c3", "a", null, "No comment")
                                .setAct(Act.NON_RESPONSE)
                                .setType(ClaimType.INDIRECT)
                                .setAbout(List.of())
                                .build()),
                produced(TOPICS.claims(), claim("c4", "k", "mira", "gone").build()));

        assertThat(find(ClaimFilter.ALL)).containsExactly("c3", "c2", "c1");
        assertThat(find(ClaimFilter.ALL.ofActor("mira"))).containsExactly("c1");
        assertThat(find(ClaimFilter.ALL.ofOutlet("Gazette"))).containsExactly("c2");
        assertThat(find(ClaimFilter.ALL.about("orlin"))).containsExactly("c2", "c1");
        assertThat(find(ClaimFilter.ALL.withAct(Act.NON_RESPONSE))).containsExactly("c3");
        assertThat(find(ClaimFilter.ALL.withType(ClaimType.DIRECT))).containsExactly("c2", "c1");
        assertThat(find(ClaimFilter.ALL.withText("bridge"))).containsExactly("c2");
        assertThat(find(ClaimFilter.ALL.withText("THE").ofActor("mira"))).containsExactly("c1");
        assertThat(find(ClaimFilter.ALL.withText("  "))).hasSize(3);
        assertThat(find(ClaimFilter.ALL.withText("' OR 1=1 -- \" * NEAR("))).isEmpty();
        assertThat(find(ClaimFilter.ALL.in(Period.since("2026-11-23T12Z")))).hasSize(3);
        assertThat(find(ClaimFilter.ALL.in(Period.before("2026-11-23T12Z")))).isEmpty();
        assertThat(find(ClaimFilter.ALL.ofStory("wire:k"))).as("killed").isEmpty();
        assertThat(queries.claim("c4")).isEmpty();
        ClaimRow claim = queries.claim("c1").orElseThrow();
        assertThat(claim.content()).containsExactly(new TextSpan(10, 20), new TextSpan(30, 40));
        assertThat(claim.about()).containsExactly(new NamedEntity("orlin", "Orlin", ActorType.PLACE));
        assertThat(claim.actor()).contains(new NamedEntity("mira", "MIRA", ActorType.PERSON));
        assertThat(claim.counted()).isTrue();
    }

    @Test
    void searchesFindPageByPageWhatLookingAtEveryClaimFinds() throws SQLException {
        Random random = new Random(3);
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            claims.add(anyClaim("c" + i, random));
        }
        write(claims);
        for (int i = 0; i < 60; i++) {
            int changed = random.nextInt(claims.size());
            claims.set(changed, anyClaim(claims.get(changed).getClaimId(), random));
            write(List.of(claims.get(changed)));
            Claim gone = claims.remove(random.nextInt(claims.size()));
            writing.commit(tombstone(TOPICS.claims(), gone.getClaimId()));
        }
        int found = 0;
        for (int i = 0; i < 300; i++) {
            ClaimFilter filter = anySearch(random);
            List<String> expected = claims.stream()
                    .filter(claim -> matches(filter, claim))
                    .sorted(Comparator.comparing(Claim::getTime)
                            .thenComparing(Claim::getClaimId)
                            .reversed())
                    .map(Claim::getClaimId)
                    .toList();
            List<String> pages = new ArrayList<>();
            Optional<String> next = Optional.empty();
            do {
                Page<ClaimRow> page = queries.claims(filter, next, 3);
                page.rows().forEach(row -> pages.add(row.claimId()));
                next = page.next();
            } while (next.isPresent());
            assertThat(pages).as("%s", filter).isEqualTo(expected);
            found += expected.size();
        }
        assertThat(found).isGreaterThan(1_000);
    }

    private void write(List<Claim> claims) throws SQLException {
        writing.commit(claims.stream().map(c -> produced(TOPICS.claims(), c)).toList());
    }

    private static Claim anyClaim(String id, Random random) {
        String words = IntStream.range(0, 4)
                .mapToObj(i -> "word" + (int) (8 * Math.pow(random.nextDouble(), 2)))
                .collect(Collectors.joining(" "));
        // few times, some of them in the same second, some before 1970
        Instant time = Instant.ofEpochMilli(
                (random.nextInt(4) - 2) * 86_400_000L + random.nextInt(3) * 1_000L + random.nextInt(3) * 400L);
        String actor = random.nextInt(6) == 0 ? null : "actor " + random.nextInt(3);
        return claim(id, "d" + random.nextInt(30), actor, words)
                .setOutlet("Outlet " + random.nextInt(3))
                .setAct(random.nextBoolean() ? Act.STATEMENT : Act.NON_RESPONSE)
                .setType(random.nextBoolean() ? ClaimType.DIRECT : ClaimType.MIXED)
                .setAbout(List.of(new EntityRef("place " + random.nextInt(3), "Place", ActorType.PLACE)))
                .setTime(time)
                .setHour(Hour.of(time))
                .build();
    }

    private static ClaimFilter anySearch(Random random) {
        ClaimFilter filter = ClaimFilter.ALL.withText(
                random.nextInt(12) == 0
                        ? "word0 —"
                        : "WORD" + random.nextInt(8) + (random.nextBoolean() ? " word" + random.nextInt(3) : ""));
        filter = random.nextInt(3) == 0 ? filter.ofActor("actor " + random.nextInt(4)) : filter;
        filter = random.nextInt(3) == 0 ? filter.ofOutlet("Outlet " + random.nextInt(4)) : filter;
        filter = random.nextInt(4) == 0 ? filter.about("place " + random.nextInt(4)) : filter;
        filter = random.nextInt(4) == 0 ? filter.withAct(Act.NON_RESPONSE) : filter;
        filter = random.nextInt(4) == 0 ? filter.withType(ClaimType.DIRECT) : filter;
        filter = random.nextInt(9) == 0 ? filter.ofStory(Samples.story("d" + random.nextInt(30))) : filter;
        return switch (random.nextInt(4)) {
            case 0 -> filter.in(Period.since("1970-01-01T00Z"));
            case 1 -> filter.in(Period.before("1970-01-02T00Z"));
            default -> filter;
        };
    }

    private static boolean matches(ClaimFilter filter, Claim claim) {
        return Arrays.stream(filter.text()
                                .orElseThrow()
                                .toLowerCase(Locale.ROOT)
                                .split(" "))
                        .filter(word -> !word.equals("—"))
                        .allMatch(List.of(claim.getContentText().split(" "))::contains)
                && filter.actor().stream().allMatch(id -> claim.getActorId().equals(Optional.of(id)))
                && filter.outlet().stream().allMatch(claim.getOutlet()::equals)
                && filter.entity().stream().allMatch(claim.getAbout().get(0).getEntityId()::equals)
                && filter.act().stream().allMatch(claim.getAct()::equals)
                && filter.type().stream().allMatch(claim.getType()::equals)
                && filter.story().stream().allMatch(claim.getStoryId()::equals)
                && filter.period().stream()
                        .allMatch(period -> claim.getHour().compareTo(period.from()) >= 0
                                && claim.getHour().compareTo(period.to()) < 0);
    }

    @Test
    void aWordFindsItsFormsUnlessItStandsInQuotationMarks() throws SQLException {
        List<String> texts = List.of(
                "both hospitals will close",
                "the hospital is closed",
                "closing the hospital's doors",
                "a new hospital: the city's pride",
                "new to it is this hospital of three cities",
                "the hospitality of the U.S. news");
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            claims.add(claim("c" + i, "a", "mira", texts.get(i)).build());
        }
        write(claims);
        List<String> searches = List.of(
                "hospital",
                "Hospitals",
                "hospitals’",
                "hospitals close",
                "closing \"hospital\"",
                "\"hospitals\"",
                "\"new hospital\"",
                "new hospitals, cities",
                "city OR hospital",
                "U.S. new",
                "U.S. news",
                "'\\ & | ! hospitals:* ()",
                "hospital* \"");
        List<List<String>> found = searches.stream()
                .map(words -> find(ClaimFilter.ALL.withText(words)))
                .toList();
        assertThat(found)
                .containsExactly(
                        List.of("c4", "c3", "c2", "c1", "c0"),
                        List.of("c4", "c3", "c2", "c1", "c0"),
                        List.of("c4", "c3", "c2", "c1", "c0"),
                        List.of("c2", "c1", "c0"),
                        List.of("c2", "c1"),
                        List.of("c0"),
                        List.of("c3"),
                        List.of("c4", "c3"),
                        List.of(),
                        List.of(),
                        List.of("c5"),
                        List.of("c4", "c3", "c2", "c1", "c0"),
                        List.of("c4", "c3", "c2", "c1", "c0"));
        for (int i = 0; i < searches.size(); i++) {
            SearchWords words = SearchWords.of(searches.get(i));
            assertThat(claims.stream()
                            .filter(claim -> words.occurIn(claim.getContentText(), claim.getSourceText()))
                            .map(Claim::getClaimId))
                    .as("a follower, %s", searches.get(i))
                    .containsExactlyInAnyOrderElementsOf(found.get(i));
        }
    }

    @Test
    void aSearchForNoWordFindsNothing() throws SQLException {
        write(List.of(claim("c1", "a", "mira", "one").build()));
        assertThat(find(ClaimFilter.ALL.withText("—"))).isEmpty();
        assertThat(find(ClaimFilter.ALL.withText("—").ofActor("mira"))).isEmpty();
    }

    @Test
    void claimsOfAbsurdTimesAreKeptAndFound() throws SQLException {
        write(List.of(
                claim("c1", "a", "mira", "one")
                        .setTime(Instant.ofEpochMilli(Long.MAX_VALUE))
                        .build(),
                claim("c2", "a", "mira", "one").build(),
                claim("c3", "a", "mira", "one")
                        .setTime(Instant.ofEpochMilli(Long.MIN_VALUE))
                        .build()));
        assertThat(find(ClaimFilter.ALL.withText("one"))).containsExactly("c1", "c2", "c3");
    }

    @Test
    void pagesNeitherLoseNorRepeatClaimsWhileNewOnesArrive() throws SQLException {
        List<ProducerRecord<byte[], byte[]>> first = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            first.add(produced(
                    TOPICS.claims(),
                    claim("c%03d".formatted(i), "a", "mira", "words " + i)
                            .setTime(Samples.NOON.plusSeconds(i / 10))
                            .build()));
        }
        writing.commit(first);
        List<String> seen = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Page<ClaimRow> page = queries.claims(ClaimFilter.ALL.ofActor("mira"), after, 17);
            page.rows().forEach(row -> seen.add(row.claimId()));
            after = page.next();
            writing.commit(produced(
                    TOPICS.claims(),
                    claim("n" + seen.size(), "a", "mira", "newer")
                            .setTime(Samples.NOON.plusSeconds(3_600))
                            .build()));
        } while (after.isPresent());

        assertThat(seen).hasSize(250).doesNotHaveDuplicates();
        assertThatThrownBy(() -> queries.claims(ClaimFilter.ALL, Optional.of("nonsense"), 10))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> queries.claims(ClaimFilter.ALL, Optional.empty(), 5_000))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anActorsClaimsIncludeThoseOfItsAliases() throws SQLException {
        writing.commit(
                produced(TOPICS.claims(), claim("c1", "a", "mira vale", "one").build()),
                produced(TOPICS.claims(), claim("c2", "a", "m vale", "two").build()),
                new ProducerRecord<>(
                        TOPICS.aliases().name(),
                        "m vale".getBytes(StandardCharsets.UTF_8),
                        Samples.bytes(TOPICS.aliases(), new Alias("M. Vale", "mira vale", null))));

        assertThat(queries.namesOf("mira vale")).containsExactly("mira vale", "m vale");
        assertThat(find(ClaimFilter.ALL.ofActor("mira vale"))).containsExactly("c2", "c1");
        assertThat(find(ClaimFilter.ALL.ofActor("m vale")))
                .as("that name is another's")
                .isEmpty();
        assertThat(changes.ofActor("mira vale", Long.MAX_VALUE, Optional.empty(), 10))
                .hasSize(2);

        writing.commit(tombstone(TOPICS.aliases(), "m vale"));
        assertThat(find(ClaimFilter.ALL.ofActor("m vale"))).containsExactly("c2");
    }

    @Test
    void followersReadEveryChangeOnceAndOnlyTheLatestHasTheClaim() throws SQLException {
        writing.commit(produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)));
        long start = changes.latest();
        writing.commit(
                with(
                        produced(
                                TOPICS.claims(), claim("c1", "a", "mira", "one").build()),
                        cause("a", StoryStatus.USABLE, Cause.NEW)),
                with(
                        produced(TOPICS.claims(), claim("c1", "a", "tom", "one").build()),
                        cause("a", StoryStatus.USABLE, Cause.REVISED)));

        List<ClaimChange> seen = changes.after(start, 1);
        seen = new ArrayList<>(seen);
        seen.addAll(changes.after(seen.get(0).id(), 100));
        assertThat(seen).extracting(ClaimChange::cause).containsExactly(Cause.NEW, Cause.REVISED);
        assertThat(seen).extracting(ClaimChange::retraction).containsExactly(false, true);
        assertThat(seen.get(0).claim()).isEmpty();
        assertThat(seen.get(1).claim().orElseThrow().actor().orElseThrow().id()).isEqualTo("tom");
        assertThat(seen.get(1).before().orElseThrow().actorId()).contains("mira");
        assertThat(seen.get(1).content()).contains("one");
        assertThat(changes.latest()).isEqualTo(seen.get(1).id());

        writing.commit(with(tombstone(TOPICS.claims(), "c1"), cause("a", StoryStatus.KILLED, Cause.KILLED)));
        assertThat(changes.ofClaim("c1")).extracting(ClaimChange::content).containsOnly(Optional.empty());
        assertThat(changes.ofStory("wire:a")).hasSize(3);
        assertThat(changes.ofActor("mira", Long.MAX_VALUE, Optional.empty(), 10))
                .hasSize(2);
        assertThat(changes.ofActor("tom", changes.latest(), Optional.empty(), 10))
                .hasSize(1);

        Optional<Instant> first = Optional.of(seen.get(0).changed());
        Optional<Instant> later = first.map(time -> time.plusMillis(1));
        assertThat(changes.latest(Long.MAX_VALUE, first, false, 10)).isEmpty();
        assertThat(changes.latest(Long.MAX_VALUE, later, false, 10))
                .contains(changes.ofClaim("c1").get(0));
        assertThat(changes.ofActor("mira", Long.MAX_VALUE, first, 10)).isEmpty();
        assertThat(changes.ofActor("mira", Long.MAX_VALUE, later, 10)).isNotEmpty();
        Optional<Instant> taken = Optional.of(seen.get(1).changed());
        assertThat(changes.takenFrom("mira", Long.MAX_VALUE, taken, 10)).isEmpty();
        assertThat(changes.takenFrom("mira", Long.MAX_VALUE, taken.map(time -> time.plusMillis(1)), 10))
                .hasSize(1);
        assertThat(changes.latest(Long.MAX_VALUE, taken, true, 10)).isEmpty();
    }

    @Test
    void theDumpOfCountsHasOneOrderWhateverTheOrderOfWriting() throws SQLException {
        writing.commit(
                produced(TOPICS.actorCounts(), counts("élan", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("zeta", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("Zeta", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("a b", 1, 1).build()),
                produced(TOPICS.actorCounts(), counts("ab", 1, 1).build()),
                produced(
                        TOPICS.actorCountsHourly(),
                        counts("zeta", 1, 1).setHour("2026-11-23T12Z").build()),
                produced(
                        TOPICS.actorCountsHourly(),
                        counts("zeta", 1, 1).setHour("2026-11-22T12Z").build()),
                produced(TOPICS.mentionCounts(), Samples.mentions("orlin", 3, 1).build()));
        List<CountRow> rows = new ArrayList<>();
        queries.counts(rows::add);

        assertThat(rows)
                .extracting(row -> row.key().table().label() + " " + row.key().id() + " "
                        + row.key().part())
                .containsExactly(
                        "actor-counts Zeta ",
                        "actor-counts a b ",
                        "actor-counts ab ",
                        "actor-counts zeta ",
                        "actor-counts élan ",
                        "actor-counts-hourly zeta 2026-11-22T12Z",
                        "actor-counts-hourly zeta 2026-11-23T12Z",
                        "mention-counts orlin ");
        assertThat(queries.counts(List.of(rows.get(5).key(), new CountKey(CountTable.ACTOR_COUNTS, "nobody", ""))))
                .containsOnlyKeys(rows.get(5).key());
    }

    @Test
    void aResetLeavesNothingButTheSchema() throws SQLException {
        writing.commit(
                produced(TOPICS.claims(), claim("c1", "a", "mira", "one").build()),
                produced(TOPICS.actorCounts(), counts("mira", 1, 1).build()));
        Reset.run(database);

        assertThat(queries.totals().claims()).isZero();
        assertThat(changes.after(0, 10)).isEmpty();
        assertThat(queries.sinkOffsets().values()).containsOnly(-1L);
        assertThatThrownBy(() -> writing.commit(
                        produced(TOPICS.actorCounts(), counts("mira", 1, 1).build())))
                .isInstanceOf(FencedException.class);
    }

    @Test
    void storiesSayWhyTheyAreWhatTheyAre() throws SQLException {
        writing.commit(
                produced(TOPICS.stories(), story("a", StoryStatus.USABLE, Cause.NEW)),
                produced(TOPICS.stories(), story("k", StoryStatus.KILLED, Cause.KILLED)));

        assertThat(queries.story("wire:a").orElseThrow().headline()).contains("Headline of a");
        assertThat(queries.story("wire:k")).hasValueSatisfying(killed -> {
            assertThat(killed.cause()).isEqualTo(Cause.KILLED);
            assertThat(killed.headline()).isEmpty();
            assertThat(killed.url()).isEmpty();
            assertThat(killed.embargo()).isEmpty();
            assertThat(killed.time()).isEqualTo(Samples.NOON);
        });
        assertThat(queries.outlets()).containsExactly(Map.entry("Harbor Post", 1L));
    }

    private List<String> find(ClaimFilter filter) {
        return queries.claims(filter, Optional.empty(), 100).rows().stream()
                .map(ClaimRow::claimId)
                .toList();
    }

    private static List<String> ids(List<ActorTotal> totals) {
        return totals.stream().map(total -> total.actor().id()).toList();
    }
}

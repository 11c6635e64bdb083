package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.Hour;
import dev.hearsay.contracts.records.ActorType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every number against its parts, on whichever database a subclass opens. */
abstract class ExplanationsContract {
    private static final Instant START = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(4));

    private Database database;
    private Newsroom newsroom;
    private Explanations explanations;

    /** An empty database. */
    abstract Database open() throws Exception;

    @BeforeEach
    void start() throws Exception {
        database = open();
        newsroom = new Newsroom(database, 7, 12);
        explanations = new Explanations(database);
    }

    @AfterEach
    void stop() {
        newsroom.close();
        database.close();
    }

    @Test
    void everyNumberIsTheSumOfItsParts() throws Exception {
        newsroom.work(400, START, END);
        newsroom.alias(newsroom.speakers().get(3), newsroom.speakers().get(0));
        newsroom.commit();
        Random random = new Random(1);
        int above = 0;
        for (int i = 0; i < 300; i++) {
            String actor = newsroom.speakers()
                    .get(random.nextInt(newsroom.speakers().size()))
                    .id();
            Measure measure = Measure.values()[random.nextInt(Measure.values().length)];
            Optional<Period> period = random.nextBoolean() ? Optional.empty() : Optional.of(period(random));
            Optional<String> outlet = random.nextBoolean() ? Optional.empty() : Optional.of("Harbor Post");
            Explanation explanation = explanations.measure(actor, measure, period, outlet, Optional.empty(), 1_000);
            String question = actor + " " + measure + " " + period + " " + outlet;
            assertThat(explanation.sum()).as(question).isEqualTo(explanation.number());
            assertThat(explanation.parts().stream()
                            .mapToLong(Explanation.Part::value)
                            .sum())
                    .as(question)
                    .isEqualTo(explanation.number());
            assertThat(explanation.parts()).as(question).allMatch(part -> part.example()
                    .isPresent());
            above += explanation.number() > 0 ? 1 : 0;
        }
        assertThat(above).isGreaterThan(100);
    }

    @Test
    void everyNumberOfMentionsIsTheSumOfItsStories() throws Exception {
        newsroom.work(200, START, END);
        Random random = new Random(2);
        for (String entity :
                List.of("orlin", "varga", newsroom.speakers().get(0).id())) {
            for (Optional<Period> period : List.of(Optional.<Period>empty(), Optional.of(period(random)))) {
                Explanation explanation = explanations.mentions(entity, period, Optional.empty(), 1_000);
                assertThat(explanation.sum()).isEqualTo(explanation.number());
            }
            assertThat(explanations
                            .mentions(entity, Optional.empty(), Optional.empty(), 1)
                            .number())
                    .isPositive();
        }
    }

    @Test
    void pagesBringEveryPartOnce() throws Exception {
        newsroom.work(300, START, END);
        String actor = newsroom.speakers().get(0).id();
        List<String> keys = new ArrayList<>();
        Optional<String> next = Optional.empty();
        long number;
        do {
            Explanation page =
                    explanations.measure(actor, Measure.REPORTS, Optional.empty(), Optional.empty(), next, 7);
            page.parts().forEach(part -> keys.add(part.key()));
            next = page.next();
            number = page.number();
        } while (next.isPresent());
        assertThat(keys).hasSize((int) number).doesNotHaveDuplicates();
    }

    @Test
    void whatWasTakenBackIsListedWithItsCause() throws Exception {
        String story = newsroom.publish("one", START, "Harbor Post", List.of(said(0)));
        newsroom.commit();
        newsroom.kill(story);
        newsroom.commit();
        Explanation explanation = explanations.measure(
                newsroom.speakers().get(0).id(),
                Measure.STATEMENTS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
        assertThat(explanation.number()).isZero();
        assertThat(explanation.retractions()).isEqualTo(1);
        assertThat(explanation.retracted()).singleElement().satisfies(change -> {
            assertThat(change.cause()).hasToString("KILLED");
            assertThat(change.content()).isEmpty();
        });
    }

    @Test
    void saysWhenAStageIsBehind() throws Exception {
        newsroom.publish("one", START, "Harbor Post", List.of(said(0)));
        newsroom.commitWithoutCounts();
        Explanation explanation = explanations.measure(
                newsroom.speakers().get(0).id(),
                Measure.STATEMENTS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                10);
        assertThat(explanation.settled()).isFalse();
        assertThat(explanation.sum()).isEqualTo(1);
        assertThat(explanation.number()).isZero();
    }

    @Test
    void theFirstOfAPeriodAreThoseWhoseClaimsAddUpToMost() throws Exception {
        newsroom.work(500, START, START.plus(Duration.ofDays(90)));
        newsroom.alias(newsroom.speakers().get(2), newsroom.speakers().get(1));
        newsroom.commit();
        assertFirstOfPeriods(100, 0);
        assertFirstOfPeriods(20, TopOfPeriod.FEW_CELLS);
        for (String story : newsroom.storyIds().subList(0, 150)) {
            newsroom.kill(story);
        }
        newsroom.commit();
        assertFirstOfPeriods(50, 0);
    }

    /** @param fewCells so many cells of an outlet are added up */
    private void assertFirstOfPeriods(int questions, int fewCells) {
        Queries queries = new Queries(database);
        Random random = new Random(4);
        int found = 0;
        for (int i = 0; i < questions; i++) {
            Instant from = START.plus(Duration.ofHours(random.nextInt(40 * 24)));
            Period period = new Period(Hour.of(from), Hour.of(from.plus(Duration.ofHours(random.nextInt(70 * 24)))));
            Measure by = List.of(
                            Measure.STATEMENTS, Measure.REPORTS, Measure.ARTICLES, Measure.MIXED, Measure.NON_RESPONSES)
                    .get(random.nextInt(5));
            TopQuery first = TopQuery.by(by, 1 + random.nextInt(4)).in(period);
            Optional<ActorType> type = random.nextInt(3) == 0 ? Optional.of(ActorType.ORGANIZATION) : Optional.empty();
            Optional<String> outlet = random.nextBoolean() ? Optional.of("Harbor Post") : Optional.empty();
            TopQuery typed = type.map(first::of).orElse(first);
            TopQuery query = outlet.map(typed::at).orElse(typed);
            List<String> expected = newsroom.speakers().stream()
                    .filter(speaker -> type.isEmpty() || speaker.type() == type.get())
                    .map(speaker -> Map.entry(
                            speaker.id(),
                            explanations
                                    .measure(speaker.id(), by, Optional.of(period), outlet, Optional.empty(), 1)
                                    .sum()))
                    .filter(sum -> sum.getValue() > 0)
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(Object::toString)
                    .toList();
            List<String> pages = new ArrayList<>();
            List<ActorTotal> page = top(query, fewCells);
            while (!page.isEmpty()) {
                for (ActorTotal total : page) {
                    pages.add(total.actor().id() + "=" + total.measures().get(by));
                    assertThat(total.measures())
                            .as("%s", query)
                            .isEqualTo(queries.measures(total.actor().id(), Optional.of(period), outlet));
                }
                ActorTotal last = page.get(page.size() - 1);
                query = query.following(
                        new TopQuery.Last(last.measures().get(by), last.actor().id()));
                page = top(query, fewCells);
            }
            assertThat(pages).as("%s", query).isEqualTo(expected);
            found += pages.size();
        }
        assertThat(found).isGreaterThan(3 * questions);
    }

    private List<ActorTotal> top(TopQuery query, int fewCells) {
        return database.read(c -> TopOfPeriod.of(c, database.dialect(), query, fewCells));
    }

    @Test
    void sumsAreWhatCountingEveryRowGives() throws Exception {
        newsroom.work(300, START, END);
        newsroom.alias(newsroom.speakers().get(3), newsroom.speakers().get(0));
        newsroom.commit();
        assertSums();
        for (String story : newsroom.storyIds()) {
            newsroom.kill(story);
        }
        newsroom.commit();
        assertSums();
        assertThat(new Queries(database).totals().claims()).isZero();
        Reset.run(database);
        assertSums();
        assertThat(new Queries(database).totals().stories()).isEmpty();
    }

    private void assertSums() {
        assertSame(
                "SELECT story_id FROM unreadable_stories ORDER BY 1",
                "SELECT story_id FROM stories WHERE status <> 'USABLE' ORDER BY 1");
        assertSame(
                "SELECT claims, unnamed_claims, actors, statements, reports, non_responses, mentions FROM totals",
                "SELECT (SELECT count(*) FROM claims), (SELECT count(*) FROM claims WHERE actor_id IS NULL), count(*),"
                        + " coalesce(sum(statements), 0), coalesce(sum(reports), 0), coalesce(sum(non_responses), 0),"
                        + " (SELECT coalesce(sum(mentions), 0) FROM mention_counts) FROM actor_counts");
        assertSame(
                "SELECT status, outlet, stories FROM story_totals WHERE stories <> 0 ORDER BY 1, 2",
                "SELECT status, outlet, count(*) FROM stories GROUP BY status, outlet ORDER BY 1, 2");
        assertSame(
                "SELECT outlet, actors, statements, reports FROM outlet_totals WHERE actors <> 0 ORDER BY 1",
                "SELECT outlet, count(*), sum(statements), sum(reports) FROM actor_counts_by_outlet WHERE reports > 0"
                        + " AND actor_id <> '' GROUP BY outlet ORDER BY 1");
        assertSame(
                "SELECT actor_id, outlet, sum(kind) FROM statement_cells GROUP BY actor_id, outlet ORDER BY 1, 2",
                "SELECT actor_id, outlet, sum(direct * 3 + mixed * 2 + indirect) FROM actor_counts_by_outlet WHERE"
                        + " reports > 0 AND actor_id <> '' GROUP BY actor_id, outlet ORDER BY 1, 2");
        assertSame(
                "SELECT actor_id, month, statements, reports, articles, direct, indirect, mixed, non_responses FROM"
                        + " actor_counts_monthly ORDER BY 1, 2",
                "SELECT actor_id, substr(hour, 1, 7), " + Queries.SUMS
                        + " FROM actor_counts_hourly GROUP BY actor_id, substr(hour, 1, 7) ORDER BY 1, 2");
    }

    private void assertSame(String kept, String counted) {
        assertThat(rows(kept)).as(kept).isEqualTo(rows(counted));
    }

    private List<String> rows(String sql) {
        return database.read(c -> Sql.of(sql).list(c, row -> {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                columns.add(row.getString(i));
            }
            return columns.toString();
        }));
    }

    private Newsroom.Said said(int speaker) {
        return new Newsroom.Said(
                newsroom.speakers().get(speaker),
                dev.hearsay.contracts.records.Act.STATEMENT,
                dev.hearsay.contracts.records.ClaimType.DIRECT,
                "the bridge stands",
                List.of());
    }

    private static Period period(Random random) {
        Instant from = START.plus(Duration.ofHours(random.nextInt(80)));
        return new Period(Hour.of(from), Hour.of(from.plus(Duration.ofHours(1 + random.nextInt(60)))));
    }
}

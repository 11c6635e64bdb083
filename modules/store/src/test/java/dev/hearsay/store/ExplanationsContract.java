package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.Hour;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

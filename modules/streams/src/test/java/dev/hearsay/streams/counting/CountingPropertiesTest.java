package dev.hearsay.streams.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.streams.Wire;
import dev.hearsay.streams.counting.History.Alias;
import dev.hearsay.streams.counting.History.Cancel;
import dev.hearsay.streams.counting.History.Clock;
import dev.hearsay.streams.counting.History.Event;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold of any history of stories, through both topologies. */
class CountingPropertiesTest {
    @Provide
    Arbitrary<History> histories() {
        return History.any();
    }

    private static Counts counts(History history) {
        return counts(history, UnaryOperator.identity());
    }

    private static Counts counts(History history, UnaryOperator<Tally> posting) {
        try (CountingRig rig = new CountingRig(posting)) {
            play(history, rig);
            return rig.counts();
        }
    }

    private static void play(History history, CountingRig rig) {
        for (Event event : history.events()) {
            if (event instanceof Clock clock) {
                rig.advance(Duration.ofMinutes(clock.minutes()));
            } else if (event instanceof Alias alias) {
                rig.alias(alias.name(), alias.actorId());
            } else {
                rig.send(History.article(event, Wire.NOON));
            }
        }
        assertThat(rig.newDeadLetters()).isEmpty();
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void countsAreThoseOfABatchRecountOfTheSurvivingVersions(@ForAll("histories") History history) {
        assertThat(Recount.differences(Recount.of(history), counts(history))).isEmpty();
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyOrderAndAnyRepetitionGiveTheSameCounts(@ForAll("histories") History history, @ForAll Random random) {
        assertThat(counts(history.shuffled(random))).isEqualTo(counts(history));
    }

    /** Claims, entities and aliases lie in partitions of several topics: nothing orders them but their keys. */
    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void anyInterleavingOfClaimsEntitiesAndAliasesGivesTheSameCounts(
            @ForAll("histories") History history, @ForAll Random random) {
        try (CountingRig rig = new CountingRig()) {
            play(history, rig.hold());
            assertThat(Recount.differences(
                            Recount.of(history), rig.release(random).counts()))
                    .isEmpty();
        }
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void aKillRestoresTheCountsOfARunThatNeverSawTheStory(@ForAll("histories") History history) {
        assertThat(counts(history.then(new Cancel(0, null, null)))).isEqualTo(counts(history.without(0)));
    }

    @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
    void rowsAddUp(@ForAll("histories") History history) {
        Counts counts = counts(history);
        for (Collection<ActorCounts> rows : List.of(
                counts.actors().values(),
                counts.hours().values(),
                counts.outlets().values())) {
            assertThat(rows).allSatisfy(row -> {
                assertThat(row.getDirect() + row.getIndirect() + row.getMixed()).isEqualTo(row.getStatements());
                assertThat(row.getArticles()).isLessThanOrEqualTo(row.getReports());
            });
        }
        assertThat(counts.actors().values())
                .allSatisfy(row -> assertThat(row.getStatements()).isLessThanOrEqualTo(row.getReports()));
        assertThat(counts.outlets().values())
                .allSatisfy(row -> assertThat(row.getStatements()).isLessThanOrEqualTo(row.getReports()));
        counts.actors().forEach((actor, row) -> {
            for (ToLongFunction<ActorCounts> measure : List.<ToLongFunction<ActorCounts>>of(
                    ActorCounts::getStatements,
                    ActorCounts::getReports,
                    ActorCounts::getArticles,
                    ActorCounts::getDirect,
                    ActorCounts::getNonResponses)) {
                assertThat(counts.hours().values().stream()
                                .filter(hour -> hour.getActorId().equals(actor))
                                .mapToLong(measure)
                                .sum())
                        .isEqualTo(measure.applyAsLong(row));
            }
        });
    }

    /** Leaves out the subtractions of one measure. */
    private static UnaryOperator<Tally> without(Measure measure) {
        return delta -> delta.get(measure) < 0 ? delta.add(measure, -delta.get(measure)) : delta;
    }

    @Example
    void booksWithOneSubtractionLeftOutAreFound() {
        for (Measure measure : Measure.values()) {
            UnaryOperator<Tally> fault = without(measure);
            assertThat(histories().sampleStream().limit(200))
                    .as("subtractions of " + measure)
                    .anyMatch(history -> !Recount.differences(Recount.of(history), counts(history, fault))
                            .isEmpty());
        }
    }
}

package dev.hearsay.extract.evaluation;

import static dev.hearsay.extract.evaluation.ActorMetric.ACTORS;
import static dev.hearsay.extract.evaluation.ActorMetric.ACTOR_STATEMENTS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorScorerTest {
    private static Map<ActorMetric, Score> scores(Map<String, Integer> gold, Map<String, Integer> found) {
        return ActorScorer.score(gold, found).byMetric();
    }

    @Test
    void anActorIsFoundUnderASurnameAnAcronymOrWithoutTheInitial() {
        Map<String, Integer> gold = Map.of("Odile Farrowby", 2, "OHA", 1, "Tomas J. Ilvren", 3);
        Map<String, Integer> found = Map.of("Farrowby", 1, "Ostrel Harbor Authority", 1, "Tomas Ilvren", 4);
        assertThat(scores(gold, found))
                .containsEntry(ACTORS, new Score(3, 3, 3, 3))
                .containsEntry(ACTOR_STATEMENTS, new Score(5, 6, 5, 6));
    }

    @Test
    void anotherNameIsNotTheActor() {
        assertThat(scores(Map.of("Odile Farrowby", 2), Map.of("Mira Denholt", 9)))
                .containsEntry(ACTORS, new Score(0, 1, 0, 1))
                .containsEntry(ACTOR_STATEMENTS, new Score(0, 9, 0, 2));
    }

    @Test
    void formsOfOneNameCountTogether() {
        assertThat(scores(Map.of("Dr. Farrowby", 3), Map.of("Fárrowby’s", 1, "the FARROWBY", 1)))
                .containsEntry(ACTORS, new Score(1, 1, 1, 1))
                .containsEntry(ACTOR_STATEMENTS, new Score(2, 2, 2, 3));
    }

    @Test
    void theMostSimilarNameIsPairedFirst() {
        assertThat(scores(
                        Map.of("Odile Farrowby", 1, "Farrowby Shipping", 5),
                        Map.of("Farrowby", 5, "Odile Farrowby", 1)))
                .containsEntry(ACTOR_STATEMENTS, new Score(6, 6, 6, 6));
    }

    @Test
    void namesWithoutACounterpartAreListed() {
        ActorScores scores = ActorScorer.score(
                Map.of("Odile Farrowby", 2, "Mira Denholt", 1), Map.of("Farrowby", 1, "Prell", 1, "Carrow", 3));
        assertThat(scores.missing()).containsExactly("Mira Denholt");
        assertThat(scores.extra()).containsExactly("Carrow", "Prell");
    }
}

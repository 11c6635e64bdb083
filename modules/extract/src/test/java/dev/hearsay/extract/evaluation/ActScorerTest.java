package dev.hearsay.extract.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.Actor;
import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.ExtractedClaim;
import dev.hearsay.extract.QuoteType;
import dev.hearsay.extract.TextSpan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActScorerTest {
    private static final String TEXT = "Ostrel will pay, Farrowby said. Carrow hopes for rain this week.";
    private static final String PAY = "Ostrel will pay";
    private static final String RAIN = "rain this week";

    @Test
    void onlyClaimsThatWereFoundCount() {
        ActScores scores = ActScorer.score(
                TEXT,
                List.of(labeled(PAY, true, "name", "Odile Farrowby"), labeled(RAIN, false, "name", "Carrow")),
                List.of(found(PAY, Act.STATEMENT, "Farrowby")));
        assertThat(scores.act()).isEqualTo(new Score(1, 1, 1, 1));
        assertThat(scores.actorByForm()).containsExactly(java.util.Map.entry("name", new Score(1, 1, 1, 1)));
    }

    @Test
    void anotherActAndAnotherActorAreWrong() {
        ActScores scores = ActScorer.score(
                TEXT,
                List.of(labeled(RAIN, false, "pronoun", "Carrow")),
                List.of(found(RAIN, Act.STATEMENT, "Ostrel")));
        assertThat(scores.act()).isEqualTo(new Score(0, 1, 0, 1));
        assertThat(scores.actorByForm()).containsEntry("pronoun", new Score(0, 1, 0, 1));
    }

    @Test
    void nobodyIsRightOnlyWhereNobodyIsNamed() {
        List<LabeledClaim> unnamed = List.of(labeled(PAY, true, "nominal"));
        assertThat(ActScorer.score(TEXT, unnamed, List.of(found(PAY, Act.STATEMENT)))
                        .actorByForm())
                .containsEntry("nominal", new Score(1, 1, 1, 1));
        assertThat(ActScorer.score(TEXT, unnamed, List.of(found(PAY, Act.STATEMENT, "Ostrel")))
                        .actorByForm())
                .containsEntry("nominal", new Score(0, 1, 0, 1));
    }

    @Test
    void jointSpeakersAreRightWhenOneOfThemIs() {
        ActScores scores = ActScorer.score(
                TEXT,
                List.of(labeled(PAY, true, "name", "Odile Farrowby", "Tomas Ilvren")),
                List.of(found(PAY, Act.OTHER, "Carrow"), found(PAY, Act.STATEMENT, "Ilvren")));
        assertThat(scores.act()).isEqualTo(new Score(1, 1, 1, 1));
        assertThat(scores.actorByForm()).containsEntry("name", new Score(1, 1, 1, 1));
    }

    @Test
    void contentsThatShareLessThanHalfOfTheirTokensAreNoMatch() {
        assertThat(ActScorer.score(
                        TEXT, List.of(labeled(PAY, true, "name")), List.of(found("pay, Farrowby said", Act.STATEMENT))))
                .isEqualTo(ActScores.NONE);
    }

    private static LabeledClaim labeled(String content, boolean statement, String form, String... actors) {
        return new LabeledClaim(List.of(span(content)), statement, List.of(actors), form);
    }

    private static ExtractedClaim found(String content, Act act, String... actor) {
        return new ExtractedClaim(
                Stream.of(actor).findFirst().map(name -> new Actor(name, name, EntityType.PERSON)),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(span(content)),
                QuoteType.INDIRECT,
                act,
                List.of(),
                1,
                "",
                span(content));
    }

    private static TextSpan span(String part) {
        int start = TEXT.indexOf(part);
        return new TextSpan(start, start + part.length());
    }
}

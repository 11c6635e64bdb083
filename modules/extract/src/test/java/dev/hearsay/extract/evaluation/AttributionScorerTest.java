package dev.hearsay.extract.evaluation;

import static dev.hearsay.extract.evaluation.AttributionMetric.ATTRIBUTED;
import static dev.hearsay.extract.evaluation.AttributionMetric.ATTRIBUTED_QUOTED;
import static dev.hearsay.extract.evaluation.AttributionMetric.CONTENT_EXACT;
import static dev.hearsay.extract.evaluation.AttributionMetric.CONTENT_PARTIAL;
import static dev.hearsay.extract.evaluation.AttributionMetric.CONTENT_PARTIAL_QUOTED;
import static dev.hearsay.extract.evaluation.AttributionMetric.CONTENT_TOKENS;
import static dev.hearsay.extract.evaluation.AttributionMetric.SOURCE_ACC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.TextSpan;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionScorerTest {
    private static final String TEXT = "\uD83D\uDCF0 Mayor Odile Farrowby said that “we will win,” and left."
            + " The mayor of Carrow said that the wall will fall soon, she hopes.";
    private static final ClaimSpans WIN = claim(TEXT, "Mayor Odile Farrowby", "that “we will win,”");
    private static final ClaimSpans FALL = claim(TEXT, "The mayor of Carrow", "that the wall will fall soon");

    @Test
    void equalClaimsScoreOneOnEveryMetric() {
        List<ClaimSpans> claims = List.of(WIN, FALL);
        AttributionScores scores = AttributionScorer.score(TEXT, claims, claims);
        assertThat(scores.byMetric())
                .hasSize(AttributionMetric.values().length)
                .allSatisfy((metric, score) ->
                        assertThat(score.f1()).isEqualTo(metric == AttributionMetric.CUE_TOKENS ? 0.0 : 1.0));
        assertThat(scores.of(ATTRIBUTED)).isEqualTo(new Score(2, 2, 2, 2));
    }

    @Test
    void nothingFoundScoresZero() {
        assertThat(AttributionScorer.score(TEXT, List.of(WIN), List.of()).of(CONTENT_TOKENS))
                .isEqualTo(new Score(0, 0, 0, 7))
                .extracting(Score::precision, Score::recall, Score::f1)
                .containsExactly(0.0, 0.0, 0.0);
    }

    @Test
    void punctuationAroundTheWordsDoesNotMatterToAnExactMatch() {
        ClaimSpans words = claim(TEXT, "Farrowby", "that", "we will win");
        assertThat(score(List.of(WIN), List.of(words)).of(CONTENT_EXACT).f1()).isEqualTo(1);
        ClaimSpans withoutThat = claim(TEXT, "Farrowby", "“we will win,”");
        assertThat(score(List.of(WIN), List.of(withoutThat)).of(CONTENT_EXACT).f1())
                .isZero();
        assertThat(score(List.of(WIN), List.of(withoutThat)).of(CONTENT_PARTIAL).f1())
                .isEqualTo(1);
    }

    @Test
    void halfOfTheTokensIsEnoughForAMatchAndLessIsNot() {
        ClaimSpans three = claim(TEXT, "The mayor of Carrow", "wall will fall");
        ClaimSpans two = claim(TEXT, "The mayor of Carrow", "wall will");
        assertThat(score(List.of(FALL), List.of(three)).of(CONTENT_PARTIAL).f1())
                .isEqualTo(1);
        assertThat(score(List.of(FALL), List.of(two)).of(CONTENT_PARTIAL).f1()).isZero();
    }

    @Test
    void aGoldClaimIsMatchedOnceByTheFoundClaimMostLikeIt() {
        ClaimSpans shorter = claim(TEXT, "The mayor of Carrow", "the wall will fall soon");
        AttributionScores scores = score(List.of(FALL), List.of(shorter, FALL));
        assertThat(scores.of(CONTENT_PARTIAL)).isEqualTo(new Score(1, 2, 1, 1));
        assertThat(scores.of(CONTENT_EXACT)).isEqualTo(new Score(1, 2, 1, 1));
    }

    @Test
    void amongEquallyLikeClaimsTheOneWithTheSameSourceIsMatched() {
        ClaimSpans another = claim(TEXT, "Farrowby", "that the wall will fall soon");
        assertThat(score(List.of(FALL), List.of(another, FALL)).of(ATTRIBUTED)).isEqualTo(new Score(1, 2, 1, 1));
        assertThat(score(List.of(FALL), List.of(another)).of(ATTRIBUTED).correctGold())
                .isZero();
        assertThat(score(List.of(FALL), List.of(another)).of(SOURCE_ACC)).isEqualTo(new Score(0, 1, 0, 1));
    }

    @Test
    void sourcesAgreeByATellingWordOnly() {
        String text = "President Odile said it is over now. The president left. She said more.";
        List<ClaimSpans> gold = List.of(claim(text, "President Odile", "it is over now"));
        assertThat(attributed(text, gold, claim(text, "President", "it is over now")))
                .as("a title before a capitalized word, against a name")
                .isZero();
        List<ClaimSpans> determined = List.of(claim(text, "The president", "it is over now"));
        assertThat(attributed(text, determined, claim(text, "The", "it is over now")))
                .as("a determiner, against a title that stands for a name")
                .isZero();
        List<ClaimSpans> pronoun = List.of(claim(text, "She", "it is over now"));
        assertThat(attributed(text, pronoun, claim(text, "She", "it is over now")))
                .isEqualTo(1);
        List<ClaimSpans> none = List.of(claim(text, "", "it is over now"));
        assertThat(attributed(text, none, claim(text, "", "it is over now"))).isEqualTo(1);
        assertThat(attributed(text, none, claim(text, "Odile", "it is over now")))
                .isZero();
    }

    @Test
    void claimsWithoutContentAreLeftOutAndCounted() {
        ClaimSpans space = new ClaimSpans(List.of(), List.of(), List.of(new TextSpan(1, 2)));
        ClaimSpans beyond = new ClaimSpans(List.of(), List.of(), List.of(new TextSpan(5000, 5001)));
        AttributionScores scores = score(List.of(space, WIN), List.of(beyond, space, WIN));
        assertThat(scores.of(ATTRIBUTED)).isEqualTo(new Score(1, 1, 1, 1));
        assertThat(scores.goldWithoutContent()).isEqualTo(1);
        assertThat(scores.foundWithoutContent()).isEqualTo(2);
    }

    @Test
    void onlyQuotationsCountAmongTheQuoted() {
        AttributionScores scores = score(List.of(WIN, FALL), List.of(WIN, FALL));
        assertThat(scores.of(CONTENT_PARTIAL_QUOTED)).isEqualTo(new Score(1, 1, 1, 1));
        assertThat(scores.of(ATTRIBUTED_QUOTED)).isEqualTo(new Score(1, 1, 1, 1));
    }

    @Test
    void aQuotationIsDirectByItsEdgesOrThreeQuotedWords() {
        assertThat(direct("He said “go now”.", "go now")).isTrue();
        assertThat(direct("He said ''go now.''", "''go now.''")).isTrue();
        assertThat(direct("He said ''go now''", "go now")).isTrue();
        assertThat(direct("He said that the \"very big house\" fell down", "that the \"very big house\" fell down"))
                .isTrue();
        assertThat(direct("He said that the \"big house\" fell down", "that the \"big house\" fell down"))
                .isFalse();
        assertThat(direct("“Go,” he said, adding that it's the dog's house", "that it's the dog's house"))
                .isFalse();
    }

    @Test
    void scoresOfTextsAddUp() {
        AttributionScores one = score(List.of(WIN), List.of());
        AttributionScores both = one.plus(score(List.of(FALL), List.of(FALL)));
        assertThat(both.of(ATTRIBUTED)).isEqualTo(new Score(1, 1, 1, 2));
        assertThat(both.tokens()).isEqualTo(2 * one.tokens());
    }

    private static AttributionScores score(List<ClaimSpans> gold, List<ClaimSpans> found) {
        return AttributionScorer.score(TEXT, gold, found);
    }

    private static int attributed(String text, List<ClaimSpans> gold, ClaimSpans found) {
        return AttributionScorer.score(text, gold, List.of(found))
                .of(ATTRIBUTED)
                .correctGold();
    }

    private static boolean direct(String text, String content) {
        return AttributionScorer.score(text, List.of(claim(text, "", content)), List.of())
                        .of(CONTENT_PARTIAL_QUOTED)
                        .gold()
                == 1;
    }

    private static ClaimSpans claim(String text, String source, String... content) {
        return new ClaimSpans(
                source.isEmpty() ? List.of() : List.of(span(text, source)),
                List.of(),
                Arrays.stream(content).map(words -> span(text, words)).toList());
    }

    private static TextSpan span(String text, String words) {
        int start = text.codePointCount(0, text.indexOf(words));
        return new TextSpan(start, start + words.codePointCount(0, words.length()));
    }
}

package dev.hearsay.extract.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.mentions.TidyNames;
import dev.hearsay.extract.text.Document;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleCheckedSpansTest {
    private static final Lexicon LEXICON = Lexicon.bundled();

    private static FoundClaim claim(TokenSpan source, TokenSpan cue, TokenSpan... content) {
        return new FoundClaim(List.of(source), List.of(cue), List.of(content), Optional.empty(), 0.9, "network");
    }

    private static List<FoundClaim> checked(String text, List<Mention> mentions, FoundClaim... claims) {
        SpanFinder finder = document -> new FoundSpans(mentions, List.of(claims));
        TidyNames names = new TidyNames(document -> List.of(), LEXICON);
        return new RuleCheckedSpans(finder, names, new ReportingClauses(LEXICON))
                .find(Document.of(text))
                .claims();
    }

    @Test
    void aCueInsideTheQuotationIsReplacedByTheCueClauseBesideIt() {
        // 0: title . 2: “ I was asked whether we go , ” Orten said .
        String text = "Title\n\n\u201CI was asked whether we go,\u201D Orten said.";
        Mention orten = new Mention(10, 11, EntityType.PERSON);
        FoundClaim wrong = claim(new TokenSpan(2, 3), new TokenSpan(3, 5), new TokenSpan(5, 10));
        List<FoundClaim> claims = checked(text, List.of(orten), wrong);
        assertThat(claims).hasSize(1);
        assertThat(claims.get(0).cue()).containsExactly(new TokenSpan(11, 12));
        assertThat(claims.get(0).content()).containsExactly(new TokenSpan(1, 10));
    }

    @Test
    void theFirstOfJointSpeakersIsNotLost() {
        String text = "Title\n\nNordal and Orsel said that ships wait.";
        List<Mention> mentions =
                List.of(new Mention(1, 2, EntityType.ORGANIZATION), new Mention(3, 4, EntityType.ORGANIZATION));
        FoundClaim half = claim(new TokenSpan(3, 4), new TokenSpan(4, 5), new TokenSpan(5, 8));
        assertThat(checked(text, mentions, half).get(0).source()).containsExactly(new TokenSpan(1, 4));
    }

    @Test
    void contentsEndWithTheirParagraphs() {
        String text = "Title\n\nOrten said:\n\nShips wait.\n\nMen wait.";
        FoundClaim across = claim(new TokenSpan(1, 2), new TokenSpan(2, 3), new TokenSpan(4, 10));
        assertThat(checked(text, List.of(), across).get(0).content())
                .containsExactly(new TokenSpan(4, 7), new TokenSpan(7, 10));
    }

    @Test
    void whatTheFinderMissedIsNotAdded() {
        assertThat(checked("Title\n\nOrten said ships wait.", List.of(new Mention(1, 2, EntityType.PERSON))))
                .isEmpty();
    }
}

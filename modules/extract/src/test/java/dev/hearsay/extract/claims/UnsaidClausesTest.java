package dev.hearsay.extract.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsaidClausesTest {
    private static final String HEADLINE = "Ostrel waits\n\n";

    private static List<String> unsaid(String body) {
        Document document = Document.of(HEADLINE + body);
        return new UnsaidClauses(Lexicon.bundled())
                .find(document, List.of()).stream()
                        .map(claim -> claim.act().orElseThrow() + ": " + text(document, claim.source()) + "/"
                                + text(document, claim.cue()) + "/" + text(document, claim.content()))
                        .toList();
    }

    private static String text(Document document, List<TokenSpan> spans) {
        return spans.isEmpty()
                ? ""
                : document.text(spans.get(0).start(), spans.get(0).end());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The mayor declined to comment on the plan. | The mayor/declined to comment",
                "Prell did not immediately respond to a call. | Prell/did not immediately respond",
                "The firm's lawyer could not be reached. | The firm's lawyer/could not be reached",
                "On Monday, the harbor office refused to say why. | the harbor office/refused to say",
            })
    void silenceHasNoContent(String body, String expected) {
        assertThat(unsaid(body)).containsExactly("NON_RESPONSE: " + expected + "/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The council is expected to announce a new plan.",
                "The council was expected to announce a new plan"
            })
    void whatIsExpectedToBeSaidIsAnticipated(String body) {
        assertThat(unsaid(body)).containsExactly("ANTICIPATED: The council/expected to announce/a new plan");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The mayor did not say the wall would fall.",
                "“She declined to comment,” it says in the minutes.",
                "The price is expected to rise.",
                "The mayor said the wall would fall.",
                "Declined to comment",
            })
    void nothingElseIsUnsaid(String body) {
        assertThat(unsaid(body)).isEmpty();
    }
}

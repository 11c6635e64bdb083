package dev.hearsay.extract.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.text.Document;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignedQuotationsTest {
    private static final String HEADLINE = "Ostrel answers\n\n";

    private static List<String> signed(String body) {
        Document document = Document.of(HEADLINE + body);
        return new SignedQuotations()
                .find(document, List.of()).stream()
                        .map(claim -> text(document, claim.source()) + " | " + text(document, claim.content()))
                        .toList();
    }

    private static String text(Document document, List<TokenSpan> spans) {
        return document.text(spans.get(0).start(), spans.get(0).end());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“The wall will not stand another winter.” ― Mira Denholt",
                "“The wall will not stand another winter.”―\u00a0Mira Denholt.",
                "“The wall will not stand another winter.” — Mira Denholt, a fisher from Carrow",
                "“The wall will not stand another winter.”\n\n— Mira Denholt (on Monday)",
            })
    void theNameBehindADashIsTheSpeaker(String body) {
        assertThat(signed(body)).containsExactly("Mira Denholt | “The wall will not stand another winter.”");
    }

    @Test
    void aWrongOpeningMarkIsAMark() {
        assertThat(signed("”The wall will not stand.” -- Prell")).containsExactly("Prell | ”The wall will not stand.”");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "“The wall will not stand,” she said — Mira Denholt agreed.",
                "“The wall will not stand” — a sentence that many people in the old town of Ostrel say every single day"
                        + " of the year",
                "“The wall will not stand” — but it did.",
                "The wall will not stand — Mira Denholt",
                "“The wall will not stand.”",
                "— Mira Denholt",
            })
    void anotherDashIsNoSignature(String body) {
        assertThat(signed(body)).isEmpty();
    }

    @Test
    void aSignedQuotationIsAStatement() {
        Document document = Document.of(HEADLINE + "“The wall will not stand.” ― Mira Denholt");
        assertThat(new SignedQuotations().find(document, List.of()))
                .singleElement()
                .satisfies(claim -> assertThat(claim.act()).contains(Act.STATEMENT));
    }
}

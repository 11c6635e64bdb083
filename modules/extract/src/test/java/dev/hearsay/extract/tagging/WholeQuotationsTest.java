package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.claims.WordSpans;
import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WholeQuotationsTest {
    /** The contents of claims, each with its cue and content by their words, when their quotations are whole. */
    private static List<String> whole(String body, String... cueAndContent) {
        Document document = Document.of("Ostrel answers\n\n" + body);
        List<Tagged.Claim> claims = new ArrayList<>();
        for (int i = 0; i < cueAndContent.length; i += 2) {
            claims.add(new Tagged.Claim(
                    List.of(),
                    WordSpans.of(document, cueAndContent[i]),
                    List.of(WordSpans.of(document, cueAndContent[i + 1])),
                    0.8,
                    Act.STATEMENT,
                    1));
        }
        WholeQuotations quotations = new WholeQuotations(document, claims);
        return claims.stream()
                .flatMap(claim -> quotations.content(claim).stream())
                .map(span -> document.text(span.start(), span.end()))
                .toList();
    }

    @Test
    void aQuotationBeginsAtItsMark() {
        assertThat(whole("Denholt said: “Well, it will not stand.”", "said", "it will not stand.”"))
                .containsExactly("“Well, it will not stand.”");
    }

    @Test
    void aQuotationThatBeganEndsAtItsMark() {
        assertThat(whole(
                        "Denholt asked some things, like “Will it stand? Who says so?”",
                        "asked",
                        "some things, like “Will it"))
                .containsExactly("some things, like “Will it stand? Who says so?”");
    }

    @Test
    void wordsFromTheMiddleOfAQuotationStayAsTheyAre() {
        assertThat(whole("“Prell said it will stand and I laughed,” Denholt said.", "said", "it will stand"))
                .containsExactly("it will stand");
    }

    @Test
    void whatAnotherClaimHasIsNotTaken() {
        assertThat(whole(
                        "Denholt said “it will not stand because Prell ordered less stone.”",
                        "said",
                        "“it will not stand",
                        "ordered",
                        "less stone"))
                .containsExactly("“it will not stand", "less stone");
    }

    @Test
    void aQuotationLeftOpenGoesOnInTheNextParagraph() {
        assertThat(whole(
                        "Denholt said, “It will not stand.\n\n“Nor will the tower.” Prell left.",
                        "said",
                        "“It will not stand."))
                .containsExactly("“It will not stand.", "“Nor will the tower.”");
    }
}

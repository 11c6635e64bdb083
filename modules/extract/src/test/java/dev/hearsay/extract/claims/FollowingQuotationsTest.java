package dev.hearsay.extract.claims;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FollowingQuotationsTest {
    private static final String SAID = "Ostrel answers\n\n“The wall will not stand,” said Denholt.";
    private static final String NEXT = "“It has not been mended since the flood.”";
    private static final String LAST = "“And nobody asked us what we need here.”";

    /** The contents of the claim of "said" and of further ones, which are the given words alone, when what follows was added. */
    private static List<String> contents(String text, String... others) {
        Document document = Document.of(text);
        List<FoundClaim> claims = new ArrayList<>();
        claims.add(claim(WordSpans.of(document, "said"), WordSpans.of(document, "“The wall will not stand,”")));
        for (String other : others) {
            claims.add(claim(WordSpans.of(document, other), WordSpans.of(document, other)));
        }
        return FollowingQuotations.added(document, claims).stream()
                .flatMap(claim -> claim.content().stream())
                .map(span -> document.text(span.start(), span.end()))
                .toList();
    }

    private static FoundClaim claim(TokenSpan cue, TokenSpan content) {
        return new FoundClaim(List.of(), List.of(cue), List.of(content), Optional.empty(), 0.8, "test");
    }

    @Test
    void aParagraphOfQuotationIsTheLastSpeakers() {
        assertThat(contents(SAID + "\n\n" + NEXT)).containsExactly("“The wall will not stand,”", NEXT);
    }

    @Test
    void soAreAllThatFollow() {
        assertThat(contents(SAID + "\n\n" + NEXT + "\n\n" + LAST))
                .containsExactly("“The wall will not stand,”", NEXT, LAST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n\n“It has not been mended,” he added.",
                "\n\n“Related:”",
                "\n\n'A Wall That Will Not Stand at All.'",
                "\n\nThe council met.\n\n“It has not been mended since the flood.”",
                " Prell wore “the old chain” to it.\n\n“It has not been mended since the flood.”",
                "\n\n“It has not been mended since the flood.",
            })
    void anotherParagraphIsNot(String rest) {
        assertThat(contents(SAID + rest)).containsExactly("“The wall will not stand,”");
    }

    @Test
    void aParagraphWithAClaimOfItsOwnIsNot() {
        assertThat(contents(SAID + "\n\n" + NEXT, "mended")).containsExactly("“The wall will not stand,”", "mended");
    }
}

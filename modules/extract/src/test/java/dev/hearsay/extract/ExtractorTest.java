package dev.hearsay.extract;

import static dev.hearsay.extract.ExtractionAssert.EXTRACTOR;
import static dev.hearsay.extract.ExtractionAssert.brief;
import static dev.hearsay.extract.ExtractionAssert.extract;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.acts.LinearActs;
import dev.hearsay.extract.claims.FoundSpans;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.speakers.LinearRanker;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExtractorTest {
    private static final String LEAD = "Harbor vote splits council\n\nTAVIK, Nov 3 (Coast Wire) - The council of Tavik"
            + " voted on Tuesday after a long debate.\n\n";

    private static List<String> claims(String body) {
        String text = LEAD + body;
        return brief(text, extract(text));
    }

    @Test
    void aQuotationAroundItsCueIsOneClaim() {
        assertThat(
                        claims(
                                "\u201CWe will build it,\u201D said Mayor Elena Dorvik. \u201CWe will build it this year.\u201D"))
                .containsExactly(
                        "Elena Dorvik | STATEMENT | \u201CWe will build it,\u201D \u2026 \u201CWe will build it this year.\u201D");
    }

    @Test
    void aQuotationOfSeveralParagraphsIsOneClaim() {
        assertThat(claims("\"We waited for ten years.\n\n\"Now it is done,\" Mayor Elena Dorvik told reporters."))
                .containsExactly("Elena Dorvik | STATEMENT | \"We waited for ten years. \u2026 \"Now it is done,\"");
    }

    @Test
    void aQuotationThatGoesOnBehindItsSpeakerIsOneClaim() {
        assertThat(
                        claims(
                                "\u201CWe waited,\u201D Mayor Elena Dorvik told reporters. \u201CNow it is done.\n\n\u201CThe quay is open.\u201D"))
                .containsExactly(
                        "Elena Dorvik | STATEMENT | \u201CWe waited,\u201D \u2026 \u201CNow it is done. \u2026 \u201CThe quay is open.\u201D");
    }

    @Test
    void twoCueClausesAreTwoClaims() {
        assertThat(claims("Mayor Elena Dorvik said the quay was safe, adding that divers had checked it."))
                .containsExactly(
                        "Elena Dorvik | STATEMENT | the quay was safe",
                        "Elena Dorvik | STATEMENT | that divers had checked it");
    }

    @Test
    void indirectSpeechBeforeItsCueAndAfterAccordingTo() {
        assertThat(claims(
                        "The quay is safe, Mayor Elena Dorvik said.\n\nAccording to the Coast Survey, the sea rose.\n\n"
                                + "The sea rose, according to the Coast Survey."))
                .containsExactly(
                        "Elena Dorvik | STATEMENT | The quay is safe",
                        "Coast Survey | STATEMENT | the sea rose",
                        "Coast Survey | STATEMENT | The sea rose");
    }

    @Test
    void surnamesPronounsAndRolesMeanTheFullestName() {
        assertThat(claims(
                        "Mayor Elena Dorvik said the quay was safe.\n\nDorvik said it was new.\n\nShe said it was dry.\n\n"
                                + "The mayor said it was hers."))
                .allMatch(claim -> claim.startsWith("Elena Dorvik | STATEMENT"))
                .hasSize(4);
    }

    @Test
    void silenceIsNoStatementAndASpokespersonsSilenceIsThePersons() {
        assertThat(claims(
                        "A spokesman for Mayor Elena Dorvik declined to comment.\n\nNordal Shipping did not respond to a"
                                + " request for comment.\n\nNordal Shipping could not be reached."))
                .containsExactly(
                        "Elena Dorvik | NON_RESPONSE | ",
                        "Nordal Shipping | NON_RESPONSE | ",
                        "Nordal Shipping | NON_RESPONSE | ");
    }

    @Test
    void aSpokespersonSpeaksForTheOrganizationUnlessNamed() {
        assertThat(claims(
                        "A spokeswoman for Nordal Shipping said the ships were late.\n\nA company spokesman said they were"
                                + " full.\n\nNordal Shipping spokesman Piet Arvel said they were old."))
                .containsExactly(
                        "Nordal Shipping | STATEMENT | the ships were late",
                        "Nordal Shipping | STATEMENT | they were full",
                        "Piet Arvel | STATEMENT | they were old");
    }

    @Test
    void jointSpeakersMakeOneClaimEach() {
        assertThat(claims("Mayor Elena Dorvik and Governor Tomas Wirt said that the quay was safe."))
                .containsExactly(
                        "Elena Dorvik | STATEMENT | that the quay was safe",
                        "Tomas Wirt | STATEMENT | that the quay was safe");
    }

    @Test
    void unnamedSpeakersKeepTheirDescription() {
        String text = LEAD + "A senior official at Nordal Shipping said the quay was unsafe. Critics said so too.";
        Extraction extraction = extract(text);
        assertThat(extraction.claims()).hasSize(2);
        assertThat(extraction.claims().get(1).actor()).isEmpty();
        assertThat(extraction.claims().get(1).role()).contains("Critics");
    }

    @Test
    void thoughtsAndExpectationsAreNotStatements() {
        assertThat(
                        claims(
                                "Mayor Elena Dorvik hopes that the quay will hold.\n\nDorvik is expected to announce a new plan."))
                .containsExactly(
                        "Elena Dorvik | ATTITUDE | that the quay will hold", "Elena Dorvik | ANTICIPATED | a new plan");
    }

    @Test
    void personsHaveRoleAndAffiliation() {
        Extraction extraction = extract(LEAD + "\u201CNo,\u201D said Ina Morvane, chief engineer at Nordal Shipping.");
        Entity person = extraction.entities().stream()
                .filter(entity -> entity.name().equals("Ina Morvane"))
                .findFirst()
                .orElseThrow();
        assertThat(person.type()).isEqualTo(EntityType.PERSON);
        assertThat(person.role()).contains("chief engineer");
        assertThat(person.affiliation()).contains("Nordal Shipping");
    }

    @Test
    void whatIsNotTheStorySaysNothing() {
        assertThat(
                        claims(
                                "(Reporting by Ada Kourt; Editing by Bo Lind, who said it was fine)\n\n"
                                        + "\u00A9 2026 Coast Wire. All rights reserved, the publisher said.\n\nPlease enter your comment!"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de-DE", "ES", "ja"})
    void aDeclaredForeignLanguageIsPassedThrough(String language) {
        assertThat(EXTRACTOR.extract(LEAD, language)).isEqualTo(Extraction.unsupported());
    }

    @Test
    void anUndeclaredLanguageIsToldByItsSmallWords() {
        assertThat(EXTRACTOR.extract(LEAD, "").supported()).isTrue();
        assertThat(List.of(
                        "Der Rat der Stadt hat am Dienstag nach einer langen Debatte \u00FCber den Hafen abgestimmt, sagte die"
                                + " B\u00FCrgermeisterin, die sich \u00FCber das Ergebnis freute und den Bau ank\u00FCndigte.",
                        "De minister zei maandag dat het plan er is en dat hij of zij het niet zal wijzigen, wat te laat was in"
                                + " de ogen van de oppositie.",
                        "O ministro disse na segunda-feira que o governo n\u00E3o vai mudar o plano, que as contas mostram a"
                                + " verdade e que a oposi\u00E7\u00E3o esconde os n\u00FAmeros."))
                .allSatisfy(text ->
                        assertThat(EXTRACTOR.extract(text, "und").supported()).isFalse());
    }

    @Test
    void aTableOfResultsIsReadThoughItHasFewSmallWords() {
        String results = "ROWING - RESULTS OF THE ORLENA REGATTA.\n\nResults on the lake of Orlena on Sunday:\n\n"
                + "1. Ada Kourt ( Karvenia ) beat Bo Lind ( Tressel ) by three lengths, 7 minutes 12 seconds\n"
                        .repeat(5);
        assertThat(EXTRACTOR.extract(results, "").supported()).isTrue();
    }

    @Test
    void aNameOfTwoTypesIsTwoEntitiesOfOneIdTheCommonerFirst() {
        Lexicon lexicon = Lexicon.bundled();
        List<Mention> mentions = List.of(
                new Mention(0, 1, EntityType.PLACE),
                new Mention(1, 2, EntityType.ORGANIZATION),
                new Mention(3, 4, EntityType.ORGANIZATION));
        Extractor extractor = new Extractor(
                document -> new FoundSpans(mentions, List.of()), LinearActs.open(lexicon), LinearRanker.open());
        assertThat(extractor.extract("CARROW Carrow beat Carrow .", "en").entities())
                .extracting(entity -> entity.id() + " " + entity.type() + " "
                        + entity.mentions().size())
                .containsExactly("carrow ORGANIZATION 2", "carrow PLACE 1");
    }

    @Test
    void aNameBehindADashSignsTheQuotation() {
        assertThat(claims("Readers told us what they think of the quay.\n\n“It was safe in May.” ― Agathe Lind\n\n"
                        + "“Nobody has checked it since.” — Paul Orten, a diver"))
                .contains(
                        "Agathe Lind | STATEMENT | “It was safe in May.”",
                        "Paul Orten | STATEMENT | “Nobody has checked it since.”");
    }
}

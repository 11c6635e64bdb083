package dev.hearsay.extract.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.lexicon.Lexicon;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeakerResolverTest {
    /** The speakers of the marked sources, each with a claim whose cue and content are the words behind it. */
    private static List<String> speakers(String marked) {
        MarkedText text = MarkedText.of(marked);
        SpeakerResolver resolver =
                new SpeakerResolver(text.document(), text.cast(), Lexicon.bundled(), LinearRanker.open());
        return text.sources().stream()
                .map(source -> resolver.resolve(claim(text, source), false))
                .map(speaker -> String.join(
                        "+", speaker.members().stream().map(Member::name).toList()))
                .toList();
    }

    private static FoundClaim claim(MarkedText text, TokenSpan source) {
        int cue = source.end();
        int end = text.document().sentenceEnd(text.document().sentenceOf(source.start()));
        List<TokenSpan> content = cue + 1 < end ? List.of(new TokenSpan(cue + 1, end)) : List.of();
        return new FoundClaim(
                List.of(source), List.of(new TokenSpan(cue, cue + 1)), content, Optional.empty(), 1, "test");
    }

    @Test
    void aRelativePronounMeansTheNameBeforeIt() {
        assertThat(speakers("<P:Elena Dorvik>, <S:who> said so, met <O:Nordal Shipping>, <S:which> said no."))
                .containsExactly("Elena Dorvik", "Nordal Shipping");
    }

    @Test
    void aRelativePronounBehindADescriptionMeansWhoseItIs() {
        assertThat(speakers("<P:Elena Dorvik>, a harbor clerk, <S:who> said so, left."))
                .containsExactly("Elena Dorvik");
        assertThat(speakers("<P:Elena Dorvik>, a clerk at the <O:Port Authority> <S:who> said so, left."))
                .containsExactly("Elena Dorvik");
        assertThat(speakers("<P:Elena Dorvik>, 59, of <L:Tavik>, <S:who> said so, left."))
                .containsExactly("Elena Dorvik");
        assertThat(speakers("<P:Elena Dorvik> was one of three clerks <S:who> said so."))
                .containsExactly("Elena Dorvik");
        assertThat(speakers("They gave it to <O:Quay Fund>, a group <S:that> says it builds."))
                .containsExactly("Quay Fund");
    }

    @Test
    void aRelativePronounBehindAPlaceThatOpensTheTextMeansNobody() {
        assertThat(speakers("<L:Tavik>, <S:who> said so, left.")).containsExactly("");
    }

    @Test
    void aRelativePronounBehindManyMeansNobodyNamed() {
        assertThat(speakers("The harbor of <P:Elena Dorvik> is dear to voters <S:who> say so."))
                .containsExactly("");
    }

    @Test
    void itAndTheyMeanTheBodyThatIsTheSubjectBefore() {
        assertThat(speakers("<P:Elena Dorvik>\u2019s campaign is late in <L:Tavik>. <S:It> says the quay sank."))
                .containsExactly("Dorvik campaign");
        assertThat(speakers("<P:Elena Dorvik>\u2019s campaign is late in <L:Tavik>. <S:They> say the quay sank."))
                .containsExactly("Dorvik campaign");
        assertThat(speakers("The report of no name has four parts. <S:It> says <O:Nordal Shipping> sank."))
                .containsExactly("");
    }

    @Test
    void bothAndEachMeanTheTwoThatAreTheSubject() {
        assertThat(speakers("<P:Elena Dorvik> and <P:Paul Orten> met in <L:Tavik>, <S:each> praising the quay."))
                .containsExactly("Elena Dorvik+Paul Orten");
    }

    @Test
    void whomAClaimNamesInItsOwnWordsItsPronounDoesNotMean() {
        assertThat(speakers("<P:Paul Orten> stood by <P:Piet Lind>. <S:He> said <P:Lind> was late."))
                .containsExactly("Paul Orten");
    }

    @Test
    void aPronounInAClauseMayMeanTheSubjectBehindIt() {
        assertThat(speakers("The quay was long.\n\nAs <S:he> spoke of it, <P:Paul Orten> was hopeful."))
                .containsExactly("Paul Orten");
    }

    @Test
    void aDescriptionKeepsItsPersonInMind() {
        assertThat(speakers("Mayor <P:Paul Orten> met <P:Piet Lind>, and <P:Lind> left.\n\n"
                        + "The mayor was tired. <S:He> said the quay was long."))
                .containsExactly("Paul Orten");
    }

    @Test
    void whatStandsBesideAPronounDoesNotHideIt() {
        assertThat(speakers("<P:Paul Orten> came. In the end <S:he himself> said no. On June <S:27 he> said yes."))
                .containsExactly("Paul Orten", "Paul Orten");
        assertThat(speakers("<P:Paul Orten> came. <S:He and election lawyers> agree."))
                .containsExactly("Paul Orten");
    }

    @Test
    void aDocumentsMakerIsFoundBeforeWhatIsToldOfIt() {
        assertThat(speakers("<S:A <O:Quay Fund> poll released last week> found so."))
                .containsExactly("Quay Fund");
    }

    @Test
    void aDocumentIsWhosItIsByRatherThanOf() {
        assertThat(speakers("<S:An analysis of <O:Port Authority> data by <O:Quay Fund>> found so."))
                .containsExactly("Quay Fund");
        assertThat(speakers("<S:The average of polls compiled by the <O:Coast Courier>> shows so."))
                .containsExactly("Coast Courier");
    }

    @Test
    void officialsSpeakForASeatOfGovernmentButNotForATown() {
        assertThat(speakers("<S:<L:Kremlin> officials> say no. <S:<L:Tavik> officials> say yes."))
                .containsExactly("Kremlin", "");
    }

    @Test
    void aBodyNamedBeforeItsKindIsThatBody() {
        assertThat(speakers("<O:Nordal Post> wept. <S:The <O:Coast Courier> newspaper> says no."))
                .containsExactly("Coast Courier");
    }

    @Test
    void peoplesAreNobody() {
        assertThat(speakers("<S:<M:Islanders>> say no.")).containsExactly("");
    }
}

package dev.hearsay.extract.speakers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.lexicon.Gender;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CastTest {
    private static Cast cast(String marked) {
        return MarkedText.of(marked).cast();
    }

    private static List<String> names(Cast cast) {
        return cast.members().stream()
                .map(member -> member.name() + " " + member.mentions().size())
                .toList();
    }

    @Test
    void surnamesInitialsAndShortenedNamesAreOneMember() {
        assertThat(names(cast("<P:Dorvik> wins\n\nMayor <P:Elena M. Dorvik> met <P:Elena Dorvik>. <P:Dorvik> left.")))
                .containsExactly("Elena M. Dorvik 4");
        assertThat(
                        names(
                                cast(
                                        "<O:Nordal Shipping> and <O:Nordal> of the <O:Coast Survey Union> (<O:CSU>); the <O:CSU> met.")))
                .containsExactly("Nordal Shipping 2", "Coast Survey Union 3");
        assertThat(names(cast("<P:Bill de Blasor> came. <P:De Blasor> left."))).containsExactly("Bill de Blasor 2");
    }

    @Test
    void anAcronymLeavesTheCountryOut() {
        assertThat(names(cast("The <O:U.S. Department of Quays> met. The <O:DOQ> left.")))
                .containsExactly("U.S. Department of Quays 2");
    }

    @Test
    void aTextMayEndInACommaBehindAName() {
        assertThat(names(cast("Away went <P:Elena Dorvik>,"))).containsExactly("Elena Dorvik 1");
    }

    @Test
    void ofTwoWithOneSurnameTheTitleDecides() {
        Cast cast = cast(
                "<P:Barbara Orten> met <P:Robert Orten>. <P:Barbara Orten> spoke. Mr. <P:Orten> left. Mrs. <P:Orten> stayed.");
        assertThat(names(cast)).containsExactly("Barbara Orten 3", "Robert Orten 2");
    }

    @Test
    void roleAffiliationAndGenderAreReadBesideTheName() {
        Cast cast = cast(
                "\u201CNo,\u201D said <P:Linda Arvel>, chief engineer of <O:Nordal Shipping>. <O:Coast Bank> spokesman"
                        + " <P:Piet Lind> nodded. <P:Ida Orr>, who heads the <O:Tavik Union>, left.");
        List<Member> members = cast.members();
        assertThat(members.get(0).role()).contains("chief engineer");
        assertThat(members.get(0).affiliation()).map(Member::name).contains("Nordal Shipping");
        assertThat(members.get(0).gender()).isEqualTo(Gender.FEMALE);
        Member lind = members.stream()
                .filter(member -> member.id().equals("piet lind"))
                .findFirst()
                .orElseThrow();
        assertThat(lind.affiliation()).map(Member::name).contains("Coast Bank");
        Member orr = members.stream()
                .filter(member -> member.id().equals("ida orr"))
                .findFirst()
                .orElseThrow();
        assertThat(orr.affiliation()).map(Member::name).contains("Tavik Union");
    }

    @Test
    void pronounsGiveAGenderWhereNothingElseDoes() {
        Cast cast = cast("<P:Vehnor> said she was late. <P:Sel Arvik> met <P:Ro Tamm>, and he left.");
        assertThat(cast.members())
                .extracting(Member::gender)
                .containsExactly(Gender.FEMALE, Gender.UNKNOWN, Gender.UNKNOWN);
    }

    @Test
    void whoSpeaksBehindANameIsNotWhoItNames() {
        Cast cast = cast("\u201CWe know <P:Elena Dorvik>,\u201D the mayor said. <P:Paul Orten>, the mayor said, left.");
        assertThat(cast.members()).extracting(Member::role).containsOnly(Optional.empty());
    }
}

package dev.hearsay.streams.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.contracts.records.Form;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class FormsTest {
    private static NameForm person(String name) {
        return new NameForm(name, ActorType.PERSON);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("a", "b", "\uD83D\uDE00", "\uFF21")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Property
    void textsCompareByCodePoint(@ForAll("names") String a, @ForAll("names") String b) {
        assertThat(Integer.signum(CodePointOrder.compare(a, b)))
                .isEqualTo(Integer.signum(
                        Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray())));
    }

    @Example
    void theCommonestNameOverAllItsTypesIsShownWithItsCommonestType() {
        Forms forms = new Forms();
        forms.add(person("Orsel"), 2);
        forms.add(new NameForm("Orsel", ActorType.PLACE), 3);
        forms.add(person("ORSEL"), 4);
        assertThat(forms.shown("orsel")).isEqualTo(new NameForm("Orsel", ActorType.PLACE));
    }

    @Example
    void tiesGoToTheSmallerByCodePoint() {
        Forms forms = new Forms();
        forms.add(person("\uD83D\uDE00"), 1);
        forms.add(person("\uFF21"), 1);
        assertThat(forms.shown("").name()).isEqualTo("\uFF21");
    }

    @Example
    void whereThereIsNoNameTheIdStandsIn() {
        assertThat(new Forms().shown("ann lee")).isEqualTo(new NameForm("ann lee", ActorType.UNKNOWN));
    }

    @Example
    void whatIsTakenBackLeavesNoForm() {
        Forms forms = new Forms();
        forms.add(person("Ann Lee"), 1);
        forms.add(person("Bo Ek"), 1);
        forms.add(person("Ann Lee"), -1);
        assertThat(forms.published()).containsExactly(new Form("Bo Ek", ActorType.PERSON, 1L));
    }
}

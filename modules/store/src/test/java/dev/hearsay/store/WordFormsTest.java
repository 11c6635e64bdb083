package dev.hearsay.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordFormsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "hospital hospitals",
                "city cities",
                "tax taxes",
                "church churches",
                "virus viruses",
                "cause causes",
                "hero heroes",
                "movie movies",
                "day days",
                "class classes",
                "vote votes voted voting",
                "strike strikes striking",
                "stop stops stopped stopping",
                "refer refers referred referring",
                "visit visits visited visiting",
                "report reports reported reporting",
                "study studies studied studying",
                "agree agrees agreed agreeing",
                "use uses used using",
                "die dies died dying",
                "add adds added adding",
                "pay pays paying",
                "call calls called calling",
                "plan plans planned planning",
                "control controls controlled controlling",
                "announce announces announced announcing",
                "change changes changed changing",
                "close closes closed closing",
                "need needs",
                "meeting meetings",
                "pass passes passed passing",
                "warn warns warned warning"
            })
    void everyFormFindsEveryOther(String forms) {
        List<String> all = List.of(forms.split(" "));
        all.forEach(
                form -> assertThat(WordForms.of(form)).as(form).startsWith(form).containsAll(all));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "this", "news", "united", "us", "said", "is", "it", "was", "his", "evening", "nothing", "during",
                "hundred", "the", "2026", "g20", "covid19", "café", "x", "Müller"
            })
    void hasNoOtherForms(String word) {
        assertThat(WordForms.of(word)).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "hoping, hop",
        "hopping, hope",
        "planing, plan",
        "striking, strik",
        "voted, vot",
        "crisis, crisi",
        "virus, viru",
        "politics, politic",
        "glass, glas",
        "speed, spe",
        "string, str",
        "receiving, receiv",
        "Harris, harri",
        "new, news",
        "even, evening"
    })
    void isNoFormOf(String word, String other) {
        assertThat(WordForms.of(word)).doesNotContain(other);
    }

    @Property
    void areFewAndBeginWithTheWord(@ForAll @StringLength(max = 40) @CharRange(from = 'a', to = 'z') String word) {
        assertThat(WordForms.of(word))
                .startsWith(word)
                .doesNotHaveDuplicates()
                .hasSizeLessThanOrEqualTo(WordForms.MAX_FORMS);
    }
}

package dev.hearsay.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class NormalizationTest {
    @Test
    void quotesDashesSpacesCaseAndEdgesDoNotTellContentsApart() {
        String a = NormalizedContent.of("\u201CWe will  not\u2014ever\u2014yield,\u201D")
                .text();
        assertThat(a).isEqualTo("we will not-ever-yield");
        assertThat(NormalizedContent.of("''we WILL not-ever-yield.''").text()).isEqualTo(a);
        assertThat(NormalizedContent.of("costs $40 and 5%.").text()).isEqualTo("costs $40 and 5%");
    }

    @Test
    void thePartsOfAnInterruptedQuotationAreJoined() {
        String text = "\uD83D\uDE00 \"Go,\" he said. \"Now.\"";
        NormalizedContent content = NormalizedContent.of(text, List.of(new TextSpan(2, 7), new TextSpan(16, 22)));
        assertThat(content.text()).isEqualTo("go now");
        assertThat(content.fingerprint()).hasSize(32);
    }

    @Test
    void namesLoseArticlePossessiveAndInitialStops() {
        assertThat(NormalizedName.of("The Orlena  Times\u2019s")).isEqualTo("orlena times");
        assertThat(NormalizedName.of("U.N.")).isEqualTo("un");
        assertThat(NormalizedName.of("J. R. O'Dell-Marsh")).isEqualTo("j r o'dell-marsh");
        assertThat(NormalizedName.of("@orlena_news")).isEqualTo("@orlena_news");
    }

    @Test
    void equalLettersInOtherFormsAreEqual() {
        for (String sharp : List.of("STRASSE", "stra\u00DFe", "STRA\u1E9EE", "\u017Ftra\u017F\u017Fe")) {
            assertThat(NormalizedContent.of(sharp).text()).as(sharp).isEqualTo("strasse");
        }
        assertThat(NormalizedContent.of("\uFB01nal \uFB03").text()).isEqualTo("final ffi");
        assertThat(NormalizedContent.of("\u03A3\u03A3.").text())
                .isEqualTo(NormalizedContent.of("\u03C3\u03C2").text());
    }

    @Test
    void everyCodePointIsNormalizedAtOnce() {
        for (int point = 0; point <= Character.MAX_CODE_POINT; point++) {
            String all = "a" + Character.toString(point) + "b";
            String once = NormalizedContent.normalize(all);
            if (!NormalizedContent.normalize(once).equals(once)) {
                throw new AssertionError("U+" + Integer.toHexString(point) + " in " + all);
            }
        }
    }

    @Property(tries = 50_000)
    void normalizingTwiceChangesNothing(@ForAll @StringLength(max = 40) String any) {
        String once = NormalizedContent.normalize(any);
        assertThat(NormalizedContent.normalize(once)).isEqualTo(once);
    }

    @Property(tries = 50_000)
    void normalizingHardLettersTwiceChangesNothing(@ForAll("hard") String any) {
        String once = NormalizedContent.normalize(any);
        assertThat(NormalizedContent.normalize(once)).isEqualTo(once);
    }

    @Provide
    Arbitrary<String> hard() {
        return Arbitraries.strings()
                .withChars(
                        "sS\u00DF\u1E9E\u017F\uFB01\u03A3\u03C2\u03C3\u0130iI\u0131\u0307\u0301\u0345\u0391\u1FB3'\"`\u00B4\u2033\u201C.,- %$\u200D\u2212\u212A")
                .ofMaxLength(12);
    }
}

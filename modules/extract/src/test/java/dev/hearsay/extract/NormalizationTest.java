package dev.hearsay.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

    @Property
    void normalisingTwiceChangesNothing(@ForAll String any) {
        String once = NormalizedContent.of(any).text();
        assertThat(NormalizedContent.of(once).text()).isEqualTo(once);
    }
}

package dev.hearsay.app.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.TextSpan;
import dev.hearsay.extract.evaluation.ClaimSpans;
import java.util.List;
import org.junit.jupiter.api.Test;

class BratStandoffTest {
    private static List<ClaimSpans> spans(String standoff) {
        return BratStandoff.claims(standoff).stream().map(Attribution::spans).toList();
    }

    @Test
    void anEventIsAClaimWithAllItsNumberedArguments() {
        String standoff = "E1\tAttribution:T4 Content2:T3 Source:T1 Content:T2\n"
                + "T1\tSource 0 4\tOdile\nT2\tContent 9 12;20 25\ttwo pieces\nT3\tContent 5 7\tit\n"
                + "T4\tAttribution 7 8\tx\nE2\tAttribution-no-source:T4 Cue:T4\n";

        assertThat(spans(standoff))
                .containsExactly(
                        new ClaimSpans(
                                List.of(new TextSpan(0, 4)),
                                List.of(),
                                List.of(new TextSpan(5, 7), new TextSpan(9, 12), new TextSpan(20, 25))),
                        new ClaimSpans(List.of(), List.of(new TextSpan(7, 8)), List.of()));
    }

    @Test
    void theTextOfASpanMayRunOverLinesAndNotesAreNoClaims() {
        String standoff = "T1\tContent 0 30\tbroken\nT9 over two lines\nT2\tAttribution 1 2\tx\n"
                + "E1\tAttribution:T2 Content:T1\n#1\tAnnotatorNotes E1\tE2\tAttribution:T2\nA1\tSure E1\n";

        assertThat(spans(standoff)).containsExactly(new ClaimSpans(List.of(), List.of(), List.of(new TextSpan(0, 30))));
    }

    @Test
    void anArgumentThatRefersToNothingIsLeftOut() {
        assertThat(spans("T1\tAttribution 1 2\tx\nE1\tAttribution:T1 Content:T7 Odd:T1 nonsense\n"))
                .containsExactly(new ClaimSpans(List.of(), List.of(), List.of()));
        assertThat(BratStandoff.claims("")).isEmpty();
    }

    @Test
    void aClaimKeepsTheIdOfItsEvent() {
        String standoff = "T1\tContent 0 3\tone\nE7\tAttribution:T1 Content:T1\nE2\tAttribution:T1\n";
        assertThat(BratStandoff.claims(standoff)).extracting(Attribution::id).containsExactly("E7", "E2");
    }
}

package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.claims.TokenSpan;
import dev.hearsay.extract.text.Document;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TagSequencesTest {
    private static final Document DOCUMENT =
            Document.of("Ada Kourt met Bo Lind in Tavik. They left.\n\nNordal Shipping Inc. said no. The sea rose.");

    private static float[][] random(long seed, int rows, int columns) {
        Random random = new Random(seed);
        float[][] scores = new float[rows][columns];
        for (float[] row : scores) {
            for (int c = 0; c < columns; c++) {
                row[c] = (float) random.nextGaussian();
            }
        }
        return scores;
    }

    @Property(tries = 200)
    void namesAreDisjointAndStayInTheirSentence(@ForAll long seed) {
        int n = DOCUMENT.size();
        int before = 0;
        for (Tagged.Name name : NameTags.decode(DOCUMENT, 0, n, random(seed, Network.ENTITY_TAGS, n))) {
            assertThat(name.start()).isGreaterThanOrEqualTo(before);
            assertThat(name.end()).isGreaterThan(name.start()).isLessThanOrEqualTo(n);
            assertThat(DOCUMENT.sentenceOf(name.end() - 1)).isEqualTo(DOCUMENT.sentenceOf(name.start()));
            assertThat(name.probability()).isBetween(0.0, 1.0);
            before = name.end();
        }
    }

    @Property(tries = 200)
    void aClaimsSpansAreDisjointAndLeaveItsCueOut(@ForAll long seed) {
        Roles.Cue cue = new Roles.Cue(10, 11, 1);
        Roles.Window window = new Roles.Window(cue, 4, random(seed, Roles.TAGS, 20));
        for (Tagged.Claim claim : ClaimTags.claims(List.of(window), random(seed, Network.ACTS, 40), 0)) {
            BitSet taken = new BitSet();
            taken.set(claim.cue().start(), claim.cue().end());
            for (List<TokenSpan> spans : List.of(claim.source(), claim.content())) {
                for (TokenSpan span : spans) {
                    assertThat(taken.get(span.start(), span.end()).isEmpty()).isTrue();
                    taken.set(span.start(), span.end());
                    assertThat(span.start()).isGreaterThanOrEqualTo(4);
                    assertThat(span.end()).isLessThanOrEqualTo(24);
                }
            }
            assertThat(claim.content()).isNotEmpty();
        }
    }

    @Test
    void ofTwoClaimsOnOneContentTheLikelierStays() {
        float[][] scores = new float[Roles.TAGS][8];
        for (int t = 0; t < 8; t++) {
            scores[t < 3 ? 0 : t == 3 ? 3 : 4][t] = 9;
        }
        List<Roles.Window> windows = List.of(
                new Roles.Window(new Roles.Cue(0, 0, 0.7), 0, scores),
                new Roles.Window(new Roles.Cue(1, 1, 0.9), 0, scores));
        List<Tagged.Claim> claims = ClaimTags.claims(windows, new float[Network.ACTS][8], 0);
        assertThat(claims).singleElement().satisfies(claim -> {
            assertThat(claim.cue()).isEqualTo(new TokenSpan(1, 2));
            assertThat(claim.content()).containsExactly(new TokenSpan(3, 8));
        });
    }

    @Test
    void manyCuesAreCutToTheLikeliest() {
        float[][] scores = new float[Network.CUE_TAGS][160];
        for (int t = 0; t < 160; t++) {
            scores[1][t] = 2 + t / 100f;
        }
        List<Roles.Cue> cues = ClaimTags.cues(scores, 160);
        assertThat(cues).hasSize(28).isSortedAccordingTo((a, b) -> Integer.compare(a.start(), b.start()));
        assertThat(cues.get(0).start()).isEqualTo(132);
    }
}

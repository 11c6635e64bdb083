package dev.hearsay.feeds.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The gold files agree with each other: counts and totals follow from the claims by the rules of counting. */
class SampleGoldTest {

    private final SampleGold gold = SampleGold.load();

    @Test
    void storiesFollowFromTheWire() {
        Map<String, Long> claims =
                gold.claims.stream().collect(Collectors.groupingBy(SampleGold.GoldClaim::uri, Collectors.counting()));
        Map<String, String> outlets = gold.arrivals.stream()
                .collect(Collectors.toMap(SampleGold.Arrival::uri, SampleGold.Arrival::outlet, (a, b) -> a));
        List<SampleGold.GoldStory> expected = gold.finalStates().entrySet().stream()
                .map(e -> new SampleGold.GoldStory(
                        e.getKey(),
                        outlets.get(e.getKey()),
                        e.getValue().status(),
                        e.getValue().version(),
                        claims.getOrDefault(e.getKey(), 0L).intValue()))
                .toList();
        assertThat(gold.stories).isEqualTo(expected);
    }

    @Test
    void countsFollowFromTheClaims() {
        List<String> written =
                SampleGold.read("gold/counts.tsv").lines().skip(1).toList();
        assertThat(written).isEqualTo(gold.counts());
    }

    @Test
    void totalsFollowFromTheClaims() {
        Map<String, Integer> written = SampleGold.rows("gold/totals.tsv").stream()
                .collect(Collectors.toMap(r -> r[0], r -> Integer.valueOf(r[1]), (a, b) -> a, LinkedHashMap::new));
        assertThat(written).isEqualTo(gold.totals());
    }

    @Test
    void claimsBelongToSurvivingVersionsAndSupersededOnesToVersionsThatWereOnceLive() {
        Map<String, SampleGold.State> end = gold.finalStates();
        assertThat(gold.claims)
                .allSatisfy(c -> assertThat(end.get(c.uri())).isEqualTo(new SampleGold.State("USABLE", c.version())));
        assertThat(gold.superseded).allSatisfy(c -> {
            SampleGold.State then = new SampleGold.State("USABLE", c.version());
            assertThat(gold.everLive(c.uri())).contains(then);
            assertThat(end.get(c.uri())).isNotEqualTo(then);
        });
    }
}

package dev.hearsay.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.Article;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticWireTest {
    private final SyntheticWire wire = new SyntheticWire(1, 4_096);

    @Test
    void theSameNumberIsTheSameStory() {
        assertThat(wire.story(7))
                .isEqualTo(new SyntheticWire(1, 4_096).story(7))
                .isNotEqualTo(wire.story(8));
    }

    @Test
    void storiesHaveAboutTheSizeAskedFor() {
        assertThat(IntStream.range(0, 200).map(i -> wire.story(i).getText().getBytes(StandardCharsets.UTF_8).length))
                .allMatch(bytes -> bytes > 4_000 && bytes < 4_700);
    }

    @Test
    void eachStoryHasAWitnessOfItsOwn() {
        assertThat(IntStream.range(0, 100_000).mapToObj(SyntheticWire::witness)).doesNotHaveDuplicates();
        Article story = wire.story(12);
        assertThat(story.getText()).contains("” " + SyntheticWire.witness(12) + " said.");
    }
}

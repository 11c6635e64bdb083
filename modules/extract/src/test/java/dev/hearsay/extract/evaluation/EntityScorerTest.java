package dev.hearsay.extract.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.EntityType;
import dev.hearsay.extract.TextSpan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EntityScorerTest {
    private static final String TEXT = "Hask of Ostrel met the mayor and 4chan.";
    private static final NamedSpan HASK = name(0, 4, EntityType.PERSON);
    private static final NamedSpan OSTREL = name(8, 14, EntityType.PLACE);

    @Test
    void aNameIsRightIfSpanAndTypeAre() {
        Map<EntityMetric, Score> scores =
                EntityScorer.score(TEXT, List.of(HASK, OSTREL), List.of(HASK, name(8, 14, EntityType.ORGANIZATION)));
        assertThat(scores)
                .containsEntry(EntityMetric.ALL, new Score(1, 2, 1, 2))
                .containsEntry(EntityMetric.PERSON, new Score(1, 1, 1, 1))
                .containsEntry(EntityMetric.ORGANIZATION, new Score(0, 1, 0, 0))
                .containsEntry(EntityMetric.PLACE, new Score(0, 0, 0, 1))
                .containsEntry(EntityMetric.SPAN, new Score(2, 2, 2, 2));
    }

    @Test
    void aSpanThatIsLongerIsWrong() {
        assertThat(EntityScorer.score(TEXT, List.of(OSTREL), List.of(name(5, 14, EntityType.PLACE))))
                .containsEntry(EntityMetric.SPAN, new Score(0, 1, 0, 1));
    }

    @Test
    void otherTypesAndMentionsWithoutCapitalOrDigitAreLeftOut() {
        List<NamedSpan> found = List.of(
                name(19, 28, EntityType.PERSON), name(33, 38, EntityType.ORGANIZATION), name(0, 4, EntityType.MISC));
        assertThat(EntityScorer.score(TEXT, List.of(), found))
                .containsEntry(EntityMetric.ALL, new Score(0, 1, 0, 0))
                .containsEntry(EntityMetric.ORGANIZATION, new Score(0, 1, 0, 0));
    }

    private static NamedSpan name(int start, int end, EntityType type) {
        return new NamedSpan(new TextSpan(start, end), type);
    }
}

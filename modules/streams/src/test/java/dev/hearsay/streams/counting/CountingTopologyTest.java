package dev.hearsay.streams.counting;

import static dev.hearsay.streams.Wire.story;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.records.ActorCounts;
import dev.hearsay.streams.StreamsSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CountingTopologyTest {
    private final CountingRig rig = new CountingRig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void theNamesAreAContract() throws IOException {
        String golden = new String(
                Objects.requireNonNull(getClass().getResourceAsStream("/counting-topology.txt"))
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        StreamsSettings settings = StreamsSettings.of("unused:9092", Path.of("target/none"));
        assertThat(CountingTopology.build(rig.topics(), settings).describe().toString())
                .isEqualTo(golden);
    }

    @Test
    void aStoryGivesAStatementAndItsCounts() {
        rig.send(story("a", "Ann Lee says it rains", "Bo Ek hopes it stops"));
        assertThat(rig.statements()).hasSize(1);
        ActorCounts ann = rig.actors().get("ann lee");
        assertThat(ann.getStatements()).isOne();
        assertThat(ann.getReports()).isOne();
        assertThat(ann.getArticles()).isOne();
        assertThat(ann.getDirect()).isOne();
        assertThat(ann.getName()).isEqualTo("Ann Lee");
        assertThat(rig.actors()).doesNotContainKey("bo ek");
        assertThat(rig.mentions().get("bo ek").getMentions()).isOne();
    }
}

package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class StoryPartitionTest {
    @Property
    void aStoryStandsWhereKafkasJavaProducerPutsIt(
            @ForAll @StringLength(max = 40) String id, @ForAll @IntRange(min = 1, max = 100) int partitions) {
        byte[] key = id.getBytes(StandardCharsets.UTF_8);

        assertThat(StoryPartition.of(id, partitions))
                .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions))
                .isBetween(0, partitions - 1);
    }

    /** Hashes from the tests of Apache Kafka: a change of them would move stories away from their state. */
    @Test
    void partitionsNeverChange() {
        assertThat(StoryPartition.of("21", 7)).isEqualTo((-973932308 & Integer.MAX_VALUE) % 7);
        assertThat(StoryPartition.of("foobar", 7)).isEqualTo((-790332482 & Integer.MAX_VALUE) % 7);
        assertThat(StoryPartition.of("a-little-bit-longer-string", 7)).isEqualTo((-1486304829 & Integer.MAX_VALUE) % 7);
    }
}

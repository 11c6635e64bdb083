package dev.hearsay.contracts;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/** The partition that a story belongs to: murmur2 of its UTF-8 id, as Kafka's own Java producer computes it. */
public final class StoryPartition {
    private StoryPartition() {}

    /** Partition of a story id (or of any plain UTF-8 key) among that many partitions. */
    public static int of(String storyId, int partitions) {
        return Utils.toPositive(Utils.murmur2(storyId.getBytes(StandardCharsets.UTF_8))) % partitions;
    }
}

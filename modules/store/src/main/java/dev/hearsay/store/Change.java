package dev.hearsay.store;

import dev.hearsay.contracts.ChangeHeaders;
import dev.hearsay.contracts.records.Claim;
import dev.hearsay.contracts.records.StoryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A record of an output topic, decoded.
 *
 * @param value the new value of its key, or null if the key is gone
 * @param headers what moved it; claims and entities have them
 */
record Change(
        Output output,
        ConsumerRecord<byte[], byte[]> source,
        String key,
        @Nullable SpecificRecord value,
        Optional<ChangeHeaders> headers) {

    /** The value as its topic's type; only where there is one. */
    <T> T as(Class<T> type) {
        if (value == null) {
            throw new IllegalStateException("a tombstone has no value");
        }
        return type.cast(value);
    }

    /** What it says of stories and claims: a claim that went to another actor was taken back, and holds. */
    List<SinkCommit.Move> moves() {
        if (value instanceof StoryState story) {
            return List.of(new SinkCommit.Move(
                    SinkCommit.Subject.STORY, story.getOutlet(), story.getStatus(), story.getCause()));
        }
        if (output != Output.CLAIMS || headers.isEmpty()) {
            return List.of();
        }
        ChangeHeaders cause = headers.get();
        List<SinkCommit.Move> moves = new ArrayList<>();
        if (takesBack()) {
            moves.add(move(SinkCommit.Subject.RETRACTION, cause, cause.before()));
        }
        if (value != null) {
            boolean named = as(Claim.class).getActorId().isPresent();
            moves.add(move(named ? SinkCommit.Subject.CLAIM : SinkCommit.Subject.UNNAMED_CLAIM, cause, cause.after()));
        }
        return moves;
    }

    private static SinkCommit.Move move(
            SinkCommit.Subject subject, ChangeHeaders cause, Optional<ChangeHeaders.Side> side) {
        return new SinkCommit.Move(
                subject, side.map(ChangeHeaders.Side::outlet).orElse(""), cause.status(), cause.cause());
    }

    /** Whether a claim is taken back: there was one, and now there is none or it is another actor's. */
    boolean takesBack() {
        return headers.flatMap(ChangeHeaders::before)
                .filter(before -> value == null
                        || !before.actorId().equals(as(Claim.class).getActorId()))
                .isPresent();
    }
}

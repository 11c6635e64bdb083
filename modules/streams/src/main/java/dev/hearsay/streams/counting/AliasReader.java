package dev.hearsay.streams.counting;

import static dev.hearsay.streams.counting.CountTable.utf8;

import dev.hearsay.contracts.ArticleLimits;
import dev.hearsay.contracts.CleanText;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.StoryPartition;
import dev.hearsay.contracts.Topics;
import dev.hearsay.contracts.records.Alias;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.DeadLetters.Origin;
import dev.hearsay.streams.Rerouting;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Reads the aliases of one partition and sends each on: name to actor, or to nothing where an alias was taken back.
 *
 * <p>Operators write aliases with whatever producer they have: one that stands in a partition where Java's producers would
 * not put it is sent to its own first, so that all records of a name have one order.
 */
final class AliasReader implements Processor<byte[], byte[], byte[], byte[]> {
    static final String EVERYWHERE = "aliases-read";
    static final String REROUTED_SINK = "aliases-rerouted";
    static final String DEAD_LETTERS_SINK = "aliases-dead-letters";

    private final Topics topics;
    private ProcessorContext<byte[], byte[]> context;
    private DeadLetterOutput deadLetters;

    @SuppressWarnings("NullAway.Init") // init() comes before all else
    AliasReader(Topics topics) {
        this.topics = topics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterOutput(processorContext);
    }

    @Override
    @SuppressWarnings("NullAway") // a null value takes an alias back
    public void process(Record<byte[], byte[]> record) {
        Origin origin =
                Origin.of(record, context.recordMetadata(), topics.aliases().name());
        if (record.key() == null || record.key().length == 0) {
            giveUp("an alias has no key: it must be the normalized name", null, origin);
            return;
        }
        String name = new String(record.key(), StandardCharsets.UTF_8);
        byte[] actorId = null;
        if (record.value() != null) {
            try {
                Alias alias = topics.aliases()
                        .valueSerde()
                        .deserializer()
                        .deserialize(topics.aliases().name(), record.value());
                actorId = utf8(CleanText.of(alias.getActorId()));
            } catch (MalformedRecordException e) {
                giveUp(e.getMessage(), e, origin);
                return;
            }
            if (actorId.length == 0 || actorId.length > 4 * ArticleLimits.MAX_ID_LENGTH) {
                giveUp("the alias of '" + name + "' names an actor of " + actorId.length + " bytes", null, origin);
                return;
            }
        }
        int partition = StoryPartition.of(name, topics.aliases().partitions());
        if (origin.partition() >= 0 && origin.partition() != partition) {
            Rerouting.of(record, record.key(), origin)
                    .ifPresentOrElse(
                            sentOn -> context.forward(sentOn, REROUTED_SINK),
                            () -> giveUp(
                                    Rerouting.failure(
                                            "the alias of '" + name + "'",
                                            origin,
                                            topics.aliases().partitions()),
                                    null,
                                    origin));
        } else {
            context.forward(new Record<>(record.key(), actorId, record.timestamp(), new RecordHeaders()), EVERYWHERE);
        }
    }

    private void giveUp(String cause, @Nullable Throwable failure, Origin origin) {
        deadLetters.send(cause, failure, origin, DEAD_LETTERS_SINK);
    }
}

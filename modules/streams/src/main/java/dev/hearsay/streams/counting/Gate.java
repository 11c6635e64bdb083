package dev.hearsay.streams.counting;

import static dev.hearsay.streams.counting.CountTable.utf8;

import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.DeadLetters.Origin;
import dev.hearsay.streams.counting.KnownEvidence.Known;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Where claims, entities and aliases meet: what is live is sent to the ledger of the actor whose it is by the aliases of
 * the moment, and taken back from where it was. Each partition knows all aliases and its own claims and entities, so that
 * whatever comes first, what holds in the end is the last of each.
 */
abstract class Gate implements Processor<byte[], byte[], byte[], byte[]> {
    static final String ALIASES = "aliases-known";
    static final String KNOWN = "evidence-known";

    private final String output;
    private ProcessorContext<byte[], byte[]> context;
    private DeadLetterOutput deadLetters;
    private KeyValueStore<Bytes, byte[]> aliases;
    private KnownEvidence known;

    /** @param output name of the node that leads to the ledger */
    @SuppressWarnings("NullAway.Init") // init() comes before all else
    Gate(String output) {
        this.output = output;
    }

    @Override
    public final void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterOutput(processorContext);
        aliases = processorContext.getStateStore(ALIASES);
        known = new KnownEvidence(processorContext.getStateStore(KNOWN));
    }

    final KnownEvidence known() {
        return known;
    }

    /** The actor that a name stands for: one step, aliases are not chained. */
    final String actor(String name) {
        byte[] actor = name.isEmpty() ? null : aliases.get(Bytes.wrap(utf8(name)));
        return actor == null ? name : new String(actor, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("NullAway") // that is how stores delete
    final void alias(byte[] name, byte @Nullable [] actor) {
        aliases.put(Bytes.wrap(name), actor);
    }

    /** Tells the ledgers that one piece of evidence took the place of another; null stands for none. */
    final void replace(@Nullable Known before, @Nullable Known after, long timestamp) {
        if (before != null && !(after != null && takesOver(before, after))) {
            send(actor(before.name()), before.evidence().withdrawn().encode(), timestamp);
        }
        if (after != null) {
            send(actor(after.name()), after.encoded(), timestamp);
        }
    }

    private boolean takesOver(Known before, Known after) {
        return actor(before.name()).equals(actor(after.name()))
                && after.evidence().replaces(before.evidence());
    }

    final void send(String actor, byte[] evidence, long timestamp) {
        context.forward(new Record<>(utf8(actor), evidence, timestamp, new RecordHeaders()), output);
    }

    final void giveUp(Record<byte[], byte[]> record, String topic, MalformedRecordException failure, String sink) {
        Origin origin = Origin.of(record, context.recordMetadata(), topic);
        deadLetters.send(failure.getMessage(), failure.getCause(), origin, sink);
    }
}

package dev.hearsay.streams.counting;

import static dev.hearsay.streams.counting.CountTable.utf8;

import dev.hearsay.contracts.Keys;
import dev.hearsay.contracts.MalformedRecordException;
import dev.hearsay.contracts.Topics;
import dev.hearsay.streams.DeadLetterOutput;
import dev.hearsay.streams.DeadLetters.Origin;
import dev.hearsay.streams.binary.BinaryWriter;
import dev.hearsay.streams.counting.Deltas.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the books of the actors of one partition: the evidence that is live, the statements that it makes, and the counts.
 * A piece of evidence is compared with what was accounted for in its place; what differs is posted to the rows.
 *
 * <p>Whatever is stored or forwarded is made before anything is, so that nothing that can fail stands between the two.
 */
final class Ledger implements Processor<byte[], byte[], byte[], byte[]> {
    static final String EVIDENCE = "evidence";
    static final String STATEMENTS = "statements-of-actors";
    static final String ACTOR_COUNTS = "counts-of-actors";
    static final String MENTION_COUNTS = "counts-of-mentions";

    static final String STATEMENTS_SINK = "statements";
    static final String DEAD_LETTERS_SINK = "evidence-dead-letters";

    private final Topics topics;
    private final UnaryOperator<Tally> posting;
    private ProcessorContext<byte[], byte[]> context;
    private DeadLetterOutput deadLetters;
    private KeyValueStore<Bytes, byte[]> evidence;
    private KeyValueStore<Bytes, byte[]> statements;
    private KeyValueStore<Bytes, byte[]> actorCounts;
    private KeyValueStore<Bytes, byte[]> mentionCounts;

    /** @param posting what becomes of each difference before it is posted: nothing, but for tests of the tests */
    @SuppressWarnings("NullAway.Init") // init() comes before all else
    Ledger(Topics topics, UnaryOperator<Tally> posting) {
        this.topics = topics;
        this.posting = posting;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        deadLetters = new DeadLetterOutput(processorContext);
        evidence = processorContext.getStateStore(EVIDENCE);
        statements = processorContext.getStateStore(STATEMENTS);
        actorCounts = processorContext.getStateStore(ACTOR_COUNTS);
        mentionCounts = processorContext.getStateStore(MENTION_COUNTS);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        Evidence piece;
        try {
            piece = Evidence.decode(record.value());
        } catch (MalformedRecordException e) {
            Origin origin = Origin.of(record, context.recordMetadata(), CountingTopology.BY_ACTOR);
            deadLetters.send(e.getMessage(), e, origin, DEAD_LETTERS_SINK);
            return;
        }
        String actorId = new String(record.key(), StandardCharsets.UTF_8);
        Bytes place = place(actorId, piece);
        Members before = Members.decode(evidence.get(place));
        Members after = before.with(piece);
        if (after.equals(before)) {
            return;
        }
        Deltas deltas = new Deltas(!actorId.isEmpty());
        List<Write> writes = new ArrayList<>();
        writes.add(new Write(evidence, place, after.isEmpty() ? null : after.encode()));
        List<Publication> publications = new ArrayList<>();
        switch (piece.kind()) {
            case STATEMENT -> statement(actorId, piece, before, after, deltas, writes, publications);
            case NON_RESPONSE -> deltas.nonResponses(before, after);
            case ENTITY -> deltas.entities(before, after);
        }
        for (Map.Entry<Row, Tally> entry : deltas.rows().entrySet()) {
            Tally delta = posting.apply(entry.getValue());
            if (!delta.isZero()) {
                post(actorId, entry.getKey(), delta, writes, publications);
            }
        }

        // Nothing above has touched a store or an output, nothing below can fail for what the record holds.
        for (Write write : writes) {
            write.execute();
        }
        for (Publication publication : publications) {
            context.forward(
                    new Record<>(publication.key(), publication.value(), record.timestamp(), new RecordHeaders()),
                    publication.sink());
        }
    }

    /** A value to be stored; null takes the key away. */
    private record Write(KeyValueStore<Bytes, byte[]> store, Bytes key, byte @Nullable [] value) {
        @SuppressWarnings("NullAway") // that is how stores delete
        void execute() {
            store.put(key, value);
        }
    }

    /** A public record; null is a tombstone. */
    private record Publication(String sink, byte[] key, byte @Nullable [] value) {}

    private static Bytes place(String actorId, Evidence piece) {
        return Bytes.wrap(new BinaryWriter(160)
                .octet(piece.kind().ordinal())
                .text(actorId)
                .text(piece.fingerprint())
                .raw(utf8(piece.storyId()))
                .toBytes());
    }

    private void statement(
            String actorId,
            Evidence piece,
            Members before,
            Members after,
            Deltas deltas,
            List<Write> writes,
            List<Publication> publications) {
        if (actorId.isEmpty()) {
            deltas.statement(before, after, new StatementCells());
            return;
        }
        byte[] key = utf8(Keys.statement(actorId, piece.fingerprint()));
        Bytes storeKey = Bytes.wrap(key);
        StatementCells statement = StatementCells.decode(statements.get(storeKey));
        if (piece.facts() != null) {
            statement.content(piece.facts().content());
        }
        deltas.statement(before, after, statement);
        if (statement.isEmpty()) {
            writes.add(new Write(statements, storeKey, null));
            publications.add(new Publication(STATEMENTS_SINK, key, null));
        } else {
            writes.add(new Write(statements, storeKey, statement.encode()));
            byte[] published = topics.statements()
                    .valueSerde()
                    .serializer()
                    .serialize(topics.statements().name(), statement.published(actorId, piece.fingerprint()));
            publications.add(new Publication(STATEMENTS_SINK, key, published));
        }
    }

    private void post(String id, Row row, Tally delta, List<Write> writes, List<Publication> publications) {
        CountTable table = row.table();
        byte[] key = utf8(table.key(id, row.part()));
        Bytes storeKey = table.storeKey(key);
        KeyValueStore<Bytes, byte[]> store = table.ofEntities() ? mentionCounts : actorCounts;
        byte[] stored = store.get(storeKey);
        Tally sum = stored == null ? delta : Tally.decode(stored).add(delta);
        boolean gone = sum.isZero();
        writes.add(new Write(store, storeKey, gone ? null : sum.encode()));
        publications.add(
                new Publication(table.sink(), key, gone ? null : table.published(topics, id, row.part(), sum)));
    }
}

package dev.hearsay.streams.counting;

import static dev.hearsay.streams.counting.CountTable.utf8;

import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The claims and entities of one partition that are live, as they were last sent to the ledger, in one store. Claims are
 * found by their id, which is all that a tombstone says, and, like entities, by the name that an alias may move.
 */
final class KnownEvidence {
    private static final int CLAIM = 0;
    private static final int BY_NAME = 1;
    private static final int ENTITY = 2;

    private final KeyValueStore<Bytes, byte[]> store;

    KnownEvidence(KeyValueStore<Bytes, byte[]> store) {
        this.store = store;
    }

    /**
     * A claim or entity.
     *
     * @param name id of its actor or entity before aliases; empty for an unnamed speaker
     * @param encoded evidence
     */
    record Known(String name, byte[] encoded) {
        Evidence evidence() {
            return Evidence.decode(encoded);
        }

        boolean same(@Nullable Known other) {
            return other != null && name.equals(other.name) && Arrays.equals(encoded, other.encoded);
        }
    }

    @Nullable Known claim(byte[] claimId) {
        byte[] stored = store.get(claimKey(claimId));
        if (stored == null) {
            return null;
        }
        BinaryReader in = new BinaryReader(stored);
        return new Known(in.text(), in.rest());
    }

    /** Replaces what is known of a claim; null forgets it. */
    @SuppressWarnings("NullAway") // that is how stores delete
    void claim(byte[] claimId, @Nullable Known before, @Nullable Known after) {
        if (before != null && (after == null || !after.name().equals(before.name()))) {
            store.put(nameKey(before.name(), BY_NAME, claimId), null);
        }
        if (after == null) {
            store.put(claimKey(claimId), null);
            return;
        }
        store.put(
                claimKey(claimId),
                new BinaryWriter(after.encoded().length + 64)
                        .text(after.name())
                        .raw(after.encoded())
                        .toBytes());
        if (before == null || !before.name().equals(after.name())) {
            store.put(nameKey(after.name(), BY_NAME, claimId), new byte[0]);
        }
    }

    @Nullable Known entity(String storyId, String name) {
        byte[] stored = store.get(nameKey(name, ENTITY, utf8(storyId)));
        return stored == null ? null : new Known(name, stored);
    }

    /** Replaces what is known of an entity of a story; null forgets it. */
    @SuppressWarnings("NullAway") // that is how stores delete
    void entity(String storyId, String name, @Nullable Known after) {
        store.put(nameKey(name, ENTITY, utf8(storyId)), after == null ? null : after.encoded());
    }

    /** Everything under a name. */
    void forEach(String name, Consumer<Known> action) {
        Bytes prefix = Bytes.wrap(namePrefix(name).toBytes());
        try (KeyValueIterator<Bytes, byte[]> found = store.prefixScan(prefix, new BytesSerializer())) {
            while (found.hasNext()) {
                var entry = found.next();
                BinaryReader in = new BinaryReader(entry.key.get());
                in.octet();
                in.text();
                boolean claim = in.octet() == BY_NAME;
                Known known = claim ? claim(in.rest()) : new Known(name, entry.value);
                if (known != null) {
                    action.accept(known);
                }
            }
        }
    }

    private static Bytes claimKey(byte[] claimId) {
        return Bytes.wrap(
                new BinaryWriter(claimId.length + 1).octet(CLAIM).raw(claimId).toBytes());
    }

    private static Bytes nameKey(String name, int kind, byte[] id) {
        return Bytes.wrap(namePrefix(name).octet(kind).raw(id).toBytes());
    }

    private static BinaryWriter namePrefix(String name) {
        return new BinaryWriter(name.length() + 64).octet(BY_NAME).text(name);
    }
}

package dev.hearsay.streams.extraction;

import dev.hearsay.contracts.records.StoryStatus;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of a story: the versions seen, and what was last published of it.
 *
 * @param versions the versions seen
 * @param status the status that was published
 * @param hash of the version that it was published for, or null if only cancels were seen
 * @param text hash of the text that the entities and claims were read from; null if none was read
 * @param time time of the story as published (milliseconds, UTC)
 * @param timeReplaced whether that is a time of acceptance
 * @param outlet as published
 * @param extractor version of the extractor that read it; empty if none did
 * @param wasUsable whether the story ever was usable: what comes next is then a revision
 * @param waitingUntil end of the embargo under which the article waits (milliseconds, UTC), or null
 * @param state the published record of the story
 * @param records the published entities and claims, encoded: a duplicate never needs them
 */
record StoryMemory(
        StoryVersions versions,
        StoryStatus status,
        @Nullable ContentHash hash,
        @Nullable ContentHash text,
        long time,
        boolean timeReplaced,
        String outlet,
        String extractor,
        boolean wasUsable,
        @Nullable Long waitingUntil,
        byte[] state,
        byte[] records) {

    private static final int CODEC = 1;
    private static final StoryStatus[] STATUSES = StoryStatus.values();

    /**
     * A published entity or claim.
     *
     * @param actorId the entity, or the actor of the claim if it has one
     */
    record Item(String key, @Nullable String actorId, byte[] value) {}

    /** The published entities and claims of a story, each in the order of the text. */
    record Items(List<Item> entities, List<Item> claims) {
        static final Items NONE = new Items(List.of(), List.of());

        byte[] encode() {
            int size = 32;
            for (List<Item> list : List.of(entities, claims)) {
                for (Item item : list) {
                    size += item.value().length + item.key().length() * 3 + 64;
                }
            }
            BinaryWriter out = new BinaryWriter(size);
            write(entities, out);
            write(claims, out);
            return out.toBytes();
        }

        static Items decode(byte[] bytes) {
            BinaryReader in = new BinaryReader(bytes);
            Items items = new Items(read(in), read(in));
            in.end("list of published records");
            return items;
        }

        private static void write(List<Item> list, BinaryWriter out) {
            out.number(list.size());
            for (Item item : list) {
                out.text(item.key()).optionalText(item.actorId()).bytes(item.value());
            }
        }

        private static List<Item> read(BinaryReader in) {
            int count = in.count();
            List<Item> list = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                list.add(new Item(in.text(), in.optionalText(), in.bytes()));
            }
            return list;
        }
    }

    /** Whether this is what would be published now anyway. */
    boolean shows(StoryVersions next, StoryStatus nextStatus) {
        return status == nextStatus
                && Objects.equals(hash, hash(next))
                && time == next.time()
                && timeReplaced == next.timeReplaced()
                && outlet.equals(next.outlet());
    }

    /** The same publication of more versions. */
    StoryMemory with(StoryVersions next) {
        return new StoryMemory(
                next,
                status,
                hash,
                text,
                time,
                timeReplaced,
                outlet,
                extractor,
                wasUsable,
                waitingUntil,
                state,
                records);
    }

    static @Nullable ContentHash hash(StoryVersions versions) {
        return versions.highest() == null ? null : versions.highest().hash();
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(512 + state.length + records.length).octet(CODEC);
        versions.writeTo(out);
        out.octet(status.ordinal());
        write(hash, out);
        write(text, out);
        out.number(time)
                .bool(timeReplaced)
                .text(outlet)
                .text(extractor)
                .bool(wasUsable)
                .optionalNumber(waitingUntil)
                .bytes(state)
                .raw(records);
        return out.toBytes();
    }

    static StoryMemory decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "story in the store");
        return new StoryMemory(
                StoryVersions.read(in),
                STATUSES[Math.min(in.octet(), STATUSES.length - 1)],
                readHash(in),
                readHash(in),
                in.number(),
                in.bool(),
                in.text(),
                in.text(),
                in.bool(),
                in.optionalNumber(),
                in.bytes(),
                in.rest());
    }

    private static void write(@Nullable ContentHash hash, BinaryWriter out) {
        out.bool(hash != null);
        if (hash != null) {
            hash.writeTo(out);
        }
    }

    private static @Nullable ContentHash readHash(BinaryReader in) {
        return in.bool() ? ContentHash.read(in) : null;
    }
}

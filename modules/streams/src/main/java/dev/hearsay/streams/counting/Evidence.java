package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ClaimType;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;
import org.jspecify.annotations.Nullable;

/**
 * One claim or entity of one story, as far as counts depend on it: what the gates send to the ledger of an actor. It says
 * what is true now, not what to add, so that hearing it twice changes nothing.
 *
 * @param id id of the claim, or of the entity as the story names it
 * @param fingerprint of what was said; empty for an entity
 * @param facts null where this is not true any more, of this actor
 */
record Evidence(
        Kind kind,
        String storyId,
        String fingerprint,
        String id,
        @Nullable Facts facts) {
    private static final int CODEC = 1;
    private static final Kind[] KINDS = Kind.values();
    private static final ClaimType[] TYPES = ClaimType.values();

    /** What it is evidence of. */
    enum Kind {
        STATEMENT,
        NON_RESPONSE,
        ENTITY
    }

    /**
     * What is true.
     *
     * @param type of a claim; INDIRECT, and without meaning, for an entity
     * @param mentions of an entity
     * @param reports of an entity as an actor
     * @param content of a statement, normalized; empty where the ledger keeps it elsewhere
     */
    record Facts(String hour, String outlet, NameForm form, ClaimType type, int mentions, int reports, String content) {
        Facts withoutContent() {
            return content.isEmpty() ? this : new Facts(hour, outlet, form, type, mentions, reports, "");
        }

        void writeTo(BinaryWriter out) {
            out.text(hour).text(outlet);
            form.writeTo(out);
            out.octet(type.ordinal()).number(mentions).number(reports).text(content);
        }

        static Facts read(BinaryReader in) {
            return new Facts(
                    in.text(),
                    in.text(),
                    NameForm.read(in),
                    TYPES[Math.min(in.octet(), TYPES.length - 1)],
                    (int) in.number(),
                    (int) in.number(),
                    in.text());
        }
    }

    /** That the same is not true any more. */
    Evidence withdrawn() {
        return new Evidence(kind, storyId, fingerprint, id, null);
    }

    /** Whether the ledger of an actor keeps both in one place, so that the one takes over from the other. */
    boolean replaces(Evidence other) {
        return kind == other.kind
                && id.equals(other.id)
                && storyId.equals(other.storyId)
                && fingerprint.equals(other.fingerprint);
    }

    byte[] encode() {
        BinaryWriter out = new BinaryWriter(256)
                .octet(CODEC)
                .octet(kind.ordinal())
                .text(storyId)
                .text(fingerprint)
                .text(id)
                .bool(facts != null);
        if (facts != null) {
            facts.writeTo(out);
        }
        return out.toBytes();
    }

    static Evidence decode(byte[] bytes) {
        BinaryReader in = new BinaryReader(bytes);
        in.version(CODEC, "piece of evidence");
        Evidence evidence = new Evidence(
                KINDS[Math.min(in.octet(), KINDS.length - 1)],
                in.text(),
                in.text(),
                in.text(),
                in.bool() ? Facts.read(in) : null);
        in.end("piece of evidence");
        return evidence;
    }
}

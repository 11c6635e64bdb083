package dev.hearsay.streams.counting;

import dev.hearsay.contracts.records.ActorType;
import dev.hearsay.streams.binary.BinaryReader;
import dev.hearsay.streams.binary.BinaryWriter;

/** A name and type under which a record shows an actor or entity; ordered by name, then by type, both by code point. */
record NameForm(String name, ActorType type) implements Comparable<NameForm> {
    private static final ActorType[] TYPES = ActorType.values();

    @Override
    public int compareTo(NameForm other) {
        int byName = CodePointOrder.compare(name, other.name);
        return byName != 0 ? byName : type.name().compareTo(other.type.name());
    }

    void writeTo(BinaryWriter out) {
        out.text(name).octet(type.ordinal());
    }

    static NameForm read(BinaryReader in) {
        return new NameForm(in.text(), TYPES[Math.min(in.octet(), TYPES.length - 1)]);
    }
}

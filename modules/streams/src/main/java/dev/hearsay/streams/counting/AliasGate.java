package dev.hearsay.streams.counting;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.streams.processor.api.Record;

/** Moves everything under a name when an alias is set, changed or taken back. */
final class AliasGate extends Gate {
    static final String OUTPUT = "evidence-all";

    AliasGate() {
        super(OUTPUT);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        String name = new String(record.key(), StandardCharsets.UTF_8);
        String before = actor(name);
        alias(record.key(), record.value());
        String after = actor(name);
        if (!after.equals(before)) {
            known().forEach(name, known -> {
                send(before, known.evidence().withdrawn().encode(), record.timestamp());
                send(after, known.encoded(), record.timestamp());
            });
        }
    }
}

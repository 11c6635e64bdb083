package dev.hearsay.store;

import static dev.hearsay.store.Samples.TOPICS;
import static dev.hearsay.store.Samples.counts;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class DecoderTest {
    private final Decoder decoder = new Decoder(TOPICS);

    @Test
    void aRecordWithoutAKeyIsMalformed() {
        assertThat(causeOf(TOPICS.actorCounts().name(), null, null)).isEqualTo("the record has no key");
    }

    @Test
    void aKeyThatIsNotOfItsTopicIsMalformedInATombstoneToo() {
        assertThat(causeOf(TOPICS.entities().name(), utf8("plain"), null))
                .isEqualTo("'plain' is no key of an entity in a story");
        assertThat(causeOf(TOPICS.actorCountsHourly().name(), utf8("a|b|c"), null))
                .contains("exactly one '|'");
    }

    @Test
    void anHourlyValueWithoutAnHourIsMalformed() {
        byte[] value =
                Samples.bytes(TOPICS.actorCountsHourly(), counts("mira", 1, 1).build());
        assertThat(causeOf(TOPICS.actorCountsHourly().name(), utf8("mira|2026-11-23T12Z"), value))
                .isEqualTo("the value has no hour");
    }

    @Test
    void anUnknownSchemaIdIsNamed() {
        assertThat(causeOf(TOPICS.actorCounts().name(), utf8("mira"), new byte[] {0, 0, 0, 0, 7, 1}))
                .isEqualTo("schema id 7 is unknown to the catalog");
    }

    private String causeOf(String topic, byte[] key, byte[] value) {
        Decoder.Decoded decoded = decoder.decode(List.of(new ConsumerRecord<>(topic, 0, 0, key, value)));
        assertThat(decoded.changes()).isEmpty();
        assertThat(decoded.malformed()).hasSize(1);
        return decoded.malformed().get(0).cause();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

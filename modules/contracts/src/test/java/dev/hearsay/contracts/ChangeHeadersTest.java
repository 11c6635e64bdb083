package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.contracts.ChangeHeaders.Side;
import dev.hearsay.contracts.records.Cause;
import dev.hearsay.contracts.records.StoryStatus;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class ChangeHeadersTest {
    private static final ChangeHeaders REVISION = new ChangeHeaders(
            "northfield:7",
            Optional.of("2"),
            StoryStatus.USABLE,
            Cause.REVISED,
            Optional.of(new Side(Optional.of("alder juniper"), "Northfield Wire", "2026-11-23T14Z")),
            Optional.of(new Side(Optional.of("amara nkembe"), "Northfield Wire", "2026-11-23T13Z")));

    @Property
    void headersGiveBackWhatWasWritten(@ForAll("changes") ChangeHeaders change) {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);

        change.writeTo(headers);

        assertThat(ChangeHeaders.read(headers)).contains(change);
    }

    @Test
    void headersAreReadableText() {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);

        assertThat(text(headers, "hearsay.story")).isEqualTo("northfield:7");
        assertThat(text(headers, "hearsay.version")).isEqualTo("2");
        assertThat(text(headers, "hearsay.status")).isEqualTo("USABLE");
        assertThat(text(headers, "hearsay.cause")).isEqualTo("REVISED");
        assertThat(text(headers, "hearsay.old.actor")).isEqualTo("alder juniper");
        assertThat(text(headers, "hearsay.new.hour")).isEqualTo("2026-11-23T13Z");
        assertThat(text(headers, "hearsay.new.outlet")).isEqualTo("Northfield Wire");
    }

    @Test
    void strippingLeavesTheHeadersOfOthers() {
        Headers headers = new RecordHeaders().add("traceparent", new byte[] {1});
        REVISION.writeTo(headers);

        ChangeHeaders.strip(headers);

        assertThat(headers).extracting(h -> h.key()).containsExactly("traceparent");
        assertThat(ChangeHeaders.read(headers)).isEmpty();
    }

    @Test
    void causesAndStatusesOfALaterReleaseAreUnknown() {
        Headers headers = new RecordHeaders();
        REVISION.writeTo(headers);
        headers.add("hearsay.cause", "RETOLD".getBytes(StandardCharsets.UTF_8));
        headers.add("hearsay.status", "RESTING".getBytes(StandardCharsets.UTF_8));

        ChangeHeaders read = ChangeHeaders.read(headers).orElseThrow();

        assertThat(read.cause()).isEqualTo(Cause.UNKNOWN);
        assertThat(read.status()).isEqualTo(StoryStatus.UNKNOWN);
    }

    @Test
    void aHeaderWithoutAValueIsAbsent() {
        Headers headers = new RecordHeaders().add("hearsay.story", null);

        assertThat(ChangeHeaders.read(headers)).isEmpty();
    }

    @Provide
    Arbitrary<ChangeHeaders> changes() {
        Arbitrary<String> text = Arbitraries.of("a", "b|", ":%", " ", "é", "😀")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
        Arbitrary<Optional<Side>> side =
                Combinators.combine(text.optional(), text, text).as(Side::new).optional();
        return Combinators.combine(
                        text,
                        text.optional(),
                        Arbitraries.of(StoryStatus.values()),
                        Arbitraries.of(Cause.values()),
                        side,
                        side)
                .as(ChangeHeaders::new);
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}

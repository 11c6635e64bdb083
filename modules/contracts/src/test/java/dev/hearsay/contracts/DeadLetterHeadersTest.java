package dev.hearsay.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class DeadLetterHeadersTest {
    private static DeadLetterHeaders letter(String cause, String stackTrace) {
        return new DeadLetterHeaders(cause, "hearsay-extraction", "hearsay.articles", 3, 42, 1_000, stackTrace);
    }

    @Property
    void headersGiveBackWhatWasWritten(
            @ForAll @IntRange(min = -1) int partition,
            @ForAll @LongRange(min = -1) long offset,
            @ForAll @LongRange(min = -1) long timestamp) {
        DeadLetterHeaders letter =
                new DeadLetterHeaders("schema id 7 is unknown", "été", "t", partition, offset, timestamp, "at …\n");
        Headers headers = new RecordHeaders();
        letter("an earlier failure", "x").writeTo(headers);

        letter.writeTo(headers);

        assertThat(DeadLetterHeaders.read(headers)).contains(letter);
        assertThat(headers).hasSize(7);
    }

    @Test
    void textsAreBoundedAndNeverCutInsideACharacter() {
        DeadLetterHeaders letter = letter("a" + "😀".repeat(10_000), "a" + "😀".repeat(10_000));
        Headers headers = new RecordHeaders();
        letter.writeTo(headers);

        assertThat(letter.stackTrace()).hasSizeLessThanOrEqualTo(DeadLetterHeaders.MAX_STACK_TRACE);
        assertThat(DeadLetterHeaders.read(headers)).contains(letter);
        assertThat(letter.cause()).startsWith("a😀").endsWith("😀");
    }

    @Test
    void theStackTraceOfADeepFailureIsBounded() {
        Throwable failure = new IllegalStateException("top");
        for (int i = 0; i < 100; i++) {
            failure = new IllegalStateException("level " + i, failure);
        }

        assertThat(DeadLetterHeaders.stackTraceOf(failure))
                .startsWith("java.lang.IllegalStateException: level 99")
                .hasSizeLessThanOrEqualTo(DeadLetterHeaders.MAX_STACK_TRACE);
    }

    @Test
    void strippingLeavesTheHeadersOfOthers() {
        Headers headers = new RecordHeaders().add("hearsay.cause", new byte[] {1});
        letter("broken", "").writeTo(headers);

        DeadLetterHeaders.strip(headers);

        assertThat(headers).extracting(h -> h.key()).containsExactly("hearsay.cause");
        assertThat(DeadLetterHeaders.read(headers)).isEmpty();
    }

    @Test
    void damagedNumbersReadAsUnknown() {
        Headers headers = new RecordHeaders();
        letter("broken", "").writeTo(headers);
        headers.add("hearsay.error.offset", "many".getBytes(StandardCharsets.UTF_8));
        headers.add("hearsay.error.partition", "99999999999".getBytes(StandardCharsets.UTF_8));

        DeadLetterHeaders read = DeadLetterHeaders.read(headers).orElseThrow();

        assertThat(read.offset()).isEqualTo(-1);
        assertThat(read.partition()).isEqualTo(-1);
        assertThat(read.timestamp()).isEqualTo(1_000);
    }
}

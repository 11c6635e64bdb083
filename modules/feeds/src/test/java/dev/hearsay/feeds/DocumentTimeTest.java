package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTimeTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2031-05-06T10:00:00Z | 2031-05-06T10:00:00Z | true",
                "2031-05-06T10:00:00.123+02:00 | 2031-05-06T08:00:00.123Z | true",
                "2031-05-06T10:00:00+0200 | 2031-05-06T08:00:00Z | true",
                "2031-05-06T10:00+02 | 2031-05-06T08:00:00Z | true",
                "2031-05-06 10:00:00 | 2031-05-06T10:00:00Z | false",
                "2031-05-06 10:00:00 +0200 | 2031-05-06T08:00:00Z | true",
                "2031-05-06 | 2031-05-06T00:00:00Z | false",
                "20310506T100000+0200 | 2031-05-06T08:00:00Z | true",
                "20310506T100000Z | 2031-05-06T10:00:00Z | true",
                "20310506 | 2031-05-06T00:00:00Z | false",
                "Tue, 06 May 2031 10:00:00 GMT | 2031-05-06T10:00:00Z | true",
                "Tue, 6 May 31 10:00 EST | 2031-05-06T15:00:00Z | true",
                "06 May 2031 10:00:00 +0200 | 2031-05-06T08:00:00Z | true",
                "Tuesday, 06 September 2031 10:00:00 Z | 2031-09-06T10:00:00Z | true",
                "Tue, 06 May 2031 | 2031-05-06T00:00:00Z | false",
            })
    void readsWhatAgenciesWrite(String text, Instant instant, boolean zoned) {
        assertThat(DocumentTime.parse(text)).contains(new DocumentTime(instant, zoned));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2031", "2031-13-06T10:00:00Z", "2031-02-30", "99999999999", "12:00:00 Z"})
    void readsNothingElse(String text) {
        assertThat(DocumentTime.parse(text)).isEmpty();
    }

    @Property(tries = 500)
    void neverFails(@ForAll String text) {
        assertThat(DocumentTime.parse(text)).isNotNull();
    }
}

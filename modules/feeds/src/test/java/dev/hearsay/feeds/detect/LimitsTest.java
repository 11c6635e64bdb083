package dev.hearsay.feeds.detect;

import static dev.hearsay.feeds.Reading.all;
import static dev.hearsay.feeds.Reading.gzip;
import static dev.hearsay.feeds.Reading.options;
import static dev.hearsay.feeds.Reading.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadLimits;
import dev.hearsay.feeds.Refusal;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
    private static final String STORY =
            "{\"uri\":\"urn:x:1\",\"provider\":\"Quill\",\"language\":\"en\",\"body_text\":\"Odile Marrane said so.\"}\n";

    @Test
    void lineBeyondTheLimitIsRefusedWithItsSizeAndNotKept() {
        ReadLimits small = new ReadLimits(1000, 100, 250, 1 << 20, 10);
        String lines = STORY + "{\"x\":\"" + "y".repeat(300_000) + "\"}\n" + STORY;
        List<Parsed> all = all(lines, options("a.jsonl").withLimits(small));
        assertThat(all).hasSize(3);
        assertThat(all.get(1)).hasToString("a.jsonl:2: a line of 300008 bytes; the limit is 1000");
        assertThat(all.get(2)).isInstanceOf(Parsed.Accepted.class);
    }

    @Test
    void lineOfAGigabyteTakesNoMemory() {
        InputStream gigabyte = new InputStream() {
            private long left = 1L << 30;

            @Override
            public int read() {
                return left-- > 0 ? 'a' : -1;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int n = (int) Math.min(left, length);
                Arrays.fill(buffer, from, from + n, (byte) 'a');
                left -= n;
                return n;
            }
        };
        List<Parsed> all = new ArrayList<>();
        ArticleReader.read(gigabyte, options("a.jsonl"), all::add);
        assertThat(all).singleElement().hasToString("a.jsonl:1: a line of 1073741824 bytes; the limit is 33554432");
    }

    @Test
    void documentBeyondTheLimitIsRefused() {
        ReadLimits small = new ReadLimits(1000, 100, 250, 1 << 20, 10);
        assertThat(refused(
                                "word ".repeat(500).getBytes(StandardCharsets.UTF_8),
                                options("a.txt").withLimits(small))
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void packedBombIsRefused() {
        byte[] bomb = gzip(new byte[64 << 20]);
        assertThat(refused(bomb, options("a.jsonl.gz")).kind()).isEqualTo(Refusal.TOO_LARGE);
        byte[] nested = gzip(gzip(gzip(gzip(gzip(STORY.getBytes(StandardCharsets.UTF_8))))));
        assertThat(refused(nested, options("a.jsonl.gz")).reason()).contains("packed more than");
    }

    @Test
    void storiesBeforeTheBreakInAPackedFileAreRead() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            many.append(STORY.replace("x:1", "x:" + Integer.toHexString(i * 31)));
        }
        byte[] packed = gzip(many.toString().getBytes(StandardCharsets.UTF_8));
        List<Parsed> all = all(Arrays.copyOf(packed, packed.length / 2), options("a.jsonl.gz"));
        assertThat(all.size()).isGreaterThan(1000);
        Parsed last = all.get(all.size() - 1);
        assertThat(last).isInstanceOf(Parsed.Refused.class);
        assertThat(((Parsed.Refused) last).kind()).isEqualTo(Refusal.UNREADABLE);
        assertThat(last.origin().line()).isPositive();
    }

    @Test
    void linesAreToldFromDocumentsByContent() {
        assertThat(all(STORY + STORY, options("<stdin>"))).hasSize(2);
        assertThat(all("garbage\n" + STORY + STORY, options("<stdin>"))).hasSize(3);
        assertThat(all("\uFEFF" + STORY, options("<stdin>"))).singleElement().isInstanceOf(Parsed.Accepted.class);
        assertThat(all(STORY.replace(",\"", ",\n \""), options("<stdin>")))
                .singleElement()
                .isInstanceOf(Parsed.Accepted.class);
    }
}

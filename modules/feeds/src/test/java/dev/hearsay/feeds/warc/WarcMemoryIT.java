package dev.hearsay.feeds.warc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.feeds.FeedReport;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A web archive that is far larger than the memory; {@code -Dwarc.megabytes=1024} is the full measure. */
class WarcMemoryIT {
    private static final long MEGABYTES = Long.getLong("warc.megabytes", 96);
    private static final int RECORD = 128 * 1024;

    @Test
    void archiveIsReadInConstantMemory() throws IOException {
        long records = MEGABYTES * (1 << 20) / RECORD;
        Iterator<InputStream> parts =
                LongStream.range(0, records).mapToObj(WarcMemoryIT::record).iterator();
        Enumeration<InputStream> all = new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return parts.next();
            }
        };
        FeedReport report = new FeedReport();
        Runtime runtime = Runtime.getRuntime();
        long[] most = new long[1];
        long start = System.nanoTime();
        try (InputStream in = new SequenceInputStream(all)) {
            ArticleReader.read(in, ReadOptions.of("large.warc"), parsed -> {
                report.add(parsed);
                if (report.read() % 500 == 0) {
                    System.gc();
                    most[0] = Math.max(most[0], runtime.totalMemory() - runtime.freeMemory());
                }
            });
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        assertThat(report.accepted()).isEqualTo(records);
        assertThat(most[0]).isLessThan(200L << 20);
        System.out.printf(
                "WARC of %,d MB: %,d pages in %.1f s (%.0f MB/s), %,d MB live at most%n",
                MEGABYTES, records, seconds, MEGABYTES / seconds, most[0] >> 20);
    }

    private static InputStream record(long n) {
        StringBuilder page = new StringBuilder("<html lang=\"en\"><head><title>Harbor</title><script>");
        page.append("x".repeat(RECORD - 6_000)).append("</script></head><body><article>");
        for (int p = 0; p < 12; p++) {
            page.append("<p>The harbor of Port Varley will open on day ")
                    .append(n)
                    .append(", after ")
                    .append(p)
                    .append(
                            " years, the harbor master Odile Marrane told reporters, and nobody, as far as one could see, cheered.</p>");
        }
        String http =
                "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page + "</article></body></html>";
        String record = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:" + new java.util.UUID(1, n)
                + ">\r\nWARC-Date: 2031-05-06T11:00:00Z\r\nWARC-Target-URI: https://echo.example/" + n
                + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
                + http.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + http + "\r\n\r\n";
        return new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8));
    }
}

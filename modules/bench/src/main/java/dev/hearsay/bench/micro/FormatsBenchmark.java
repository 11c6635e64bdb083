package dev.hearsay.bench.micro;

import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading by format: a story of 4 kB of text in each, from bytes to article; {@code documents} and {@code bytes} a second. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@State(Scope.Benchmark)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
public class FormatsBenchmark {
    private static final int PARAGRAPHS = 20;
    private static final int RECORDS = 50;

    /** The format. */
    @Param({"newsml-g2", "nitf", "ninjs", "rss", "html", "csv", "jsonl", "warc", "warc.gz", "text"})
    public String format = "";

    private byte[] document = new byte[0];
    private ReadOptions options = ReadOptions.of("");

    /** What one call did, as rates. */
    @AuxCounters
    @State(Scope.Thread)
    public static class Rates {
        /** Articles. */
        public long documents;
        /** Bytes. */
        public long bytes;
    }

    /** Makes the document. */
    @Setup
    public void make() {
        document = switch (format) {
            case "newsml-g2" -> utf8(newsml());
            case "nitf" -> utf8(nitf());
            case "ninjs" ->
                utf8(lines("{\"uri\":\"urn:x:%d\",\"version\":\"1\",\"provider\":\"Quill\",\"language\":\"en\","
                        + "\"versioncreated\":\"2031-05-06T09:10:00Z\",\"headline\":\"Harbor to open\",\"body_text\":\""
                        + plain("\\n\\n") + "\"}\n"));
            case "rss" -> utf8(rss());
            case "html" -> utf8(page());
            case "csv" -> utf8("id,title,text\n" + lines("%d,Harbor to open,\"" + plain("\n\n") + "\"\n"));
            case "jsonl" ->
                utf8(lines("{\"id\":\"%d\",\"title\":\"Harbor to open\",\"text\":\"" + plain("\\n\\n") + "\"}\n"));
            case "warc" -> warc(false);
            case "warc.gz" -> warc(true);
            default -> utf8("Harbor to open\n\n" + plain("\n\n"));
        };
        options = ReadOptions.of("benchmark." + (format.equals("ninjs") ? "jsonl" : format))
                .withLanguage("en")
                .withProvider("Quill");
        if (format.equals("jsonl")) {
            options = options.withFormat(dev.hearsay.feeds.Format.JSON_LINES);
        }
    }

    /** Reads it. */
    @Benchmark
    public long read(Rates rates) {
        long[] articles = new long[1];
        ArticleReader.read(new ByteArrayInputStream(document), options, parsed -> {
            if (!(parsed instanceof Parsed.Accepted)) {
                throw new IllegalStateException(parsed.toString());
            }
            articles[0]++;
        });
        rates.documents += articles[0];
        rates.bytes += document.length;
        return articles[0];
    }

    private static String sentence(int n) {
        return "The harbor of Port Varley will open on Monday, after " + n
                + " years of work, the harbor master Odile Marrane told reporters, and the council, which paid for the quay,"
                + " declined to say what it had cost or who would use it.";
    }

    private static String plain(String between) {
        StringBuilder text = new StringBuilder();
        for (int n = 0; n < PARAGRAPHS; n++) {
            text.append(n == 0 ? "" : between).append(sentence(n));
        }
        return text.toString();
    }

    private static String marked() {
        return "<p>" + plain("</p>\n<p>") + "</p>";
    }

    private static String lines(String line) {
        StringBuilder all = new StringBuilder();
        for (int n = 0; n < RECORDS; n++) {
            all.append(String.format(java.util.Locale.ROOT, line, n));
        }
        return all.toString();
    }

    private static String newsml() {
        return "<?xml version=\"1.0\"?><newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:x:1\" version=\"1\">"
                + "<itemMeta><itemClass qcode=\"ninat:text\"/><provider literal=\"Quill\"/><versionCreated>2031-05-06T09:10:00Z</versionCreated>"
                + "</itemMeta><contentMeta><headline>Harbor to open</headline></contentMeta><contentSet><inlineXML><html><body>"
                + marked()
                + "</body></html></inlineXML></contentSet></newsItem>";
    }

    private static String nitf() {
        return "<?xml version=\"1.0\"?><nitf><head><docdata><doc-id id-string=\"1\" regsrc=\"Quill\"/><du-key version=\"1\"/></docdata></head>"
                + "<body><body.head><hedline><hl1>Harbor to open</hl1></hedline></body.head><body.content>" + marked()
                + "</body.content></body></nitf>";
    }

    private static String rss() {
        return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>E</title><link>https://echo.example/</link><description>x</description>"
                + lines("<item><guid>https://echo.example/%d</guid><title>Harbor to open</title><description><![CDATA["
                        + marked().replace("%", "%%") + "]]></description></item>")
                + "</channel></rss>";
    }

    private static String page() {
        return "<!DOCTYPE html><html lang=\"en\"><head><title>Harbor to open</title><link rel=\"canonical\" href=\"https://echo.example/1\"></head>"
                + "<body><nav><a href=\"/\">Home</a></nav><article><h1>Harbor to open</h1>" + marked()
                + "</article><footer>End</footer></body></html>";
    }

    private static byte[] warc(boolean packed) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] page = utf8(page());
        byte[] http = utf8("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: " + page.length
                + "\r\n\r\n");
        try {
            for (int n = 0; n < RECORDS; n++) {
                ByteArrayOutputStream record = new ByteArrayOutputStream();
                record.write(
                        utf8("WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-"
                                + String.format(java.util.Locale.ROOT, "%012d", n)
                                + ">\r\nWARC-Date: 2031-05-06T11:00:00Z\r\nWARC-Target-URI: https://echo.example/"
                                + n + "\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: "
                                + (http.length + page.length) + "\r\n\r\n"));
                record.write(http);
                record.write(page);
                record.write(utf8("\r\n\r\n"));
                if (packed) {
                    try (GZIPOutputStream gzip = new GZIPOutputStream(all)) {
                        record.writeTo(gzip);
                    }
                } else {
                    record.writeTo(all);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

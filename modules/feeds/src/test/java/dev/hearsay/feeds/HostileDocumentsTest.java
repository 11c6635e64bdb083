package dev.hearsay.feeds;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Documents that are made to do harm: refused, in bounded time and memory. What a refusal allocates in all is printed. */
@Timeout(60)
class HostileDocumentsTest {
    private static final int MB = 1 << 20;

    private static Parsed.Refused refused(String what, InputStream in, String name) {
        return refused(what, in, ReadOptions.of(name));
    }

    private static Parsed.Refused refused(String what, InputStream in, ReadOptions options) {
        List<Parsed> all = measured(what, in, options);
        assertThat(all).as("%s: %s", what, all).hasSize(1);
        assertThat(all.get(0)).isInstanceOf(Parsed.Refused.class);
        return (Parsed.Refused) all.get(0);
    }

    private static List<Parsed> measured(String what, InputStream in, ReadOptions options) {
        List<Parsed> all = new ArrayList<>();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        ArticleReader.read(in, options, all::add);
        System.out.printf(
                "%-28s refused after %,d ms, %,d MB allocated in all: %s%n",
                what,
                (System.nanoTime() - start) / 1_000_000,
                (threads.getCurrentThreadAllocatedBytes() - before) / MB,
                all);
        return all;
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** So many times this byte, without holding them. */
    private static InputStream many(char c, long times) {
        return new InputStream() {
            private long left = times;

            @Override
            public int read() {
                return left-- > 0 ? c : -1;
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int n = (int) Math.min(left, length);
                Arrays.fill(buffer, from, from + n, (byte) c);
                left -= n;
                return n;
            }
        };
    }

    private static String laughs(String root) {
        StringBuilder entities = new StringBuilder("<!DOCTYPE " + root + " [<!ENTITY e0 \"ha\">");
        for (int i = 1; i < 12; i++) {
            entities.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return "<?xml version=\"1.0\"?>" + entities + "]><" + root + ">&e11;</" + root + ">";
    }

    @Test
    void billionLaughsAreNotLaughed() {
        for (String root : List.of("newsItem", "nitf", "rss", "feed")) {
            assertThat(refused("billion laughs in " + root, text(laughs(root)), "a.xml")
                            .reason())
                    .contains("was referenced, but not declared");
        }
    }

    @Test
    void externalEntitiesAndDocumentTypesAreNeitherReadNorFetched(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the secret words");
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(300);
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x.dtd";
            for (String root : List.of("newsItem", "nitf", "rss", "feed")) {
                String document = "<!DOCTYPE " + root + " SYSTEM \"" + address + "\" [<!ENTITY % p SYSTEM \"" + address
                        + "\"> %p; <!ENTITY s SYSTEM \"" + secret.toUri() + "\">]><" + root + ">&s;</" + root + ">";
                assertThat(refused("external entity in " + root, text(document), "a.xml")
                                .reason())
                        .doesNotContain("secret words");
            }
            org.assertj.core.api.Assertions.assertThatThrownBy(server::accept)
                    .as("nobody called the server")
                    .isInstanceOf(java.net.SocketTimeoutException.class);
        }
    }

    @Test
    void zipBombIsRefused() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("bomb.json"));
            many('0', 1L << 30).transferTo(zip);
        }
        List<Parsed> all =
                measured("zip bomb of 1 GB", new ByteArrayInputStream(bytes.toByteArray()), ReadOptions.of("bomb.zip"));
        assertThat(all)
                .isNotEmpty()
                .allMatch(p -> p instanceof Parsed.Refused r && r.kind() == Refusal.TOO_LARGE, "refused: " + all);
    }

    @Test
    void archiveOfTooManyFilesIsReadToTheLimit() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (int i = 0; i < 30; i++) {
                zip.putNextEntry(new ZipEntry(i + ".txt"));
                zip.write(("Story number " + i + ".").getBytes(StandardCharsets.UTF_8));
            }
        }
        List<Parsed> all = new ArrayList<>();
        ReadLimits few = new ReadLimits(32 << 20, 100, 250, 16L << 20, 20);
        ArticleReader.read(
                new ByteArrayInputStream(bytes.toByteArray()),
                ReadOptions.of("many.zip").withLimits(few),
                all::add);
        assertThat(all).hasSize(21);
        assertThat(all.get(20)).hasToString("many.zip: more than 20 files in the archive: the rest is not read");
    }

    @Test
    void gigabyteInOneLineOrOneDocumentIsRefused() {
        long gigabyte = 1L << 30;
        assertThat(refused("1 GB line", many('a', gigabyte), "a.jsonl").kind()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused(
                                "1 GB cell of a table",
                                new SequenceInputStream(text("id,text\n1,\""), many('a', gigabyte)),
                                "a.csv")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("1 GB element", new SequenceInputStream(text("<nitf><p>"), many('a', gigabyte)), "a.xml")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("1 GB of JSON", new SequenceInputStream(text("{\"uri\":\""), many('a', gigabyte)), "a.json")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("1 GB of text", many('a', gigabyte), "a.txt").kind()).isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void deepAndWideDocumentsAreRefused() {
        assertThat(refused("100,000 levels of XML", text("<nitf>" + "<p>".repeat(100_000)), "a.xml")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("100,000 levels of RSS", text("<rss>" + "<p>".repeat(100_000)), "a.xml")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("100,000 levels of JSON", text("{\"a\":" + "[".repeat(100_000)), "a.json")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("2 million elements", text("<nitf>" + "<p/>".repeat(2_000_000) + "</nitf>"), "a.xml")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        String channel = "<rss version=\"2.0\"><channel>" + "<a/>".repeat(2_000_000) + "</channel></rss>";
        assertThat(refused("2 million elements of RSS", text(channel), "a.xml").kind())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("100,000 levels of HTML", text("<html>" + "<div>".repeat(100_000)), "a.html")
                        .kind())
                .isEqualTo(Refusal.INCOMPLETE);
        assertThat(refused("8 million tags of HTML", text("<html>" + "<p>".repeat(8_000_000)), "a.html")
                        .kind())
                .isEqualTo(Refusal.TOO_LARGE);
        String body = "{\"uri\":\"urn:x:1\",\"body_html\":\"" + "<p>".repeat(8_000_000) + "\"}";
        assertThat(refused("8 million tags in a body", text(body), "a.json").kind())
                .isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void ampersandsAndCommentsInMassesTakeLinearTime() {
        refused("16 MB of ampersands", text("<rss>" + "&".repeat(16 * MB)), "a.xml");
        refused("open comments", text("<rss>" + "<!--".repeat(2 * MB)), "a.xml");
        refused("open character data", text("<rss>" + "<![CDATA[".repeat(MB)), "a.xml");
    }
}

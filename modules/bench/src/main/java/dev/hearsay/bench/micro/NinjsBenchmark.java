package dev.hearsay.bench.micro;

import dev.hearsay.bench.pipeline.SyntheticWire;
import dev.hearsay.contracts.records.Article;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.detect.ArticleReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Lines of ninjs to articles; operations are documents of about 4 kB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class NinjsBenchmark {
    private static final int DOCUMENTS = 200;

    private final ReadOptions options = ReadOptions.of("bench").withFormat(Format.NINJS_LINES);
    private byte[] lines = new byte[0];

    /** Makes the lines, and makes sure that every one is read. */
    @Setup
    public void prepare() {
        SyntheticWire wire = new SyntheticWire(1, 4_096);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < DOCUMENTS; i++) {
            Article story = wire.story(i);
            String body = story.getText().replace("\n\n", "</p><p>");
            text.append("{\"uri\":\"")
                    .append(story.getDocumentId())
                    .append("\",\"version\":\"1\",\"versioncreated\":\"2026-11-01T10:00:00Z\",\"pubstatus\":\"usable\"")
                    .append(",\"language\":\"en\",\"provider\":\"bench\",\"headline\":\"")
                    .append(story.getHeadline())
                    .append("\",\"body_xhtml\":\"<p>")
                    .append(body)
                    .append("</p>\"}\n");
        }
        lines = text.toString().getBytes(StandardCharsets.UTF_8);
        for (Parsed parsed : read()) {
            if (!(parsed instanceof Parsed.Accepted)) {
                throw new IllegalStateException(parsed.toString());
            }
        }
    }

    /** Bytes to articles. */
    @Benchmark
    @OperationsPerInvocation(DOCUMENTS)
    public List<Parsed> read() {
        List<Parsed> all = new ArrayList<>(DOCUMENTS);
        ArticleReader.read(new ByteArrayInputStream(lines), options, all::add);
        return all;
    }
}

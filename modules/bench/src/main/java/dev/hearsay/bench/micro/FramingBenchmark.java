package dev.hearsay.bench.micro;

import dev.hearsay.bench.pipeline.SyntheticWire;
import dev.hearsay.contracts.BundledSchemaCatalog;
import dev.hearsay.contracts.FramedSerde;
import dev.hearsay.contracts.records.Article;
import java.util.concurrent.TimeUnit;
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

/** An article to its framed bytes and back; operations are articles. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FramingBenchmark {
    /** Bytes of the article's text. */
    @Param("4096")
    public int bytes;

    private final FramedSerde<Article> serde =
            new FramedSerde<>(Article.class, "hearsay.articles", BundledSchemaCatalog.load());
    private Article article = new SyntheticWire(1, 100).story(0);
    private byte[] framed = new byte[0];

    /** Makes the article. */
    @Setup
    public void prepare() {
        article = new SyntheticWire(1, bytes).story(0);
        framed = serde.encode(article);
    }

    /** Article to bytes. */
    @Benchmark
    public byte[] encode() {
        return serde.encode(article);
    }

    /** Bytes to article. */
    @Benchmark
    public Article decode() {
        return serde.decode(framed);
    }
}

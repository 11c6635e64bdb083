package dev.hearsay.bench.micro;

import dev.hearsay.bench.pipeline.SyntheticWire;
import dev.hearsay.extract.Extraction;
import dev.hearsay.extract.Extractor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

/**
 * Texts to claims. Operations are texts; {@code tokens} counts what stands between white space, a second. The texts are the
 * {@code *.txt} of a directory ({@code -p directory=DIR}), or invented ones. The collector is that of the launcher; under G1 the network is
 * a little slower.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 3, time = 5)
@Measurement(iterations = 5, time = 5)
public class ExtractionBenchmark {
    private static final int INVENTED = 200;

    /** Where the texts are; empty for invented ones. */
    @Param("")
    public String directory = "";

    private final Extractor extractor = Extractor.open();
    private List<String> texts = List.of();
    private int[] tokens = {};
    private int next;

    /** What one thread has read. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Read {
        /** Tokens between white space. */
        public long tokens;
    }

    /** Reads the texts. */
    @Setup
    public void prepare() throws IOException {
        texts = directory.isEmpty() ? invented() : textsIn(Path.of(directory));
        tokens = texts.stream()
                .mapToInt(text -> text.strip().split("\\s+").length)
                .toArray();
    }

    private static List<String> invented() {
        SyntheticWire wire = new SyntheticWire(1, 4_096);
        return IntStream.range(0, INVENTED)
                .mapToObj(number -> wire.story(number).getText())
                .toList();
    }

    private static List<String> textsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> found = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .map(ExtractionBenchmark::text)
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalArgumentException("there is no .txt file below " + folder);
            }
            return found;
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** One text after the other. */
    @Benchmark
    public Extraction extract(Read read) {
        int index = next;
        next = index + 1 == texts.size() ? 0 : index + 1;
        read.tokens += tokens[index];
        return extractor.extract(texts.get(index), "en");
    }
}

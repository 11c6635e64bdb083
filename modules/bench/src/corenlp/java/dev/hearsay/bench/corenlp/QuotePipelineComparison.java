package dev.hearsay.bench.corenlp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.evaluation.AttributionScorer;
import edu.stanford.nlp.ling.CoreAnnotations;
import edu.stanford.nlp.pipeline.CoreDocument;
import edu.stanford.nlp.pipeline.StanfordCoreNLP;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Reads the same texts with Hearsay's extraction and with the quote pipeline of Stanford CoreNLP, in one thread of one JVM, and prints how
 * many tokens a second of processor time each reads. Runs by name only: docs/benchmarks.md has the command.
 */
class QuotePipelineComparison {
    private static final Path TEXTS = Path.of(System.getProperty("hearsay.texts", "../../../shared/data/polnear/dev/text"));
    private static final int DOCUMENTS = Integer.getInteger("hearsay.documents", 12);
    private static final int WARM_UP = 3;

    private long tokens;
    private long ours;
    private long theirs;
    private int ourClaims;
    private int theirQuotes;

    @Test
    void hearsayReadsMoreTokensASecond() throws IOException {
        List<String> texts = texts();
        Extractor extractor = Extractor.open();
        StanfordCoreNLP pipeline = new StanfordCoreNLP(quotes());
        ToIntFunction<String> hearsay = text -> extractor.extract(text, "en").claims().size();
        ToIntFunction<String> coreNlp = text -> quotes(pipeline, text);

        texts.forEach(hearsay::applyAsInt);
        texts.forEach(hearsay::applyAsInt);
        texts.stream().limit(WARM_UP).forEach(coreNlp::applyAsInt);
        for (String text : texts) {
            tokens += AttributionScorer.score(text, List.of(), List.of()).tokens();
            long start = processorTime();
            ourClaims += hearsay.applyAsInt(text);
            long between = processorTime();
            theirQuotes += coreNlp.applyAsInt(text);
            ours += between - start;
            theirs += processorTime() - between;
        }
        System.out.printf(
                Locale.ROOT,
                "%d texts, %d tokens%nHearsay  %,9.0f tokens/s  %d claims%nCoreNLP  %,9.0f tokens/s  %d quotations%nratio    %,9.0f%n",
                texts.size(),
                tokens,
                aSecond(ours),
                ourClaims,
                aSecond(theirs),
                theirQuotes,
                (double) theirs / ours);
        assertThat(ours).isLessThan(theirs);
    }

    private double aSecond(long nanoseconds) {
        return tokens * 1e9 / nanoseconds;
    }

    /** Of this thread, in nanoseconds: work that either hands to other threads would not be seen, and CoreNLP alone has such options. */
    private static long processorTime() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** What attributing quotations to persons of the text needs, everything else as CoreNLP sets it. */
    private static Properties quotes() {
        Properties properties = new Properties();
        properties.setProperty("annotators", "tokenize,pos,lemma,ner,depparse,coref,quote");
        properties.setProperty("threads", "1");
        return properties;
    }

    private static int quotes(StanfordCoreNLP pipeline, String text) {
        CoreDocument document = new CoreDocument(text);
        pipeline.annotate(document);
        return document.annotation()
                .get(CoreAnnotations.QuotationsAnnotation.class)
                .size();
    }

    /** Every n-th text of the directory, so that their number is what was asked for and all of its outlets are among them. */
    private static List<String> texts() throws IOException {
        try (Stream<Path> files = Files.list(TEXTS)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .toList();
            assertThat(all).as("text files in %s", TEXTS.toAbsolutePath()).isNotEmpty();
            int count = Math.min(DOCUMENTS, all.size());
            return Stream.iterate(0, i -> i < count, i -> i + 1)
                    .map(i -> read(all.get(i * all.size() / count)))
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(file + " cannot be read", e);
        }
    }
}

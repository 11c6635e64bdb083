package dev.hearsay.app.commands;

import dev.hearsay.app.Failure;
import dev.hearsay.app.extract.Document;
import dev.hearsay.app.extract.ExtractionText;
import dev.hearsay.app.output.Terminal;
import dev.hearsay.extract.Extractor;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hearsay extract}. */
@Command(
        name = "extract",
        description = {"Print who said what in texts: no Kafka, no database. A text is read as UTF-8, as it stands."},
        footer = {
            "",
            "With --format jsonl each document is one line, in the order given:",
            "  {\"doc\":…,\"entities\":[{\"id\",\"name\",\"type\",\"mentions\":[[start,end],…]},…],",
            "   \"claims\":[{\"id\",\"actor\":{\"id\",\"name\",\"type\"} or null,\"source\",\"cue\",\"content\",",
            "             \"type\",\"act\",\"counted\",\"confidence\",\"decidedBy\"},…]}",
            "Spans are pairs of Unicode code points from the beginning of the file, the end not included.",
            "",
            "Examples:",
            "  hearsay extract story.txt",
            "  hearsay extract stories/ --format jsonl > claims.jsonl",
            "  pbpaste | hearsay extract -"
        })
public final class ExtractCommand implements Callable<Integer> {
    private static final int MOST_AHEAD = 64;

    private final Terminal terminal;

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Text files, directories (their .txt files), or - for standard input.")
    private List<Path> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text, for people, or jsonl (default: ${DEFAULT-VALUE}).")
    private String format = "";

    @Option(
            names = "--language",
            paramLabel = "TAG",
            defaultValue = "",
            description = "BCP 47 tag of the texts' language (default: undeclared).")
    private String language = "";

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many documents to read at the same time (default: one for every processor).")
    private int threads;

    ExtractCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        boolean json = json();
        if (threads < 0) {
            throw Failure.usage("--threads must be 1 or more.");
        }
        List<Document> documents = Document.of(files);
        Extractor extractor = Extractor.open();
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(Math.min(workers, documents.size()));
        try {
            Deque<Future<String>> ahead = new ArrayDeque<>();
            for (Document document : documents) {
                if (ahead.size() == MOST_AHEAD) {
                    print(ahead.removeFirst());
                }
                ahead.addLast(pool.submit(() -> printed(extractor, document, json)));
            }
            while (!ahead.isEmpty()) {
                print(ahead.removeFirst());
            }
        } finally {
            pool.shutdownNow();
            terminal.out().flush();
        }
        return 0;
    }

    private boolean json() {
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "text" -> false;
            case "jsonl", "json" -> true;
            default -> throw Failure.usage("--format is \"" + format + "\", but must be text or jsonl.");
        };
    }

    private String printed(Extractor extractor, Document document, boolean json) {
        String text = document.text(System.in);
        ExtractionText extraction = new ExtractionText(document, text, extractor.extract(text, language));
        return json ? extraction.jsonLine() : extraction.readable();
    }

    private void print(Future<String> future) throws InterruptedException {
        try {
            terminal.out().print(future.get());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}

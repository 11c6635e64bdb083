package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import dev.hearsay.extract.evaluation.NamedSpan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Names in columns, one token a line and an empty line after each sentence. A file is read as CoNLL-2003 has it: columns
 * apart by spaces, the tag (IOB or BIO) in the last one, documents apart by {@code -DOCSTART-}. In a directory each file is a
 * document of tokens and tags, a tab between them.
 */
public final class NameColumns {
    private static final String SPACES = "[\\t-\\r\\x1c-\\x20\\x85\\p{Z}]+";
    private static final String OUTSIDE = "O";

    private NameColumns() {}

    /**
     * The documents of a file or a directory as running text, in their order.
     *
     * @throws Failure when it is not there, cannot be read or has no tagged token
     */
    public static List<AnnotatedText<NamedSpan>> read(Path path) {
        List<AnnotatedText<NamedSpan>> documents = new ArrayList<>();
        if (Files.isDirectory(path)) {
            for (Path file : CorpusFiles.in(path)) {
                documents.addAll(documents(file, NameColumns::tabbed));
            }
        } else if (Files.exists(path)) {
            documents.addAll(documents(path, NameColumns::spaced));
        } else {
            throw Failure.usage("There is no file " + path + ".");
        }
        if (documents.isEmpty()) {
            throw Failure.usage(path + " has no token with a tag beside it.");
        }
        return documents;
    }

    private static List<AnnotatedText<NamedSpan>> documents(Path file, Function<String, List<String>> columns) {
        List<AnnotatedText<NamedSpan>> documents = new ArrayList<>();
        RunningText document = new RunningText();
        List<TaggedToken> sentence = new ArrayList<>();
        for (String line : CorpusFiles.text(file).lines().toList()) {
            List<String> cells = columns.apply(line);
            boolean begins = !cells.isEmpty() && cells.get(0).equals("-DOCSTART-");
            if (line.isBlank() || begins) {
                document.add(sentence);
                sentence.clear();
            } else if (cells.size() > 1) {
                sentence.add(new TaggedToken(cells.get(0), cells.get(1)));
            }
            if (begins) {
                document.annotated().ifPresent(documents::add);
                document = new RunningText();
            }
        }
        document.add(sentence);
        document.annotated().ifPresent(documents::add);
        return documents;
    }

    private static List<String> tabbed(String line) {
        String[] cells = line.split("\t", -1);
        return cells.length > 1 && !cells[0].isEmpty() ? List.of(cells[0], cells[1]) : List.of();
    }

    private static List<String> spaced(String line) {
        String[] cells = line.replaceFirst("^" + SPACES, "").split(SPACES);
        return cells[0].isEmpty() ? List.of() : List.of(cells[0], cells.length > 1 ? cells[cells.length - 1] : OUTSIDE);
    }
}

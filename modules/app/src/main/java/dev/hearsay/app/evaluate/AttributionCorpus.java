package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import dev.hearsay.extract.evaluation.ClaimSpans;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Articles in the layout of PolNeAR: {@code text/NAME.txt} and {@code attributions/NAME_ANNOTATOR.ann}, or
 * {@code attributions/NAME.ann}. Where an article has several annotators the first in sorted order counts.
 */
public final class AttributionCorpus {
    private AttributionCorpus() {}

    /**
     * The annotated articles of this directory, in the order of their names.
     *
     * @throws Failure when a folder or a text is not there or cannot be read
     */
    public static List<AnnotatedText<ClaimSpans>> read(Path directory) {
        Path texts = CorpusFiles.folder(directory.resolve("text"));
        Path attributions = CorpusFiles.folder(directory.resolve("attributions"));
        Map<String, Path> firstByName = new TreeMap<>();
        for (Path file : CorpusFiles.in(attributions)) {
            String fileName = file.getFileName().toString();
            if (fileName.endsWith(".ann")) {
                String stem = fileName.substring(0, fileName.length() - ".ann".length());
                firstByName.putIfAbsent(articleName(texts, stem), file);
            }
        }
        if (firstByName.isEmpty()) {
            throw Failure.usage("There is no .ann file in the directory " + attributions + ".");
        }
        List<AnnotatedText<ClaimSpans>> articles = new ArrayList<>();
        firstByName.forEach((name, file) -> articles.add(article(texts.resolve(name + ".txt"), file)));
        return articles;
    }

    /**
     * The text of one article.
     *
     * @throws Failure when it is not there or cannot be read
     */
    public static String text(Path directory, String name) {
        Path file = CorpusFiles.folder(directory.resolve("text")).resolve(name + ".txt");
        if (!Files.exists(file)) {
            throw Failure.usage("There is no file " + file + ", whose actors are labeled.");
        }
        return CorpusFiles.text(file);
    }

    private static String articleName(Path texts, String stem) {
        int annotator = stem.lastIndexOf('_');
        return annotator < 0 || Files.exists(texts.resolve(stem + ".txt")) ? stem : stem.substring(0, annotator);
    }

    private static AnnotatedText<ClaimSpans> article(Path text, Path annotations) {
        if (!Files.exists(text)) {
            throw Failure.usage("There is no file " + text + ", which " + annotations + " annotates.");
        }
        try {
            return new AnnotatedText<>(CorpusFiles.text(text), BratStandoff.claims(CorpusFiles.text(annotations)));
        } catch (NumberFormatException e) {
            throw Failure.usage(annotations + " holds an offset beyond any text: " + e.getMessage() + ".");
        }
    }
}

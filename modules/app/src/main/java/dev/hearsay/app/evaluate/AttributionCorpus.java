package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Articles in the layout of PolNeAR: {@code text/NAME.txt} and {@code attributions/NAME_ANNOTATOR.ann}, or
 * {@code attributions/NAME.ann}.
 */
public final class AttributionCorpus {
    private AttributionCorpus() {}

    /**
     * The articles by their names, in that order.
     *
     * @param annotator whose attributions count where an article has several: 0 is the first in the order of the files; articles without that
     *     one are left out
     * @throws Failure when a folder or a text is not there or cannot be read, or nothing is left
     */
    public static SortedMap<String, AnnotatedText<Attribution>> read(Path directory, int annotator) {
        Path texts = CorpusFiles.folder(directory.resolve("text"));
        Path attributions = CorpusFiles.folder(directory.resolve("attributions"));
        SortedMap<String, List<Path>> filesByName = new TreeMap<>();
        for (Path file : CorpusFiles.in(attributions)) {
            String fileName = file.getFileName().toString();
            if (fileName.endsWith(".ann")) {
                String stem = fileName.substring(0, fileName.length() - ".ann".length());
                filesByName
                        .computeIfAbsent(articleName(texts, stem), name -> new ArrayList<>())
                        .add(file);
            }
        }
        if (filesByName.isEmpty()) {
            throw Failure.usage("There is no .ann file in the directory " + attributions + ".");
        }
        SortedMap<String, AnnotatedText<Attribution>> articles = new TreeMap<>();
        filesByName.forEach((name, files) -> {
            if (annotator < files.size()) {
                articles.put(name, article(texts.resolve(name + ".txt"), files.get(annotator)));
            }
        });
        if (articles.isEmpty()) {
            throw Failure.usage("No article in " + attributions + " has an annotator number " + annotator
                    + "; the first is number 0.");
        }
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

    private static AnnotatedText<Attribution> article(Path text, Path annotations) {
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

package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Actors of attributions: a file {@code NAME.tsv} for each article, and in it a line for each attribution with the article,
 * the attribution's id, {@code statement} or another kind, and the actor; {@code A|B} are two, {@code -} is none.
 */
public final class ActorLabels {
    private static final String SUFFIX = ".tsv";
    private static final int COLUMNS = 4;

    private ActorLabels() {}

    /**
     * How many statements each actor of each article makes, by the article's name.
     *
     * @throws Failure when the directory is not there or a line has too few columns
     */
    public static Map<String, Map<String, Integer>> statements(Path directory) {
        Map<String, Map<String, Integer>> articles = new LinkedHashMap<>();
        for (Path file : CorpusFiles.in(CorpusFiles.folder(directory))) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                articles.put(name.substring(0, name.length() - SUFFIX.length()), statementsOf(file));
            }
        }
        if (articles.isEmpty()) {
            throw Failure.usage("There is no .tsv file in the directory " + directory + ".");
        }
        return articles;
    }

    private static Map<String, Integer> statementsOf(Path file) {
        Map<String, Integer> statements = new LinkedHashMap<>();
        int number = 0;
        for (String line : CorpusFiles.text(file).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length < COLUMNS) {
                throw Failure.usage(file + ", line " + number + ": an article, an id, a kind and an actor are expected,"
                        + " with tabs between them.");
            }
            if (cells[2].equals("statement") && !cells[3].equals("-")) {
                for (String actor : cells[3].split("\\|")) {
                    statements.merge(actor.strip(), 1, Integer::sum);
                }
            }
        }
        return statements;
    }
}

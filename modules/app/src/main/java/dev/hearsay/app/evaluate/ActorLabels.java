package dev.hearsay.app.evaluate;

import dev.hearsay.app.Failure;
import dev.hearsay.extract.evaluation.LabeledClaim;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Actors of attributions: a file {@code NAME.tsv} for each article, and in it a line for each attribution with the article,
 * the attribution's id, {@code statement} or another kind, and the actor; {@code A|B} are two, {@code -} is none. The actor's type
 * and the form of the source may follow.
 */
public final class ActorLabels {
    private static final String SUFFIX = ".tsv";
    private static final int LEAST_COLUMNS = 4;
    private static final int FORM = 5;

    private ActorLabels() {}

    /**
     * The labels of each article, by the article's name.
     *
     * @throws Failure when the directory is not there or a line has too few columns
     */
    public static Map<String, List<ActorLabel>> read(Path directory) {
        Map<String, List<ActorLabel>> articles = new LinkedHashMap<>();
        for (Path file : CorpusFiles.in(CorpusFiles.folder(directory))) {
            String name = file.getFileName().toString();
            if (name.endsWith(SUFFIX)) {
                articles.put(name.substring(0, name.length() - SUFFIX.length()), labels(file));
            }
        }
        if (articles.isEmpty()) {
            throw Failure.usage("There is no .tsv file in the directory " + directory + ".");
        }
        return articles;
    }

    /** How many statements each actor makes. */
    public static Map<String, Integer> statements(List<ActorLabel> labels) {
        Map<String, Integer> statements = new LinkedHashMap<>();
        labels.stream()
                .filter(ActorLabel::statement)
                .flatMap(label -> label.actors().stream())
                .forEach(actor -> statements.merge(actor, 1, Integer::sum));
        return statements;
    }

    /** The attributions that are labeled, with their labels; of several labels with one id the last counts. */
    public static List<LabeledClaim> claims(List<ActorLabel> labels, List<Attribution> attributions) {
        Map<String, ActorLabel> byId = new HashMap<>();
        labels.forEach(label -> byId.put(label.id(), label));
        return attributions.stream()
                .filter(attribution -> byId.containsKey(attribution.id()))
                .map(attribution -> {
                    ActorLabel label = byId.get(attribution.id());
                    return new LabeledClaim(
                            attribution.spans().content(), label.statement(), label.actors(), label.form());
                })
                .toList();
    }

    private static List<ActorLabel> labels(Path file) {
        List<ActorLabel> labels = new ArrayList<>();
        int number = 0;
        for (String line : CorpusFiles.text(file).lines().toList()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            String[] cells = line.split("\t", -1);
            if (cells.length < LEAST_COLUMNS) {
                throw Failure.usage(file + ", line " + number + ": an article, an id, a kind and an actor are expected,"
                        + " with tabs between them.");
            }
            List<String> actors = cells[3].equals("-")
                    ? List.of()
                    : Arrays.stream(cells[3].split("\\|")).map(String::strip).toList();
            labels.add(new ActorLabel(
                    cells[1],
                    cells[2].equals("statement"),
                    actors,
                    cells.length > FORM ? cells[FORM].strip() : "unlabeled"));
        }
        return labels;
    }
}

package dev.hearsay.training;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.acts.ActFeatures;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * Trains the model of acts: multinomial logistic regression with L2, by AdaGrad over shuffled examples with a fixed seed.
 * Prints the accuracy of five-fold cross-validation over articles, all acts and statement against the rest.
 */
public final class TrainActs {
    private static final Act[] ACTS = Act.values();
    private static final int EPOCHS = 30;
    private static final double RATE = 0.05;
    private static final double L2 = 3e-3;
    /** A feature that fewer claims have is left out: it would only remember them. */
    private static final int RARE = 2;

    private static final Map<String, Act> NAMES = Map.of(
            "statement", Act.STATEMENT,
            "nonresponse", Act.NON_RESPONSE,
            "attitude", Act.ATTITUDE,
            "anticipated", Act.ANTICIPATED,
            "other", Act.OTHER);

    private record Example(String document, List<String> features, int act) {}

    private TrainActs() {}

    /** Arguments: a corpus in PolNeAR's layout, its tables of acts, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: TrainActs CORPUS TABLES acts.tsv");
            System.exit(2);
        }
        List<Example> examples = examples(Path.of(arguments[0]), Path.of(arguments[1]));
        List<String> documents = new ArrayList<>(
                new HashSet<>(examples.stream().map(Example::document).toList()));
        Collections.sort(documents);
        Collections.shuffle(documents, new Random(7));
        int right = 0;
        int binary = 0;
        for (int fold = 0; fold < 5; fold++) {
            HashSet<String> held = new HashSet<>();
            for (int i = fold; i < documents.size(); i += 5) {
                held.add(documents.get(i));
            }
            Map<String, double[]> weights = train(examples.stream()
                    .filter(example -> !held.contains(example.document))
                    .toList());
            for (Example example : examples) {
                if (held.contains(example.document)) {
                    int best = best(scores(weights, example.features));
                    right += best == example.act ? 1 : 0;
                    binary += (best == 0) == (example.act == 0) ? 1 : 0;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d examples, cross-validated accuracy: act %.4f, statement or not %.4f%n",
                examples.size(),
                right / (double) examples.size(),
                binary / (double) examples.size());
        write(train(examples), Path.of(arguments[2]));
    }

    private static List<Example> examples(Path corpus, Path tables) throws IOException {
        Map<String, List<PolnearCorpus.Attribution>> attributions = PolnearCorpus.attributions(corpus);
        List<Example> examples = new ArrayList<>();
        for (Map.Entry<String, Map<String, PolnearCorpus.Label>> entry :
                PolnearCorpus.labels(tables).entrySet()) {
            Document document = Document.of(TextFiles.read(PolnearCorpus.text(corpus, entry.getKey())));
            for (PolnearCorpus.Attribution attribution : attributions.get(entry.getKey())) {
                PolnearCorpus.Label label = entry.getValue().get(attribution.id());
                Optional<FoundClaim> claim = attribution.found(document);
                if (label != null && claim.isPresent()) {
                    examples.add(new Example(
                            entry.getKey(),
                            ActFeatures.of(document, claim.get(), Lexicon.bundled()).stream()
                                    .distinct()
                                    .toList(),
                            NAMES.get(label.act()).ordinal()));
                }
            }
        }
        return examples;
    }

    private static Map<String, double[]> train(List<Example> examples) {
        Map<String, Integer> counts = new HashMap<>();
        examples.forEach(example -> example.features.forEach(feature -> counts.merge(feature, 1, Integer::sum)));
        Map<String, double[]> weights = new HashMap<>();
        Map<String, double[]> squares = new HashMap<>();
        counts.forEach((feature, count) -> {
            if (count >= RARE) {
                weights.put(feature, new double[ACTS.length]);
                squares.put(feature, new double[ACTS.length]);
            }
        });
        List<Example> order = new ArrayList<>(examples);
        Random random = new Random(11);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            for (Example example : order) {
                double[] p = softmax(scores(weights, example.features));
                for (String feature : example.features) {
                    double[] w = weights.get(feature);
                    if (w == null) {
                        continue;
                    }
                    double[] s = squares.get(feature);
                    for (int a = 0; a < w.length; a++) {
                        double gradient = p[a] - (a == example.act ? 1 : 0) + L2 * w[a];
                        s[a] += gradient * gradient;
                        w[a] -= RATE * gradient / (1e-6 + Math.sqrt(s[a]));
                    }
                }
            }
        }
        return weights;
    }

    private static double[] scores(Map<String, double[]> weights, List<String> features) {
        double[] scores = new double[ACTS.length];
        for (String feature : features) {
            double[] w = weights.get(feature);
            if (w != null) {
                for (int a = 0; a < w.length; a++) {
                    scores[a] += w[a];
                }
            }
        }
        return scores;
    }

    private static double[] softmax(double[] scores) {
        double max = scores[best(scores)];
        double sum = 0;
        double[] p = new double[scores.length];
        for (int a = 0; a < p.length; a++) {
            p[a] = StrictMath.exp(scores[a] - max);
            sum += p[a];
        }
        for (int a = 0; a < p.length; a++) {
            p[a] /= sum;
        }
        return p;
    }

    private static int best(double[] scores) {
        int best = 0;
        for (int a = 1; a < scores.length; a++) {
            best = scores[a] > scores[best] ? a : best;
        }
        return best;
    }

    private static void write(Map<String, double[]> weights, Path file) throws IOException {
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file))) {
            new TreeMap<>(weights).forEach((feature, w) -> {
                StringBuilder line = new StringBuilder(feature);
                boolean used = false;
                for (double weight : w) {
                    line.append('\t').append(String.format(Locale.ROOT, "%.2f", weight));
                    used |= Math.abs(weight) >= 0.05;
                }
                if (used) {
                    out.println(line);
                }
            });
        }
    }
}

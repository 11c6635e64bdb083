package dev.hearsay.training;

import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.speakers.Antecedents;
import dev.hearsay.extract.speakers.Cast;
import dev.hearsay.extract.speakers.SourceNames;
import dev.hearsay.extract.speakers.SpeakerResolver;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Trains the ranker of antecedents: a softmax over the candidates of each pronoun or description whose actor the tables name. While
 * it reads an article the right candidate is chosen, so that what "spoke last" is right too. Prints cross-validated accuracy.
 */
public final class TrainAntecedents {
    private static final int EPOCHS = 40;
    private static final double RATE = 0.05;
    private static final double L2 = 0.01;
    /** There are too few examples of the other kinds to leave their weights free. */
    private static final double STRONG_L2 = 0.2;

    private record Example(String document, Antecedents.Kind kind, List<Antecedents.Candidate> candidates, int gold) {}

    private static final Extractor EXTRACTOR = Extractor.open();

    private TrainAntecedents() {}

    /** Arguments: a corpus in PolNeAR's layout, its tables of actors, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: TrainAntecedents CORPUS TABLES antecedents.tsv");
            System.exit(2);
        }
        List<Example> examples = examples(Path.of(arguments[0]), Path.of(arguments[1]));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[2])))) {
            for (Antecedents.Kind kind : Antecedents.Kind.values()) {
                List<Example> own = examples.stream()
                        .filter(example -> example.kind == kind)
                        .toList();
                double[] weights = train(own);
                System.out.printf(
                        Locale.ROOT,
                        "%s: %d examples, %d with the right candidate, cross-validated accuracy %.4f%n",
                        kind,
                        own.size(),
                        own.stream().filter(example -> example.gold >= 0).count(),
                        crossValidated(own));
                for (int i = 0; i < weights.length; i++) {
                    out.printf(Locale.ROOT, "%s\t%s\t%.3f%n", kind, Antecedents.FEATURES.get(i), weights[i]);
                }
            }
        }
    }

    private static double crossValidated(List<Example> examples) {
        List<String> documents = new ArrayList<>(
                new HashSet<>(examples.stream().map(Example::document).toList()));
        Collections.sort(documents);
        Collections.shuffle(documents, new Random(5));
        int right = 0;
        for (int fold = 0; fold < 5; fold++) {
            Set<String> held = new HashSet<>();
            for (int i = fold; i < documents.size(); i += 5) {
                held.add(documents.get(i));
            }
            double[] weights = train(examples.stream()
                    .filter(example -> !held.contains(example.document))
                    .toList());
            for (Example example : examples) {
                if (held.contains(example.document)) {
                    right += best(weights, example) == example.gold ? 1 : 0;
                }
            }
        }
        return right / (double) Math.max(1, examples.size());
    }

    private static List<Example> examples(Path corpus, Path tables) throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, List<PolnearCorpus.Attribution>> attributions = PolnearCorpus.attributions(corpus);
        for (Map.Entry<String, Map<String, PolnearCorpus.Label>> entry :
                PolnearCorpus.labels(tables).entrySet()) {
            Document document = Document.of(TextFiles.read(PolnearCorpus.text(corpus, entry.getKey())));
            read(entry.getKey(), document, attributions.get(entry.getKey()), entry.getValue(), examples);
        }
        return examples;
    }

    private record Labelled(FoundClaim claim, PolnearCorpus.Label label) {}

    private static void read(
            String stem,
            Document document,
            List<PolnearCorpus.Attribution> attributions,
            Map<String, PolnearCorpus.Label> labels,
            List<Example> examples) {
        List<Labelled> claims = new ArrayList<>();
        for (PolnearCorpus.Attribution attribution : attributions) {
            Optional<FoundClaim> claim = attribution.found(document);
            PolnearCorpus.Label label = labels.get(attribution.id());
            if (claim.isPresent() && label != null) {
                claims.add(new Labelled(claim.get(), label));
            }
        }
        claims.sort(Comparator.comparingInt(labelled -> SpeakerResolver.anchor(labelled.claim)));
        List<FoundClaim> found = claims.stream().map(Labelled::claim).toList();
        List<Mention> mentions =
                SourceNames.complete(document, EXTRACTOR.find(document).mentions(), found, Lexicon.bundled());
        Cast cast = Cast.of(document, mentions, Lexicon.bundled());
        PolnearCorpus.Label[] current = new PolnearCorpus.Label[1];
        SpeakerResolver resolver = new SpeakerResolver(document, cast, Lexicon.bundled(), (kind, candidates) -> {
            int gold = gold(candidates, current[0].actor());
            if (!current[0].actor().equals("-") && !current[0].actor().contains("|") && candidates.size() > 1) {
                examples.add(new Example(stem, kind, List.copyOf(candidates), gold));
            }
            return new Antecedents.Choice(gold, 1);
        });
        for (Labelled labelled : claims) {
            current[0] = labelled.label;
            resolver.resolve(labelled.claim, labelled.label.act().equals("nonresponse"));
        }
    }

    private static int gold(List<Antecedents.Candidate> candidates, String actor) {
        Set<String> wanted = new HashSet<>(List.of(NormalizedName.of(actor).split(" ")));
        for (int i = 0; i < candidates.size(); i++) {
            Set<String> words =
                    new HashSet<>(List.of(candidates.get(i).member().id().split(" ")));
            if (words.containsAll(wanted) || wanted.containsAll(words)) {
                return i;
            }
        }
        return -1;
    }

    private static double[] train(List<Example> examples) {
        double l2 = examples.stream().anyMatch(example -> example.kind == Antecedents.Kind.PERSON) ? L2 : STRONG_L2;
        double[] w = new double[Antecedents.FEATURES.size()];
        double[] squares = new double[w.length];
        List<Example> order = new ArrayList<>(
                examples.stream().filter(example -> example.gold >= 0).toList());
        Random random = new Random(3);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            Collections.shuffle(order, random);
            for (Example example : order) {
                double[] p = softmax(w, example);
                for (int i = 0; i < w.length; i++) {
                    double gradient =
                            l2 * w[i] - example.candidates.get(example.gold).features()[i];
                    for (int c = 0; c < p.length; c++) {
                        gradient += p[c] * example.candidates.get(c).features()[i];
                    }
                    squares[i] += gradient * gradient;
                    w[i] -= RATE * gradient / (1e-6 + Math.sqrt(squares[i]));
                }
            }
        }
        return w;
    }

    private static double[] softmax(double[] w, Example example) {
        double[] p = new double[example.candidates.size()];
        double sum = 0;
        for (int c = 0; c < p.length; c++) {
            p[c] = StrictMath.exp(score(w, example.candidates.get(c)));
            sum += p[c];
        }
        for (int c = 0; c < p.length; c++) {
            p[c] /= sum;
        }
        return p;
    }

    private static int best(double[] w, Example example) {
        int best = 0;
        for (int c = 1; c < example.candidates.size(); c++) {
            if (score(w, example.candidates.get(c)) > score(w, example.candidates.get(best))) {
                best = c;
            }
        }
        return best;
    }

    private static double score(double[] w, Antecedents.Candidate candidate) {
        double score = 0;
        for (int i = 0; i < w.length; i++) {
            score += w[i] * candidate.features()[i];
        }
        return score;
    }
}

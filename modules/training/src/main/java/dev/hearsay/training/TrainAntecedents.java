package dev.hearsay.training;

import dev.hearsay.extract.Extractor;
import dev.hearsay.extract.NormalizedName;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.mentions.Mention;
import dev.hearsay.extract.speakers.Antecedents;
import dev.hearsay.extract.speakers.Cast;
import dev.hearsay.extract.speakers.LinearRanker;
import dev.hearsay.extract.speakers.SourceNames;
import dev.hearsay.extract.speakers.SpeakerResolver;
import dev.hearsay.extract.text.Document;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Trains the ranker of antecedents: a softmax over the candidates of each pronoun or description whose actor the tables name, or that is
 * among the pronouns in {@code pronouns.tsv} (read because a ranker trained on the tables alone was in doubt). While it reads an article
 * the right candidate is chosen, so that what "spoke last" is right too. Prints accuracy on the tables' articles, cross-validated.
 */
public final class TrainAntecedents {
    private static final int EPOCHS = 30;
    private static final double RATE = 0.05;
    private static final double L2 = 0.01;
    private static final int SHUFFLES = 6;
    private static final int FOLDS = 5;
    /** There are too few examples of the other kinds to leave their weights free. */
    private static final double STRONG_L2 = 0.2;

    private record Example(
            String document, boolean tabled, Antecedents.Kind kind, List<Antecedents.Candidate> candidates, int gold) {}

    private static final Extractor EXTRACTOR = Extractor.open();

    private TrainAntecedents() {}

    /** Arguments: a corpus in PolNeAR's layout, its tables of actors, the file to write. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 3) {
            System.err.println("usage: TrainAntecedents CORPUS TABLES antecedents.tsv");
            System.exit(2);
        }
        Path corpus = Path.of(arguments[0]);
        List<Example> examples = tabled(corpus, Path.of(arguments[1]));
        Map<Antecedents.Kind, float[]> first = new EnumMap<>(Antecedents.Kind.class);
        for (Antecedents.Kind kind : Antecedents.Kind.values()) {
            first.put(kind, floats(train(of(kind, examples))));
        }
        examples.addAll(read(corpus, new LinearRanker(first)));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(Path.of(arguments[2])))) {
            for (Antecedents.Kind kind : Antecedents.Kind.values()) {
                List<Example> own = of(kind, examples);
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

    private static List<Example> of(Antecedents.Kind kind, List<Example> examples) {
        return examples.stream().filter(example -> example.kind == kind).toList();
    }

    private static float[] floats(double[] weights) {
        float[] floats = new float[weights.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) weights[i];
        }
        return floats;
    }

    /** The share that is right of the tables' examples, trained without the article; mean over several ways to cut the articles. */
    private static double crossValidated(List<Example> examples) {
        List<String> documents = new ArrayList<>(new TreeSet<>(
                examples.stream().filter(Example::tabled).map(Example::document).toList()));
        int right = 0;
        int all = 0;
        for (int shuffle = 0; shuffle < SHUFFLES; shuffle++) {
            Collections.shuffle(documents, new Random(5 + shuffle));
            for (int fold = 0; fold < FOLDS; fold++) {
                Set<String> held = new HashSet<>();
                for (int i = fold; i < documents.size(); i += FOLDS) {
                    held.add(documents.get(i));
                }
                double[] weights = train(examples.stream()
                        .filter(example -> !held.contains(example.document))
                        .toList());
                for (Example example : examples) {
                    if (held.contains(example.document)) {
                        right += best(weights, example) == example.gold ? 1 : 0;
                        all++;
                    }
                }
            }
        }
        return right / (double) Math.max(1, all);
    }

    private static List<Example> tabled(Path corpus, Path tables) throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, List<PolnearCorpus.Attribution>> attributions = PolnearCorpus.attributions(corpus);
        for (Map.Entry<String, Map<String, PolnearCorpus.Label>> entry :
                PolnearCorpus.labels(tables).entrySet()) {
            String stem = entry.getKey();
            Map<String, PolnearCorpus.Label> labels = entry.getValue();
            Document document = Document.of(TextFiles.read(PolnearCorpus.text(corpus, stem)));
            List<Claim> claims = claims(document, attributions.get(stem)).stream()
                    .filter(claim -> labels.containsKey(claim.id))
                    .toList();
            read(
                    document,
                    claims,
                    claim -> labels.get(claim.id).act().equals("nonresponse"),
                    (claim, kind, candidates) -> {
                        String actor = labels.get(claim.id).actor();
                        int gold = named(candidates, actor);
                        if (!actor.equals("-") && !actor.contains("|") && candidates.size() > 1) {
                            examples.add(new Example(stem, true, kind, List.copyOf(candidates), gold));
                        }
                        return new Antecedents.Choice(gold, 1);
                    });
        }
        return examples;
    }

    /** The pronouns that we read; between them a ranker chooses. */
    private static List<Example> read(Path corpus, Antecedents.Ranker ranker) throws IOException {
        List<Example> examples = new ArrayList<>();
        Map<String, Map<String, Integer>> labels = pronouns();
        for (Map.Entry<String, List<PolnearCorpus.Attribution>> entry :
                PolnearCorpus.attributions(corpus).entrySet()) {
            String stem = entry.getKey();
            Map<String, Integer> own = labels.getOrDefault(hash(stem), Map.of());
            if (own.isEmpty()) {
                continue;
            }
            Document document = Document.of(TextFiles.read(PolnearCorpus.text(corpus, stem)));
            read(document, claims(document, entry.getValue()), claim -> false, (claim, kind, candidates) -> {
                Integer start = own.get(claim.id);
                int gold =
                        start == null || kind != Antecedents.Kind.PERSON ? -1 : mentioned(document, candidates, start);
                if (gold >= 0 && candidates.size() > 1) {
                    examples.add(new Example(stem, false, kind, List.copyOf(candidates), gold));
                }
                return gold >= 0 ? new Antecedents.Choice(gold, 1) : ranker.choose(kind, candidates);
            });
        }
        return examples;
    }

    /** Where a mention of the person that a pronoun means begins, by hash of the article and attribution. */
    private static Map<String, Map<String, Integer>> pronouns() throws IOException {
        Map<String, Map<String, Integer>> labels = new TreeMap<>();
        try (InputStream in = TrainAntecedents.class.getResourceAsStream("pronouns.tsv")) {
            for (String line :
                    new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).split("\n")) {
                if (!line.startsWith("#")) {
                    String[] fields = line.split("\t");
                    labels.computeIfAbsent(fields[0], key -> new TreeMap<>())
                            .put(fields[1], Integer.parseInt(fields[2]));
                }
            }
        }
        return labels;
    }

    private static String hash(String stem) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(stem.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Claim(String id, FoundClaim found) {}

    private interface Chooser {
        Antecedents.Choice choose(Claim claim, Antecedents.Kind kind, List<Antecedents.Candidate> candidates);
    }

    private static List<Claim> claims(Document document, List<PolnearCorpus.Attribution> attributions) {
        List<Claim> claims = new ArrayList<>();
        for (PolnearCorpus.Attribution attribution : attributions) {
            attribution.found(document).ifPresent(found -> claims.add(new Claim(attribution.id(), found)));
        }
        claims.sort(Comparator.comparingInt(claim -> SpeakerResolver.anchor(claim.found)));
        return claims;
    }

    private static void read(Document document, List<Claim> claims, Predicate<Claim> silent, Chooser chooser) {
        List<FoundClaim> found = claims.stream().map(Claim::found).toList();
        List<Mention> mentions =
                SourceNames.complete(document, EXTRACTOR.find(document).mentions(), found, Lexicon.bundled());
        Cast cast = Cast.of(document, mentions, Lexicon.bundled());
        Claim[] current = new Claim[1];
        SpeakerResolver resolver = new SpeakerResolver(
                document, cast, Lexicon.bundled(), (kind, candidates) -> chooser.choose(current[0], kind, candidates));
        for (Claim claim : claims) {
            current[0] = claim;
            resolver.resolve(claim.found, silent.test(claim));
        }
    }

    private static int named(List<Antecedents.Candidate> candidates, String actor) {
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

    private static int mentioned(Document document, List<Antecedents.Candidate> candidates, int start) {
        for (int i = 0; i < candidates.size(); i++) {
            boolean there = candidates.get(i).member().mentions().stream()
                    .anyMatch(mention ->
                            document.start(mention.start()) <= start && start < document.end(mention.end() - 1));
            if (there) {
                return i;
            }
        }
        return -1;
    }

    private static double[] train(List<Example> examples) {
        double l2 = examples.stream().anyMatch(example -> example.kind == Antecedents.Kind.PERSON) ? L2 : STRONG_L2;
        double[] w = new double[Antecedents.FEATURES.size()];
        double[] squares = new double[w.length];
        double[] mean = new double[w.length];
        List<Example> order = new ArrayList<>(
                examples.stream().filter(example -> example.gold >= 0).toList());
        Random random = new Random(3);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            for (int i = 0; i < w.length && epoch >= EPOCHS / 2; i++) {
                mean[i] += w[i] / (EPOCHS - EPOCHS / 2);
            }
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
        return mean;
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

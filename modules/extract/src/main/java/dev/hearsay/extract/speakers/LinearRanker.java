package dev.hearsay.extract.speakers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Ranks antecedents by a weighted sum of their features; the confidence is the softmax over the candidates. */
public final class LinearRanker implements Antecedents.Ranker {
    private final Map<Antecedents.Kind, float[]> weights;

    /** With these weights, one a feature, for each kind. */
    public LinearRanker(Map<Antecedents.Kind, float[]> weights) {
        this.weights = new EnumMap<>(weights);
    }

    /** The weights that come with the extractor. */
    public static LinearRanker open() {
        Map<Antecedents.Kind, float[]> weights = new EnumMap<>(Antecedents.Kind.class);
        for (Antecedents.Kind kind : Antecedents.Kind.values()) {
            weights.put(kind, new float[Antecedents.FEATURES.size()]);
        }
        try (InputStream in = LinearRanker.class.getResourceAsStream("antecedents.tsv")) {
            if (in == null) {
                throw new IllegalStateException("the resource antecedents.tsv is missing from the extractor");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> {
                        String[] fields = line.split("\t");
                        int feature = Antecedents.FEATURES.indexOf(fields[1]);
                        if (feature >= 0) {
                            weights.get(Antecedents.Kind.valueOf(fields[0]))[feature] = Float.parseFloat(fields[2]);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LinearRanker(weights);
    }

    @Override
    public Antecedents.Choice choose(Antecedents.Kind kind, List<Antecedents.Candidate> candidates) {
        float[] w = weights.getOrDefault(kind, new float[0]);
        double[] scores = new double[candidates.size()];
        int best = -1;
        for (int c = 0; c < scores.length; c++) {
            float[] f = candidates.get(c).features();
            for (int i = 0; i < w.length; i++) {
                scores[c] += (double) w[i] * f[i];
            }
            best = best < 0 || scores[c] > scores[best] ? c : best;
        }
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - scores[best]);
        }
        return new Antecedents.Choice(best, best < 0 ? 0 : 1 / sum);
    }
}

package dev.hearsay.extract.acts;

import dev.hearsay.extract.Act;
import dev.hearsay.extract.claims.FoundClaim;
import dev.hearsay.extract.lexicon.Lexicon;
import dev.hearsay.extract.text.Document;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Acts by a multinomial logistic model over {@link ActFeatures}. The sums are of doubles in one order and the exponentials are
 * {@link StrictMath}'s, so that every machine decides alike.
 */
public final class LinearActs implements ActClassifier {
    private static final Act[] ACTS = Act.values();

    private final Map<String, float[]> weights;
    private final Lexicon lexicon;

    /** With these weights of features, one an act in the order of {@link Act}. */
    public LinearActs(Map<String, float[]> weights, Lexicon lexicon) {
        this.weights = Map.copyOf(weights);
        this.lexicon = lexicon;
    }

    /** The model that comes with the extractor. */
    public static LinearActs open(Lexicon lexicon) {
        Map<String, float[]> weights = new HashMap<>();
        try (InputStream in = LinearActs.class.getResourceAsStream("acts.tsv")) {
            if (in == null) {
                throw new IllegalStateException("the resource acts.tsv is missing from the extractor");
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(line -> {
                        String[] fields = line.split("\t");
                        float[] row = new float[ACTS.length];
                        for (int i = 0; i < row.length; i++) {
                            row[i] = Float.parseFloat(fields[i + 1]);
                        }
                        weights.put(fields[0], row);
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new LinearActs(weights, lexicon);
    }

    @Override
    public ActDecision classify(Document document, FoundClaim claim) {
        if (claim.act().isPresent()) {
            return new ActDecision(claim.act().get(), 0.95);
        }
        double[] scores = new double[ACTS.length];
        for (String feature : ActFeatures.of(document, claim, lexicon)) {
            float[] row = weights.get(feature);
            if (row != null) {
                for (int i = 0; i < row.length; i++) {
                    scores[i] += row[i];
                }
            }
        }
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            if (scores[i] > scores[best]) {
                best = i;
            }
        }
        double sum = 0;
        for (double score : scores) {
            sum += StrictMath.exp(score - scores[best]);
        }
        return new ActDecision(ACTS[best], 1 / sum);
    }
}

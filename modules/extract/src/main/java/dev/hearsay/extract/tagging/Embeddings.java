package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns tokens into the input of the network: the sum of the rows that their features select and of a projection of their word vector. Immutable. */
final class Embeddings {
    private final int width;
    private final HashRows vectorRows;
    private final float[] vectorScales;
    private final byte[] vectors;
    private final int columns;
    private final HashRows frequentRows;
    private final float[][] frequent;
    private final float[][][] affixes;
    private final float[][] shapes;
    private final float[][][] contexts;
    private final Matrix project;

    Embeddings(ModelFile words, ModelFile network, long[] frequentHashes, int width) {
        this.width = width;
        int rows = words.integer();
        columns = words.integer();
        vectorRows = new HashRows(words.longs(rows));
        vectorScales = words.floats(rows);
        vectors = words.bytes(rows * columns);
        words.end();
        frequentRows = new HashRows(frequentHashes);
        frequent = network.matrix(FREQUENT_ROWS, width);
        affixes = new float[WordForm.AFFIX_ROWS.length][][];
        for (int i = 0; i < affixes.length; i++) {
            affixes[i] = network.matrix(WordForm.AFFIX_ROWS[i], width);
        }
        shapes = network.matrix(WordForm.SHAPE_ROWS, width);
        contexts = new float[TokenContext.ROWS.length][][];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = network.matrix(TokenContext.ROWS[i], width);
        }
        float[][] weights = network.matrix(width, columns);
        project = new Matrix(weights, network.vector(width));
    }

    private static final int FREQUENT_ROWS = 8192;

    /** Writes the inputs of the tokens from one to before another to x, a column each. */
    void read(Document document, TokenContext context, int from, int to, float[][] x) {
        Map<String, Integer> numbers = new HashMap<>();
        List<WordForm> words = new ArrayList<>();
        int[] numberOf = new int[to - from];
        for (int i = from; i < to; i++) {
            numberOf[i - from] = numbers.computeIfAbsent(document.form(i), form -> {
                words.add(new WordForm(form));
                return words.size() - 1;
            });
        }
        float[][] inputs = inputs(words);
        float[] sum = new float[width];
        for (int i = from; i < to; i++) {
            System.arraycopy(inputs[numberOf[i - from]], 0, sum, 0, width);
            int[] rows = context.rows(i);
            add(contexts[0][rows[0]], contexts[1][rows[1]], contexts[2][rows[2]], contexts[3][rows[3]], sum);
            add(contexts[4][rows[4]], contexts[5][rows[5]], sum);
            for (int c = 0; c < width; c++) {
                x[c][i - from] = sum[c];
            }
        }
    }

    /** What words bring without their context. Their vectors are projected together, as a matrix. */
    private float[][] inputs(List<WordForm> words) {
        int n = words.size();
        float[][] known = Matrix.room(columns, n);
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = WordForm.hash(words.get(i).key());
            int row = vectorRows.row(keys[i]);
            if (row == 0) {
                row = vectorRows.row(WordForm.hash(words.get(i).head()));
            }
            if (row > 0) {
                int at = (row - 1) * columns;
                for (int c = 0; c < columns; c++) {
                    known[c][i] = vectors[at + c] * vectorScales[row - 1];
                }
            }
        }
        float[][] projected = Matrix.room(width, n);
        project.apply(known, projected, n);
        float[][] inputs = new float[n][width];
        for (int i = 0; i < n; i++) {
            float[] sum = inputs[i];
            for (int c = 0; c < width; c++) {
                sum[c] = projected[c][i];
            }
            int[] rows = words.get(i).affixes();
            float[] shape = shapes[words.get(i).shape()];
            add(
                    frequent[frequentRows.row(keys[i])],
                    affixes[0][rows[0]],
                    affixes[1][rows[1]],
                    affixes[2][rows[2]],
                    sum);
            add(affixes[3][rows[3]], affixes[4][rows[4]], affixes[5][rows[5]], shape, sum);
        }
        return inputs;
    }

    /** Four rows at once, which come from anywhere in memory and are waited for together. */
    private static void add(float[] a, float[] b, float[] c, float[] d, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + a[i] + b[i] + c[i] + d[i];
        }
    }

    private static void add(float[] a, float[] b, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] = sum[i] + a[i] + b[i];
        }
    }
}

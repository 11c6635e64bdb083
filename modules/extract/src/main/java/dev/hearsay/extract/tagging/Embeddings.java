package dev.hearsay.extract.tagging;

import dev.hearsay.extract.text.Document;
import java.util.HashMap;
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
    private final float[][] projectColumns;
    private final float[] projectBias;

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
        float[][] project = network.matrix(width, columns);
        projectColumns = new float[columns][width];
        for (int r = 0; r < width; r++) {
            for (int c = 0; c < columns; c++) {
                projectColumns[c][r] = project[r][c];
            }
        }
        projectBias = network.vector(width);
    }

    private static final int FREQUENT_ROWS = 8192;

    /** Writes the inputs of the tokens from one to before another to x, a column each. */
    void read(Document document, TokenContext context, int from, int to, float[][] x) {
        Map<String, float[]> words = new HashMap<>();
        float[] sum = new float[width];
        for (int i = from; i < to; i++) {
            float[] word = words.computeIfAbsent(document.form(i), this::word);
            System.arraycopy(word, 0, sum, 0, width);
            int[] rows = context.rows(i);
            for (int k = 0; k < rows.length; k++) {
                add(contexts[k][rows[k]], sum);
            }
            for (int c = 0; c < width; c++) {
                x[c][i - from] = sum[c];
            }
        }
    }

    private float[] word(String form) {
        WordForm word = new WordForm(form);
        float[] sum = projectBias.clone();
        long key = WordForm.hash(word.key());
        int vector = vectorRows.row(key);
        if (vector == 0) {
            vector = vectorRows.row(WordForm.hash(word.head()));
        }
        if (vector > 0) {
            int at = (vector - 1) * columns;
            for (int c = 0; c < columns; c++) {
                addScaled(projectColumns[c], vectors[at + c] * vectorScales[vector - 1], sum);
            }
        }
        add(frequent[frequentRows.row(key)], sum);
        int[] rows = word.affixes();
        for (int k = 0; k < rows.length; k++) {
            add(affixes[k][rows[k]], sum);
        }
        add(shapes[word.shape()], sum);
        return sum;
    }

    private static void add(float[] x, float[] sum) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] += x[c];
        }
    }

    private static void addScaled(float[] x, float factor, float[] sum) {
        for (int c = 0; c < sum.length; c++) {
            sum[c] = Math.fma(x[c], factor, sum[c]);
        }
    }
}

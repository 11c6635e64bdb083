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
    /** Rows one after the other, so that a row is one step into memory: those of frequent words, of six affixes, of shapes. */
    private final float[][] wordTables;

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
        wordTables = new float[WordForm.AFFIX_ROWS.length + 2][];
        wordTables[0] = flat(network.matrix(FREQUENT_ROWS, width));
        for (int i = 0; i < WordForm.AFFIX_ROWS.length; i++) {
            wordTables[i + 1] = flat(network.matrix(WordForm.AFFIX_ROWS[i], width));
        }
        wordTables[SHAPES] = flat(network.matrix(WordForm.SHAPE_ROWS, width));
        contexts = new float[TokenContext.ROWS.length][][];
        for (int i = 0; i < contexts.length; i++) {
            contexts[i] = network.matrix(TokenContext.ROWS[i], width);
        }
        float[][] weights = network.matrix(width, columns);
        project = new Matrix(weights, network.vector(width));
    }

    private static final int FREQUENT_ROWS = 8192;
    private static final int SHAPES = WordForm.AFFIX_ROWS.length + 1;

    private static float[] flat(float[][] rows) {
        int width = rows[0].length;
        float[] flat = new float[rows.length * width];
        for (int r = 0; r < rows.length; r++) {
            System.arraycopy(rows[r], 0, flat, r * width, width);
        }
        return flat;
    }

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
        int[][] places = new int[n][wordTables.length];
        for (int i = 0; i < n; i++) {
            WordForm word = words.get(i);
            long key = WordForm.hash(word.key());
            int row = vectorRows.row(key);
            if (row == 0) {
                row = vectorRows.row(WordForm.hash(word.head()));
            }
            if (row > 0) {
                int at = (row - 1) * columns;
                for (int c = 0; c < columns; c++) {
                    known[c][i] = vectors[at + c] * vectorScales[row - 1];
                }
            }
            places[i][0] = frequentRows.row(key) * width;
            int[] affixes = word.affixes();
            for (int k = 0; k < affixes.length; k++) {
                places[i][k + 1] = affixes[k] * width;
            }
            places[i][SHAPES] = word.shape() * width;
        }
        float[][] projected = Matrix.room(width, n);
        project.apply(known, projected, n);
        float[][] inputs = new float[n][width];
        float[][] rows = new float[wordTables.length][width];
        for (int i = 0; i < n; i++) {
            float[] sum = inputs[i];
            for (int k = 0; k < rows.length; k++) {
                System.arraycopy(wordTables[k], places[i][k], rows[k], 0, width);
            }
            for (int c = 0; c < width; c++) {
                sum[c] = projected[c][i];
            }
            add(rows[0], rows[1], rows[2], rows[3], sum);
            add(rows[4], rows[5], rows[6], rows[SHAPES], sum);
        }
        return inputs;
    }

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

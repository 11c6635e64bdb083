package dev.hearsay.extract.tagging;

import java.util.Arrays;

/**
 * Arithmetic on activations, laid out as one array of positions for each channel, so that every inner loop runs along positions and the
 * compiler can turn it into vector instructions without changing any result: the order of operations for each
 * position is fixed, {@link Math#fma} and {@link Math#sqrt} are exact, and no other function is used.
 */
final class Matrix {
    /** Outputs and inputs of a block of weights. The compiler (of JDK 17, which is the strictest) takes this shape; larger ones it leaves scalar. */
    private static final int OUTPUTS = 4;

    private static final int INPUTS = 3;

    private final int rows;
    private final int columns;
    /** Blocks of four rows, of these blocks of three columns, then what is left of the columns one by one. */
    private final float[] weights;

    private final float[] bias;

    /** A linear map of some rows (outputs), which are padded to a multiple of four. */
    Matrix(float[][] matrix, float[] bias) {
        this.rows = padded(matrix.length);
        this.columns = matrix[0].length;
        this.weights = new float[rows * columns];
        this.bias = Arrays.copyOf(bias, rows);
        int at = 0;
        for (int r = 0; r < rows; r += OUTPUTS) {
            for (int k = 0; k < columns; ) {
                int inputs = k + INPUTS <= columns ? INPUTS : 1;
                for (int i = r; i < r + OUTPUTS; i++) {
                    for (int j = k; j < k + inputs; j++) {
                        weights[at++] = i < matrix.length ? matrix[i][j] : 0;
                    }
                }
                k += inputs;
            }
        }
    }

    static int padded(int size) {
        return size + 3 & ~3;
    }

    /**
     * Channels times positions, room for at least so many. With its header of 16 bytes a row takes whole cache lines, so that rows
     * allocated one after the other begin at the same place in a line, and vectors that are aligned in one row are in all.
     */
    static float[][] room(int channels, int positions) {
        return new float[padded(channels)][(positions + 19 & ~15) - 4];
    }

    /** Writes weights * in + bias to out, for positions from 0 to n. */
    void apply(float[][] in, float[][] out, int n) {
        apply(0, rows, in, out, n);
    }

    /** Writes the outputs from one to before another, both multiples of four, to the first rows of out. */
    void apply(int from, int to, float[][] in, float[][] out, int n) {
        for (int r = from; r < to; r += OUTPUTS) {
            int at = r - from;
            rows(weights, r * columns, columns, in, bias, r, out[at], out[at + 1], out[at + 2], out[at + 3], n);
        }
    }

    /**
     * Writes four outputs. All loops stand in one method, because the later ones are turned into vector instructions only together with
     * the first, which checks the bounds; and there is nothing else in it, because the registers suffice for no more.
     */
    private static void rows(
            float[] weights,
            int first,
            int columns,
            float[][] in,
            float[] bias,
            int r,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            int n) {
        int at = first;
        float biasA = bias[r];
        float biasB = bias[r + 1];
        float biasC = bias[r + 2];
        float biasD = bias[r + 3];
        for (int t = 0; t < n; t++) {
            a[t] = biasA;
            b[t] = biasB;
            c[t] = biasC;
            d[t] = biasD;
        }
        int k = 0;
        for (; k + INPUTS <= columns; k += INPUTS) {
            float[] x0 = in[k];
            float[] x1 = in[k + 1];
            float[] x2 = in[k + 2];
            float a0 = weights[at], a1 = weights[at + 1], a2 = weights[at + 2];
            float b0 = weights[at + 3], b1 = weights[at + 4], b2 = weights[at + 5];
            float c0 = weights[at + 6], c1 = weights[at + 7], c2 = weights[at + 8];
            float d0 = weights[at + 9], d1 = weights[at + 10], d2 = weights[at + 11];
            for (int t = 0; t < n; t++) {
                float p = x0[t];
                float q = x1[t];
                float s = x2[t];
                a[t] = Math.fma(a2, s, Math.fma(a1, q, Math.fma(a0, p, a[t])));
                b[t] = Math.fma(b2, s, Math.fma(b1, q, Math.fma(b0, p, b[t])));
                c[t] = Math.fma(c2, s, Math.fma(c1, q, Math.fma(c0, p, c[t])));
                d[t] = Math.fma(d2, s, Math.fma(d1, q, Math.fma(d0, p, d[t])));
            }
            at += OUTPUTS * INPUTS;
        }
        for (; k < columns; k++) {
            float[] x = in[k];
            float a0 = weights[at], b0 = weights[at + 1], c0 = weights[at + 2], d0 = weights[at + 3];
            for (int t = 0; t < n; t++) {
                float p = x[t];
                a[t] = Math.fma(a0, p, a[t]);
                b[t] = Math.fma(b0, p, b[t]);
                c[t] = Math.fma(c0, p, c[t]);
                d[t] = Math.fma(d0, p, d[t]);
            }
            at += OUTPUTS;
        }
    }

    /** Writes the inverse root mean square over the channels of x, a multiple of four, to scale, for each position. */
    static void inverseNorm(float[][] x, int channels, float[] scale, int n) {
        Arrays.fill(scale, 0, n, 0);
        for (int c = 0; c < channels; c += 4) {
            addSquares(x[c], x[c + 1], x[c + 2], x[c + 3], scale, n);
        }
        float share = 1f / channels;
        for (int t = 0; t < n; t++) {
            scale[t] = 1f / (float) Math.sqrt(scale[t] * share + 1e-5f);
        }
    }

    private static void addSquares(float[] a, float[] b, float[] c, float[] d, float[] sum, int n) {
        for (int t = 0; t < n; t++) {
            sum[t] = Math.fma(d[t], d[t], Math.fma(c[t], c[t], Math.fma(b[t], b[t], Math.fma(a[t], a[t], sum[t]))));
        }
    }

    /** Writes x * scale * weight to out. */
    static void scale(float[] x, float[] scale, float weight, float[] out, int n) {
        for (int t = 0; t < n; t++) {
            out[t] = x[t] * scale[t] * weight;
        }
    }
}

package dev.hearsay.extract.tagging;

/**
 * Arithmetic on activations, laid out as one array of positions for each channel, so that every inner loop runs along positions and the
 * compiler can turn it into vector instructions without changing any result: the order of operations for each
 * position is fixed, {@link Math#fma} and {@link Math#sqrt} are exact, and no other function is used.
 */
final class Matrix {
    private final int rows;
    private final int columns;
    private final float[] weights;
    private final float[] bias;

    /** A linear map of some rows (outputs); both sides are padded to a multiple of four. */
    Matrix(float[][] matrix, float[] bias) {
        this.rows = matrix.length;
        this.columns = matrix[0].length;
        int wide = padded(columns);
        this.weights = new float[padded(rows) * wide];
        this.bias = new float[padded(rows)];
        for (int r = 0; r < rows; r++) {
            System.arraycopy(matrix[r], 0, weights, r * wide, columns);
            this.bias[r] = bias.length == 0 ? 0 : bias[r];
        }
    }

    static int padded(int size) {
        return size + 3 & ~3;
    }

    /** Channels times positions, room for at least so many. */
    static float[][] room(int channels, int positions) {
        return new float[padded(channels)][positions];
    }

    /** Writes weights * in + bias to out, for positions from 0 to n. */
    void apply(float[][] in, float[][] out, int n) {
        int wide = padded(columns);
        for (int r = 0; r < padded(rows); r += 4) {
            for (int i = r; i < r + 4; i++) {
                fill(out[i], bias[i], n);
            }
            for (int k = 0; k < wide; k += 2) {
                int a = r * wide + k;
                int b = a + wide;
                int c = b + wide;
                int d = c + wide;
                addProducts(
                        weights[a],
                        weights[a + 1],
                        weights[b],
                        weights[b + 1],
                        weights[c],
                        weights[c + 1],
                        weights[d],
                        weights[d + 1],
                        in[k],
                        in[k + 1],
                        out[r],
                        out[r + 1],
                        out[r + 2],
                        out[r + 3],
                        n);
            }
        }
    }

    private static void fill(float[] x, float value, int n) {
        for (int t = 0; t < n; t++) {
            x[t] = value;
        }
    }

    /** Four outputs by two inputs: larger bodies of the loop are no longer turned into vector instructions. */
    private static void addProducts(
            float a0,
            float a1,
            float b0,
            float b1,
            float c0,
            float c1,
            float d0,
            float d1,
            float[] x0,
            float[] x1,
            float[] a,
            float[] b,
            float[] c,
            float[] d,
            int n) {
        for (int t = 0; t < n; t++) {
            float p = x0[t];
            float q = x1[t];
            a[t] = Math.fma(a1, q, Math.fma(a0, p, a[t]));
            b[t] = Math.fma(b1, q, Math.fma(b0, p, b[t]));
            c[t] = Math.fma(c1, q, Math.fma(c0, p, c[t]));
            d[t] = Math.fma(d1, q, Math.fma(d0, p, d[t]));
        }
    }

    /** Writes the inverse root mean square over the channels of x to scale, for each position. */
    static void inverseNorm(float[][] x, int channels, float[] scale, int n) {
        fill(scale, 0, n);
        for (int c = 0; c < channels; c++) {
            addSquares(x[c], scale, n);
        }
        float share = 1f / channels;
        for (int t = 0; t < n; t++) {
            scale[t] = 1f / (float) Math.sqrt(scale[t] * share + 1e-5f);
        }
    }

    private static void addSquares(float[] x, float[] sum, int n) {
        for (int t = 0; t < n; t++) {
            sum[t] = Math.fma(x[t], x[t], sum[t]);
        }
    }

    /** Writes x * scale * weight to out. */
    static void scale(float[] x, float[] scale, float weight, float[] out, int n) {
        for (int t = 0; t < n; t++) {
            out[t] = x[t] * scale[t] * weight;
        }
    }

    /** An algebraic sigmoid. */
    static float gate(float x) {
        return 0.5f + 0.5f * x / (float) Math.sqrt(1f + x * x);
    }

    /** x[t] = gate(x[t]). */
    static void gate(float[] x, int n) {
        for (int t = 0; t < n; t++) {
            x[t] = 0.5f + 0.5f * x[t] / (float) Math.sqrt(1f + x[t] * x[t]);
        }
    }
}

package dev.hearsay.extract.tagging;

/**
 * One layer: x += o * gate(o) * h, where h keeps the candidate z through the forget gate f; z, f and o are linear in a
 * convolution of three taps over the normalized x. The first half of the channels remembers from the left, the
 * second from the right.
 *
 * @see <a href="https://arxiv.org/abs/1611.01576">Bradbury et al. 2017, Quasi-recurrent neural networks</a>
 * @see <a href="https://arxiv.org/abs/1709.02755">Lei et al. 2018, Simple recurrent units</a>
 */
final class Block {
    /** Channels that are computed from beginning to end before the next ones, so that their rows stay in the cache. */
    private static final int TOGETHER = 4;

    private final int width;
    private final float[] norm;
    private final float[][] taps;
    /** For every four channels the rows of z, f and o. */
    private final Matrix linear;

    private Block(int width, float[] norm, float[][] taps, Matrix linear) {
        this.width = width;
        this.norm = norm;
        this.taps = taps;
        this.linear = linear;
    }

    static Block read(ModelFile file, int width) {
        float[] norm = file.vector(width);
        float[][] taps = file.matrix(width, 3);
        float[][] linear = file.matrix(3 * width, width);
        float[] bias = file.vector(3 * width);
        float[][] rows = new float[3 * width][];
        float[] biases = new float[3 * width];
        for (int r = 0; r < 3 * width; r++) {
            int channel = r % width;
            int to = channel / TOGETHER * 3 * TOGETHER + r / width * TOGETHER + channel % TOGETHER;
            rows[to] = linear[r];
            biases[to] = bias[r];
        }
        return new Block(width, norm, taps, new Matrix(rows, biases));
    }

    /** Changes x for positions from 0 to ends[last]; sequences lie one after the other and end before each of ends. */
    void apply(float[][] x, int[] ends, Scratch scratch) {
        int n = ends[ends.length - 1];
        float[][] u = scratch.input;
        Matrix.inverseNorm(x, width, scratch.scale, n);
        for (int c = 0; c < width; c++) {
            Matrix.scale(x[c], scratch.scale, norm[c], scratch.row, n);
            shift(scratch.row, scratch.before, scratch.after, ends);
            convolve(scratch.row, scratch.before, scratch.after, taps[c], u[c], n);
        }
        float[][] zfo = scratch.output;
        for (int c = 0; c < width; c += TOGETHER) {
            linear.apply(3 * c, 3 * (c + TOGETHER), u, zfo, n);
            for (int i = 0; i < TOGETHER; i++) {
                forget(zfo[i], zfo[TOGETHER + i], n);
            }
            for (int s = 0; s < ends.length; s++) {
                int start = s == 0 ? 0 : ends[s - 1];
                if (c < width / 2) {
                    forward(zfo, start, ends[s]);
                } else {
                    backward(zfo, start, ends[s]);
                }
            }
            for (int i = 0; i < TOGETHER; i++) {
                addGated(zfo[2 * TOGETHER + i], zfo[i], x[c + i], n);
            }
        }
    }

    /** Writes what stands before and after each position in its sequence, 0 at the edges. */
    private static void shift(float[] v, float[] before, float[] after, int[] ends) {
        int n = ends[ends.length - 1];
        System.arraycopy(v, 0, before, 1, n - 1);
        System.arraycopy(v, 1, after, 0, n - 1);
        before[0] = 0;
        for (int end : ends) {
            after[end - 1] = 0;
            if (end < n) {
                before[end] = 0;
            }
        }
    }

    /** On shifted copies, because the compiler makes vector instructions of rows that are read at the same position. */
    private static void convolve(float[] v, float[] before, float[] after, float[] taps, float[] out, int n) {
        float left = taps[0];
        float middle = taps[1];
        float right = taps[2];
        for (int t = 0; t < n; t++) {
            out[t] = v[t] * middle + before[t] * left + after[t] * right;
        }
    }

    /** f becomes an algebraic sigmoid of f, and z what it leaves of z: (1 - f) * z. */
    private static void forget(float[] z, float[] f, int n) {
        for (int t = 0; t < n; t++) {
            float gate = 0.5f + 0.5f * f[t] / (float) Math.sqrt(1f + f[t] * f[t]);
            f[t] = gate;
            z[t] = (1f - gate) * z[t];
        }
    }

    /** z[t] += f[t] * z[t - 1] in four channels at once, since each step waits for the one before. */
    private static void forward(float[][] zf, int start, int end) {
        float[] z0 = zf[0], z1 = zf[1], z2 = zf[2], z3 = zf[3];
        float[] f0 = zf[4], f1 = zf[5], f2 = zf[6], f3 = zf[7];
        float h0 = 0, h1 = 0, h2 = 0, h3 = 0;
        for (int t = start; t < end; t++) {
            h0 = Math.fma(f0[t], h0, z0[t]);
            h1 = Math.fma(f1[t], h1, z1[t]);
            h2 = Math.fma(f2[t], h2, z2[t]);
            h3 = Math.fma(f3[t], h3, z3[t]);
            z0[t] = h0;
            z1[t] = h1;
            z2[t] = h2;
            z3[t] = h3;
        }
    }

    private static void backward(float[][] zf, int start, int end) {
        float[] z0 = zf[0], z1 = zf[1], z2 = zf[2], z3 = zf[3];
        float[] f0 = zf[4], f1 = zf[5], f2 = zf[6], f3 = zf[7];
        float h0 = 0, h1 = 0, h2 = 0, h3 = 0;
        for (int t = end - 1; t >= start; t--) {
            h0 = Math.fma(f0[t], h0, z0[t]);
            h1 = Math.fma(f1[t], h1, z1[t]);
            h2 = Math.fma(f2[t], h2, z2[t]);
            h3 = Math.fma(f3[t], h3, z3[t]);
            z0[t] = h0;
            z1[t] = h1;
            z2[t] = h2;
            z3[t] = h3;
        }
    }

    private static void addGated(float[] o, float[] h, float[] x, int n) {
        for (int t = 0; t < n; t++) {
            float gate = 0.5f + 0.5f * o[t] / (float) Math.sqrt(1f + o[t] * o[t]);
            x[t] = x[t] + h[t] * o[t] * gate;
        }
    }

    /** Room for the inner values of blocks of one width, reused from layer to layer. */
    static final class Scratch {
        final float[][] input;
        final float[] scale;
        private final float[][] output;
        private final float[] row;
        private final float[] before;
        private final float[] after;

        Scratch(int width, int positions) {
            input = Matrix.room(width, positions);
            output = Matrix.room(3 * TOGETHER, positions);
            float[][] rows = Matrix.room(4, positions);
            scale = rows[0];
            row = rows[1];
            before = rows[2];
            after = rows[3];
        }
    }
}

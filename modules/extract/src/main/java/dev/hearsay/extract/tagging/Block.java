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
    private final int width;
    private final float[] norm;
    private final float[][] taps;
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
        return new Block(width, norm, taps, new Matrix(linear, file.vector(3 * width)));
    }

    /** Changes x for positions from 0 to ends[last]; sequences lie one after the other and end before each of ends. */
    void apply(float[][] x, int[] ends, Scratch scratch) {
        int n = ends[ends.length - 1];
        float[][] u = scratch.input;
        float[][] zfo = scratch.output;
        Matrix.inverseNorm(x, width, scratch.scale, n);
        for (int c = 0; c < width; c++) {
            Matrix.scale(x[c], scratch.scale, norm[c], scratch.row, n);
            convolve(scratch.row, taps[c], u[c], ends);
        }
        linear.apply(u, zfo, n);
        int half = width / 2;
        for (int c = 0; c < width; c++) {
            Matrix.gate(zfo[width + c], n);
            candidates(zfo[c], zfo[width + c], n);
        }
        for (int c = 0; c < half; c += 4) {
            for (int s = 0; s < ends.length; s++) {
                int start = s == 0 ? 0 : ends[s - 1];
                forward(zfo, c, width, start, ends[s]);
                backward(zfo, half + c, width, start, ends[s]);
            }
        }
        for (int c = 0; c < width; c++) {
            addGated(zfo[2 * width + c], zfo[c], x[c], n);
        }
    }

    private static void convolve(float[] v, float[] taps, float[] out, int[] ends) {
        int start = 0;
        float left = taps[0];
        float middle = taps[1];
        float right = taps[2];
        for (int end : ends) {
            for (int t = start + 1; t < end - 1; t++) {
                out[t] = v[t] * middle + v[t - 1] * left + v[t + 1] * right;
            }
            out[start] = v[start] * middle + (end - start > 1 ? v[start + 1] * right : 0);
            if (end - start > 1) {
                out[end - 1] = v[end - 1] * middle + v[end - 2] * left;
            }
            start = end;
        }
    }

    /** z = (1 - f) * z. */
    private static void candidates(float[] z, float[] f, int n) {
        for (int t = 0; t < n; t++) {
            z[t] = (1f - f[t]) * z[t];
        }
    }

    /** z[t] += f[t] * z[t - 1] in four channels at once, since each step waits for the one before. */
    private static void forward(float[][] zfo, int c, int width, int start, int end) {
        float[] z0 = zfo[c], z1 = zfo[c + 1], z2 = zfo[c + 2], z3 = zfo[c + 3];
        float[] f0 = zfo[width + c], f1 = zfo[width + c + 1], f2 = zfo[width + c + 2], f3 = zfo[width + c + 3];
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

    private static void backward(float[][] zfo, int c, int width, int start, int end) {
        float[] z0 = zfo[c], z1 = zfo[c + 1], z2 = zfo[c + 2], z3 = zfo[c + 3];
        float[] f0 = zfo[width + c], f1 = zfo[width + c + 1], f2 = zfo[width + c + 2], f3 = zfo[width + c + 3];
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
        final float[][] output;
        final float[] scale;
        final float[] row;

        Scratch(int width, int positions) {
            input = Matrix.room(width, positions);
            output = Matrix.room(3 * width, positions);
            scale = new float[positions];
            row = new float[positions];
        }
    }
}

package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class MatrixTest {
    private final Random random = new Random(7);

    @Test
    void mapsEveryColumnAsTheDefinitionDoes() {
        float[][] weights = values(7, 10);
        float[] bias = values(1, 7)[0];
        float[][] in = Matrix.room(10, 33);
        for (int c = 0; c < 10; c++) {
            in[c] = values(1, 33)[0];
        }
        float[][] out = Matrix.room(7, 33);
        new Matrix(weights, bias).apply(in, out, 31);
        for (int r = 0; r < 7; r++) {
            for (int t = 0; t < 31; t++) {
                double expected = bias[r];
                for (int c = 0; c < 10; c++) {
                    expected += (double) weights[r][c] * in[c][t];
                }
                assertThat((double) out[r][t]).isCloseTo(expected, within(1e-5));
            }
            assertThat(out[r][31]).as("a position beyond the count").isZero();
        }
    }

    @Test
    void normalizesToARootMeanSquareOfOne() {
        float[][] x = values(12, 20);
        float[] scale = new float[20];
        Matrix.inverseNorm(x, 12, scale, 20);
        for (int t = 0; t < 20; t++) {
            double squares = 0;
            for (int c = 0; c < 12; c++) {
                squares += Math.pow(x[c][t] * scale[t], 2);
            }
            assertThat(squares / 12).isCloseTo(1, within(1e-3));
        }
    }

    private float[][] values(int rows, int columns) {
        float[][] values = new float[rows][columns];
        for (float[] row : values) {
            for (int c = 0; c < columns; c++) {
                row[c] = random.nextFloat() * 2 - 1;
            }
        }
        return values;
    }
}

package dev.hearsay.extract.tagging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private static byte[] file(int version, byte[] body) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
        return ByteBuffer.allocate(40 + body.length)
                .putInt(ModelFile.NETWORK)
                .putInt(version)
                .put(digest)
                .put(body)
                .array();
    }

    private static byte[] matrix() {
        return ByteBuffer.allocate(9 + 8 + 4)
                .putInt(2)
                .putInt(2)
                .put((byte) 1)
                .putFloat(0.5f)
                .putFloat(2f)
                .put(new byte[] {2, -4, 3, 127})
                .array();
    }

    @Test
    void bytesAreScaledByRow() throws Exception {
        ModelFile file = ModelFile.of("m", ModelFile.NETWORK, file(1, matrix()));
        assertThat(file.matrix(2, 2)).isDeepEqualTo(new float[][] {{1, -2}, {6, 254}});
        file.end();
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        byte[] bytes = file(1, matrix());
        bytes[bytes.length - 1]++;
        assertThatThrownBy(() -> ModelFile.of("network.bin", ModelFile.NETWORK, bytes))
                .hasMessageContaining("network.bin is damaged");
    }

    @Test
    void anotherKindAnotherVersionAndAnotherShapeAreRefused() throws Exception {
        assertThatThrownBy(() -> ModelFile.of("m", ModelFile.WORDS, file(1, matrix())))
                .hasMessageContaining("not a model of this kind");
        assertThatThrownBy(() -> ModelFile.of("m", ModelFile.NETWORK, file(2, matrix())))
                .hasMessageContaining("version 2");
        assertThatThrownBy(() ->
                        ModelFile.of("m", ModelFile.NETWORK, file(1, matrix())).matrix(2, 3))
                .hasMessageContaining("2 x 3");
    }

    @Test
    void theBundledModelsAreWhole() {
        assertThat(Tagger.load()).isNotNull();
    }
}

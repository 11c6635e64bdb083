package dev.hearsay.web.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hearsay.store.SigningSecrets;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void itIsWhatOthersCompute() {
        // Python: b64encode(hmac.digest(b64decode(secret[6:]), (id + "." + timestamp + "." + body).encode(), "sha256"))
        assertThat(Signature.of(
                        new SigningSecrets(List.of(SECRET)),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1_614_265_330L,
                        "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void aNewSecretIsOneAndNoOtherIsLikeIt() {
        assertThat(Signature.isSecret(Signature.newSecret())).isTrue();
        assertThat(Signature.newSecret()).isNotEqualTo(Signature.newSecret());
    }

    @Test
    void whatIsNoSecretIsSeen() {
        assertThat(Signature.isSecret(SECRET)).isTrue();
        for (String text : List.of(
                "",
                "whsec_",
                "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all!!!!!!!!!!!!!!",
                "whsec_" + "QUFB".repeat(22))) {
            assertThat(Signature.isSecret(text)).as(text).isFalse();
        }
    }
}

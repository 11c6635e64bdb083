package dev.hearsay.web.webhooks;

import dev.hearsay.store.SigningSecrets;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Symmetric signatures of the Standard Webhooks specification 1.0.0: {@code v1,} and the Base64 of the HMAC-SHA256 of
 * {@code id.timestamp.body}. A secret is {@code whsec_} and the Base64 of 24 to 64 bytes.
 */
final class Signature {
    private static final String PREFIX = "whsec_";
    private static final int LEAST_BYTES = 24;
    private static final int MOST_BYTES = 64;
    private static final int NEW_BYTES = 32;

    private Signature() {}

    /** A new secret. */
    static String newSecret() {
        byte[] bytes = new byte[NEW_BYTES];
        new SecureRandom().nextBytes(bytes);
        return PREFIX + Base64.getEncoder().encodeToString(bytes);
    }

    /** Whether a text is a secret. */
    static boolean isSecret(String text) {
        try {
            int length = text.startsWith(PREFIX) ? key(text).length : 0;
            return length >= LEAST_BYTES && length <= MOST_BYTES;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The value of {@code webhook-signature}: a signature with each secret, separated by spaces. */
    static String of(SigningSecrets secrets, String id, long timestamp, byte[] body) {
        return secrets.secrets().stream()
                .map(secret ->
                        "v1," + Base64.getEncoder().encodeToString(hmac(key(secret), id + "." + timestamp + ".", body)))
                .collect(Collectors.joining(" "));
    }

    private static byte[] key(String secret) {
        return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
    }

    private static byte[] hmac(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks HMAC-SHA256", e);
        }
    }
}

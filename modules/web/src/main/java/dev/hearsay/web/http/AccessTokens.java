package dev.hearsay.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may read. A token comes as {@code Authorization: Bearer TOKEN}, or as the password of HTTP Basic, which browsers ask
 * for themselves and send with every request, event streams included.
 */
public final class AccessTokens {
    private final Optional<byte[]> reading;

    /** @param reading absent if everybody may read */
    public AccessTokens(Optional<String> reading) {
        this.reading = reading.map(token -> token.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether a request with this header may read; takes as long for every wrong token. */
    public boolean mayRead(@Nullable String authorization) {
        return reading.isEmpty()
                || authorization != null && MessageDigest.isEqual(sha256(reading.get()), sha256(token(authorization)));
    }

    private static byte[] token(String authorization) {
        if (authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return authorization.substring(7).strip().getBytes(StandardCharsets.UTF_8);
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
                return pair.substring(pair.indexOf(':') + 1).getBytes(StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                return new byte[0];
            }
        }
        return new byte[0];
    }

    /** Both sides get the same length, so that the comparison tells nothing about it. */
    private static byte[] sha256(byte[] token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks SHA-256", e);
        }
    }
}

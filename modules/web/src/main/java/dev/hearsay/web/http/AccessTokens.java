package dev.hearsay.web.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;

/**
 * Who may read, and who may write. A token comes as {@code Authorization: Bearer TOKEN}, or as the password of HTTP Basic, which browsers ask
 * for themselves and send with every request, event streams included. Writing takes no password: a browser would send it
 * with the requests of foreign pages, too.
 */
public final class AccessTokens {
    private static final String BEARER = "Bearer ";

    private final Optional<byte[]> reading;
    private final Optional<byte[]> writing;

    /**
     * Tokens.
     *
     * @param reading absent if everybody may read
     * @param writing absent if nobody may write; whoever may write may read
     */
    public AccessTokens(Optional<String> reading, Optional<String> writing) {
        this.reading = reading.map(AccessTokens::bytes);
        this.writing = writing.map(AccessTokens::bytes);
    }

    /** Whether everybody may read. */
    public boolean readingIsFree() {
        return reading.isEmpty();
    }

    /** Whether a request with this header may read, where not everybody may; takes as long for every wrong token. */
    public boolean mayRead(String authorization) {
        byte[] given = token(authorization);
        return same(reading, given) | same(writing, given);
    }

    /** Whether there is a token for writing. */
    public boolean writingAllowed() {
        return writing.isPresent();
    }

    /** Whether a request with this header may write; takes as long for every wrong token. */
    public boolean mayWrite(String authorization) {
        return isBearer(authorization) && same(writing, token(authorization));
    }

    private static boolean same(Optional<byte[]> token, byte[] given) {
        return token.isPresent() && MessageDigest.isEqual(sha256(token.get()), sha256(given));
    }

    private static boolean isBearer(String authorization) {
        return authorization.regionMatches(true, 0, BEARER, 0, BEARER.length());
    }

    private static byte[] bytes(String token) {
        return token.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] token(String authorization) {
        if (isBearer(authorization)) {
            return bytes(authorization.substring(BEARER.length()).strip());
        }
        if (authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(
                        Base64.getDecoder().decode(authorization.substring(6).strip()), StandardCharsets.UTF_8);
                return bytes(pair.substring(pair.indexOf(':') + 1));
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

package dev.hearsay.contracts;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * Where a schema registry is and how to ask it.
 *
 * @param addresses base addresses of one registry, tried in turn; never empty
 * @param authorization value of the {@code Authorization} header
 * @param timeout longest wait for a connection, and for an answer
 */
public record RegistryAccess(List<URI> addresses, Optional<String> authorization, Duration timeout) {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Copies the addresses. */
    public RegistryAccess {
        addresses = List.copyOf(addresses);
    }

    /**
     * Access without credentials.
     *
     * @param addresses one or more, joined by commas, such as {@code http://registry:8081}
     * @throws IllegalArgumentException if one is no HTTP address; the message names it
     */
    public static RegistryAccess of(String addresses) {
        return new RegistryAccess(
                Arrays.stream(addresses.split(",", -1))
                        .map(address -> address(address.strip()))
                        .toList(),
                Optional.empty(),
                TIMEOUT);
    }

    /** The same with a user and a password (HTTP basic authentication). */
    public RegistryAccess as(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ':' + password).getBytes(StandardCharsets.UTF_8));
        return new RegistryAccess(addresses, Optional.of("Basic " + credentials), timeout);
    }

    /** The same with another timeout. */
    public RegistryAccess within(Duration longest) {
        return new RegistryAccess(addresses, authorization, longest);
    }

    /** The addresses only: credentials must not reach a log. */
    @Override
    public String toString() {
        return String.join(", ", addresses.stream().map(URI::toString).toList());
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text.replaceAll("/+$", ""));
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getQuery() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // The sentence below says it.
        }
        String shown = text.replaceAll("//[^/@]*@", "//***@");
        throw new IllegalArgumentException(
                "\"" + shown + "\" is no address of a schema registry such as http://registry:8081"
                        + (shown.equals(text) ? "" : " (user and password are settings of their own)"));
    }
}

package dev.hearsay.feeds.poll;

import dev.hearsay.contracts.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;

/**
 * Which addresses may be asked. A feed can redirect anywhere; it must not make Hearsay ask machines that only it can
 * reach.
 */
final class Address {
    private Address() {}

    /** The address in this text, if it is one of http or https. */
    static Optional<URI> of(String text) {
        try {
            URI uri = new URI(text.strip());
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            return (scheme.equals("http") || scheme.equals("https")) && uri.getHost() != null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /**
     * Whether every address of a host is a public one. The JVM caches what it has resolved for half a minute, so that
     * the request that follows goes to one of those.
     *
     * @throws UnknownHostException if there is no such host
     */
    static boolean isPublic(String host) throws UnknownHostException {
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        for (InetAddress address : InetAddress.getAllByName(bare)) {
            if (!PublicAddresses.contains(address)) {
                return false;
            }
        }
        return true;
    }
}

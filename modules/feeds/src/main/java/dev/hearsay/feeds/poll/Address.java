package dev.hearsay.feeds.poll;

import java.net.Inet6Address;
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
            if (isPrivate(address)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrivate(InetAddress address) {
        byte[] b = address.getAddress();
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        if (address instanceof Inet6Address) {
            // fc00::/7, the local addresses of RFC 4193; 64:ff9b::/96 and 2002::/16 lead to IPv4.
            return (b[0] & 0xFE) == 0xFC || b[0] == 0x00 && b[1] == 0x64 || b[0] == 0x20 && b[1] == 0x02;
        }
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        // This network, shared address space (RFC 6598), benchmarking (RFC 2544), reserved.
        return first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 198 && (second & 0xFE) == 18
                || first >= 240;
    }
}

package dev.hearsay.contracts;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Addresses of the public Internet, after IANA's registries of special-purpose addresses (RFC 6890). Whoever makes Hearsay
 * connect somewhere (a feed that redirects, a webhook) must not make it reach machines that only it can reach.
 */
public final class PublicAddresses {
    private PublicAddresses() {}

    /** Whether everybody can reach this address. */
    public static boolean contains(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] b = address.getAddress();
        return address instanceof Inet6Address ? isPublic6(b) : isPublic4(b);
    }

    private static boolean isPublic4(byte[] b) {
        int first = b[0] & 0xFF;
        int second = b[1] & 0xFF;
        // this network, shared address space (RFC 6598), protocol assignments, benchmarking (RFC 2544), reserved
        return !(first == 0
                || first == 100 && second >= 64 && second < 128
                || first == 192 && second == 0 && b[2] == 0
                || first == 198 && (second & 0xFE) == 18
                || first >= 240);
    }

    private static boolean isPublic6(byte[] b) {
        boolean local = (b[0] & 0xFE) == 0xFC; // RFC 4193
        // ::/96 and 64:ff9b::/32 (NAT64), 2002::/16 (6to4) and 2001::/32 (Teredo) lead to IPv4
        boolean translated = b[0] == 0x00 && (b[1] == 0x00 || b[1] == 0x64)
                || b[0] == 0x20 && b[1] == 0x02
                || b[0] == 0x20 && b[1] == 0x01 && b[2] == 0 && b[3] == 0;
        return !local && !translated;
    }
}

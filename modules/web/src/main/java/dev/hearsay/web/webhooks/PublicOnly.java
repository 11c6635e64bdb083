package dev.hearsay.web.webhooks;

import dev.hearsay.contracts.PublicAddresses;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks up hosts, and refuses those with an address that is not public. The connection that follows goes to one of the very
 * addresses that were checked, so that a name which answers differently the next time (DNS rebinding) gains nothing.
 *
 * @param threads wait for the name servers; connections that are there do not wait for them
 */
record PublicOnly(boolean privateAllowed, Executor threads) implements SocketAddressResolver {

    /** The host is not for everybody to reach. */
    static final class PrivateAddressException extends IOException {
        private static final long serialVersionUID = 1L;

        PrivateAddressException(String host) {
            super(host + " is in a private network, or is this machine; --allow-private-webhooks permits that");
        }
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        threads.execute(() -> {
            try {
                promise.succeeded(addresses(host, port));
            } catch (IOException | RuntimeException e) {
                promise.failed(e);
            }
        });
    }

    private List<InetSocketAddress> addresses(String host, int port) throws IOException {
        InetAddress[] found;
        try {
            found = InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new UnknownHostException("there is no host " + host);
        }
        if (!privateAllowed && !Arrays.stream(found).allMatch(PublicAddresses::contains)) {
            throw new PrivateAddressException(host);
        }
        return Arrays.stream(found)
                .map(address -> new InetSocketAddress(address, port))
                .toList();
    }
}

package dev.hearsay.web.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Bounds how many tokens can be guessed: after {@value #MOST} wrong ones from one address, no token is looked at from there
 * until a minute after the first of them, the right one neither. Other addresses notice nothing. An IPv6 address counts as its /64 network,
 * all of which one customer has. At most {@value #ADDRESSES} addresses are remembered, those that failed last.
 */
final class FailedTokens {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(1);
    static final int ADDRESSES = 10_000;

    private static final int IPV6_NETWORK_BYTES = 8;

    private final LongSupplier nanos;
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(long start, int failures) {}

    /** @param nanos a clock that never goes back */
    FailedTokens(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** How long no token is looked at yet that comes from this address; empty if one is. */
    synchronized Optional<Duration> closedFor(String address) {
        return running(network(address))
                .filter(window -> window.failures() >= MOST)
                .map(window -> WINDOW.minusNanos(nanos.getAsLong() - window.start()));
    }

    /** Notes that a token from this address was wrong. */
    synchronized void failed(String address) {
        String network = network(address);
        Optional<Window> running = running(network);
        if (running.isPresent()) {
            windows.put(network, new Window(running.get().start(), running.get().failures() + 1));
            return;
        }
        windows.put(network, new Window(nanos.getAsLong(), 1));
        if (windows.size() > ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }

    /** How many addresses are remembered. */
    synchronized int size() {
        return windows.size();
    }

    private Optional<Window> running(String network) {
        Optional<Window> window = Optional.ofNullable(windows.get(network));
        if (window.isPresent() && nanos.getAsLong() - window.get().start() >= WINDOW.toNanos()) {
            windows.remove(network);
            return Optional.empty();
        }
        return window;
    }

    /** The address is that of a connection, never a name: nobody is asked for it. */
    private static String network(String address) {
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(bytes, 0, Math.min(bytes.length, IPV6_NETWORK_BYTES));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}

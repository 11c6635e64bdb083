package dev.hearsay.web.http;

import java.net.InetSocketAddress;

/** Another process listens on the port. */
public final class PortInUseException extends RuntimeException {
    private final InetSocketAddress address;

    /** A server that was meant to listen at this address does not start. */
    public PortInUseException(InetSocketAddress address, Throwable cause) {
        super("Port " + address.getPort() + " is in use", cause);
        this.address = address;
    }

    /** Where it was meant to listen. */
    public InetSocketAddress address() {
        return address;
    }
}

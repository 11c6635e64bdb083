package dev.hearsay.web.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;

/** A port on which HTTP is answered; every server of Hearsay listens alike: small requests, and the {@link Gate} first. */
public final class HttpPort implements AutoCloseable {
    private static final int MAX_REQUEST_HEADER_BYTES = 16 * 1024;

    /** Room for a schema; nothing else that is sent here has a body. */
    private static final long MAX_REQUEST_BODY_BYTES = 128L * 1024;

    private final Javalin javalin;

    private HttpPort(Javalin javalin) {
        this.javalin = javalin;
    }

    /**
     * Starts answering.
     *
     * @param port 0 takes a free one
     * @param answers adds what is answered behind the gate
     * @throws PortInUseException when another process listens there
     */
    public static HttpPort open(String host, int port, Gate gate, Consumer<JavalinConfig> answers) {
        Javalin javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.http.prefer405over404 = true;
            config.http.maxRequestSize = MAX_REQUEST_BODY_BYTES;
            config.jetty.host = host;
            config.jetty.port = port;
            config.jetty.modifyHttpConfiguration(HttpPort::read);
            config.routes.before(context -> gate.pass(context.req(), context.res()));
            Problems.answer(config.routes);
            answers.accept(config);
        });
        try {
            return new HttpPort(javalin.start());
        } catch (RuntimeException e) {
            javalin.stop();
            throw causedByBind(e) ? new PortInUseException(new InetSocketAddress(host, port), e) : e;
        }
    }

    private static void read(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        http.setRequestHeaderSize(MAX_REQUEST_HEADER_BYTES);
        // ids hold %, | and /: they come encoded in a path, and are decoded once, after it was taken apart
        http.setUriCompliance(UriCompliance.DEFAULT.with(
                "ids in paths",
                EnumSet.of(
                                UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR,
                                UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING)
                        .toArray(UriCompliance.Violation[]::new)));
    }

    private static boolean causedByBind(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.net.BindException
                    || cause.getClass().getSimpleName().equals("JavalinBindException")) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is an address that only this machine reaches. */
    public static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** The port that is listened on. */
    public int number() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}

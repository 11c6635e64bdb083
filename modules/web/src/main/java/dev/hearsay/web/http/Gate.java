package dev.hearsay.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What every request passes first. It sets the headers that keep a page to itself: everything from here, no inline script
 * or style, no frames. It refuses readers without a token if one is asked for. And while Hearsay listens to this machine
 * only, it refuses requests that a browser was led to send to it under another name (DNS rebinding).
 */
public final class Gate {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; font-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";
    private static final Set<String> LOOPBACK_NAMES = Set.of("localhost", "127.0.0.1", "[::1]", "::1");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");

    /** Clients of a schema registry look schemas up with POST, which changes nothing. */
    private static final String LOOK_UPS = "/subjects/";

    /** What is not only read; its routes answer for who may. */
    private static final String WRITABLE = "/api/v1/subscriptions";

    private final AccessTokens tokens;
    private final FailedTokens failed = new FailedTokens(System::nanoTime);
    private final boolean loopbackOnly;

    /** @param loopbackOnly whether the server listens to this machine only */
    public Gate(AccessTokens tokens, boolean loopbackOnly) {
        this.tokens = tokens;
        this.loopbackOnly = loopbackOnly;
    }

    /**
     * Sets the headers.
     *
     * @throws Problem if the request goes no further
     */
    public void pass(HttpServletRequest request, HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        if (loopbackOnly && !LOOPBACK_NAMES.contains(request.getServerName().toLowerCase(Locale.ROOT))) {
            throw Problem.of(
                    421, "Misdirected request", "This server answers to localhost only: ask for it by that name.");
        }
        boolean health = request.getRequestURI().startsWith("/health/");
        if (!health && !tokens.readingIsFree()) {
            require(
                    tokens::mayRead,
                    "Basic realm=\"Hearsay\", charset=\"UTF-8\"",
                    "Send the reading token as a bearer token or as a password.",
                    request,
                    response);
        }
        boolean lookUp =
                request.getMethod().equals("POST") && request.getRequestURI().startsWith(LOOK_UPS);
        boolean writable = request.getRequestURI().startsWith(WRITABLE);
        if (!METHODS.contains(request.getMethod()) && !lookUp && !writable) {
            response.setHeader("Allow", "GET, HEAD");
            throw Problem.of(405, "Method not allowed", "Everything here is read with GET.");
        }
    }

    /**
     * What a request passes that writes, or reads what only writers may see.
     *
     * @throws Problem if the request goes no further
     */
    public void passToWrite(HttpServletRequest request, HttpServletResponse response) {
        if (!isOwn(request)) {
            throw Problem.of(403, "Forbidden", "Web pages from elsewhere may not write.");
        }
        if (!tokens.writingAllowed()) {
            throw Problem.of(
                    403,
                    "Forbidden",
                    "Nobody may write over HTTP here: set a token with HEARSAY_WRITE_TOKEN where this server starts, or"
                            + " use the command line.");
        }
        require(
                tokens::mayWrite,
                "Bearer realm=\"Hearsay\"",
                "Send the writing token: Authorization: Bearer TOKEN.",
                request,
                response);
    }

    /** Looks at the token, if there were not too many wrong ones: whoever goes on guessing learns nothing. */
    private void require(
            Predicate<String> right,
            String challenge,
            String what,
            HttpServletRequest request,
            HttpServletResponse response) {
        String authorization = request.getHeader("Authorization");
        if (authorization != null) {
            String address = request.getRemoteAddr();
            Optional<Duration> closed = failed.closedFor(address);
            if (closed.isPresent()) {
                response.setHeader("Retry-After", Long.toString(closed.get().toSeconds() + 1));
                throw Problem.of(
                        429,
                        "Too many wrong tokens",
                        "There were " + FailedTokens.MOST + " wrong tokens from your address: none is looked at for "
                                + (closed.get().toSeconds() + 1) + " s.");
            }
            if (right.test(authorization)) {
                return;
            }
            failed.failed(address);
        }
        response.setHeader("WWW-Authenticate", challenge);
        throw Problem.of(401, "Token needed", what);
    }

    /**
     * Whether it comes from a program, or from a page of this server (Fetch Metadata, and where a browser does not send that
     * for want of TLS, the origin). A page from elsewhere does not know the token; this keeps it from trying any.
     */
    private static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeader("Origin");
        return origin == null || origin.replaceFirst("^https?://", "").equals(request.getHeader("Host"));
    }
}

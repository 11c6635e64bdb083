package dev.hearsay.web.stream;

import dev.hearsay.store.DatabaseException;
import dev.hearsay.web.http.Gate;
import dev.hearsay.web.http.Parameters;
import dev.hearsay.web.http.Problem;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code GET /api/v1/claims/stream}: server-sent events (WHATWG HTML, section 9.2). A client that comes back with {@code
 * Last-Event-ID} (or {@code after}) goes on where it was.
 */
public final class ClaimStream extends HttpServlet {
    /** Where it is. */
    public static final String PATH = "/api/v1/claims/stream";

    private static final long serialVersionUID = 1L;
    private static final Set<String> PARAMETERS = Stream.concat(
                    StreamFilter.PARAMETERS.stream(), Stream.of("after", "counts"))
            .collect(Collectors.toUnmodifiableSet());
    private static final int MAX_POSITION_LENGTH = 4_000;

    private final transient ClaimFeed feed;
    private final transient Gate gate;
    private final int most;

    /** @param most clients at the same time */
    public ClaimStream(ClaimFeed feed, Gate gate, int most) {
        this.feed = feed;
        this.gate = gate;
        this.most = most;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            gate.pass(request, response);
            if (feed.subscribers() >= most) {
                throw Problem.of(503, "Too many streams", "There are " + most + " clients already: try again later.");
            }
            StreamFilter filter = filter(request);
            boolean counts = flag(request, "counts");
            ClaimFeed.Start start = feed.startAfter(position(request));
            response.setContentType("text/event-stream");
            response.setCharacterEncoding("UTF-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            AsyncContext async = request.startAsync();
            async.setTimeout(0);
            Subscriber subscriber = new Subscriber(feed, async, start, filter, counts);
            async.addListener(new Leaving(subscriber));
            feed.join(subscriber);
            response.getOutputStream().setWriteListener(subscriber);
        } catch (Problem problem) {
            refuse(response, problem);
        } catch (DatabaseException e) {
            refuse(response, Problem.of(503, "Database unavailable", "The database does not answer: try again."));
        }
    }

    private StreamFilter filter(HttpServletRequest request) {
        Map<String, String> values = new HashMap<>();
        for (Map.Entry<String, String[]> given : request.getParameterMap().entrySet()) {
            if (!PARAMETERS.contains(given.getKey())) {
                throw Problem.parameter(
                        "",
                        "The stream has the parameters "
                                + PARAMETERS.stream().sorted().toList() + ".");
            }
            int longest = given.getKey().equals("after") ? MAX_POSITION_LENGTH : Parameters.MAX_LENGTH;
            if (given.getValue().length > 1 || given.getValue()[0].length() > longest) {
                throw Problem.parameter(given.getKey(), "'" + given.getKey() + "' is given twice or is too long.");
            }
            values.put(given.getKey(), given.getValue()[0]);
        }
        return StreamFilter.of(values, feed::namesOf);
    }

    private static boolean flag(HttpServletRequest request, String name) {
        String value = parameter(request, name).orElse("false");
        if (!value.equals("true") && !value.equals("false")) {
            throw Problem.parameter(name, "'" + name + "' must be true or false.");
        }
        return value.equals("true");
    }

    private static Optional<OffsetVector> position(HttpServletRequest request) {
        Optional<String> given =
                Optional.ofNullable(request.getHeader("Last-Event-ID")).filter(id -> !id.isBlank());
        try {
            return given.or(() -> parameter(request, "after")).map(OffsetVector::parse);
        } catch (IllegalArgumentException e) {
            throw Problem.parameter("after", "The position to go on from must look like 0:123,1:456.");
        }
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static void refuse(HttpServletResponse response, Problem problem) throws IOException {
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.getOutputStream().write(problem.json());
    }

    /** Takes a client off the list when its connection ends, however that happens. */
    private static final class Leaving implements AsyncListener {
        private final Subscriber subscriber;

        Leaving(Subscriber subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onComplete(AsyncEvent event) {
            subscriber.close();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            subscriber.close();
        }

        @Override
        public void onError(AsyncEvent event) {
            subscriber.close();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {
            // never started again
        }
    }
}

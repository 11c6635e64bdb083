package dev.hearsay.web.http;

import dev.hearsay.store.DatabaseException;
import dev.hearsay.store.ReadLimitException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.eclipse.jetty.io.EofException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns failures into problem documents (RFC 9457). What is our fault is logged, and its details are not told. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final int RETRY_SECONDS = 2;

    private Problems() {}

    /** Answers with problem documents from now on. */
    public static void answer(RoutesConfig routes) {
        routes.exception(Problem.class, (problem, context) -> write(context, problem));
        routes.exception(
                IllegalArgumentException.class,
                (e, context) ->
                        write(context, Problem.of(400, "Bad request", sentence(String.valueOf(e.getMessage())))));
        routes.exception(
                ReadLimitException.class,
                (e, context) ->
                        write(context, Problem.of(503, "Took too long", sentence(String.valueOf(e.getMessage())))));
        routes.exception(DatabaseException.class, (e, context) -> {
            LOG.warn("{} {}: {}", context.method(), context.path(), e.getMessage());
            context.header("Retry-After", Integer.toString(RETRY_SECONDS));
            write(context, Problem.of(503, "Database unavailable", "The database does not answer: try again."));
        });
        routes.exception(
                HttpResponseException.class,
                (e, context) -> write(
                        context,
                        Problem.of(e.getStatus(), title(e.getStatus()), sentence(String.valueOf(e.getMessage())))));
        routes.exception(EofException.class, (e, context) -> LOG.debug("a client went away", e));
        routes.exception(Exception.class, (e, context) -> {
            LOG.error("{} {} failed", context.method(), context.path(), e);
            write(context, Problem.of(500, "Internal error", "Hearsay failed to answer; its log says why."));
        });
    }

    private static String title(int status) {
        return switch (status) {
            case 404 -> "Not found";
            case 405 -> "Method not allowed";
            case 413 -> "Too large";
            default -> "Request refused";
        };
    }

    private static String sentence(String text) {
        String first = text.isEmpty() ? "Refused" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
        return first.endsWith(".") ? first : first + ".";
    }

    private static void write(Context context, Problem problem) {
        context.status(problem.status())
                .removeHeader("ETag")
                .header("Cache-Control", "no-store")
                .result(problem.json())
                .contentType("application/problem+json");
    }
}

package dev.hearsay.web.health;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/**
 * Answers {@code GET /health/live} (200 as long as the process runs) and {@code GET /health/ready} (200 when every part
 * is ready, 503 with the reasons otherwise), as plain text.
 */
public final class Health {
    private Health() {}

    /** Adds the answers. */
    public static void mount(RoutesConfig routes, List<Readiness> parts) {
        routes.get("/health/live", context -> context.result("alive\n"));
        routes.get("/health/ready", context -> ready(context, parts));
    }

    private static void ready(Context context, List<Readiness> parts) {
        StringBuilder answer = new StringBuilder();
        boolean ready = true;
        for (Readiness part : parts) {
            var obstacle = part.obstacle();
            ready &= obstacle.isEmpty();
            answer.append(part.part())
                    .append(": ")
                    .append(obstacle.orElse("ready"))
                    .append('\n');
        }
        context.status(ready ? 200 : 503).result(answer.toString());
    }
}

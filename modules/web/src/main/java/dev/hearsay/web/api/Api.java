package dev.hearsay.web.api;

import dev.hearsay.store.Measure;
import dev.hearsay.web.http.Caching;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Mounts the operations of the API under {@value #ROOT}. */
public final class Api {
    /** Where the API begins. */
    public static final String ROOT = "/api/v1";

    private static final String DOCUMENT = "openapi.json";

    private final Readers readers;
    private final Caching caching;

    /** The API over these readers. */
    public Api(Readers readers) {
        this.readers = readers;
        this.caching = new Caching(readers.queries(), readers::hour);
    }

    /** Mounts everything but the stream. */
    public void mount(RoutesConfig routes) {
        new ActorRoutes(readers).mount(this, routes);
        new ClaimRoutes(readers).mount(this, routes);
        new StoryRoutes(readers).mount(this, routes);
        new EntityRoutes(readers).mount(this, routes);
        new NumberRoutes(readers).mount(this, routes);
        byte[] document = document();
        routes.get(ROOT + "/openapi.json", context -> context.contentType("application/vnd.oai.openapi+json")
                .result(document));
    }

    /** Mounts an operation whose answers depend on the database alone. */
    void get(RoutesConfig routes, String path, Handler handler) {
        routes.get(ROOT + path, context -> {
            if (!caching.fresh(context)) {
                handler.handle(context);
            }
        });
    }

    static Set<String> with(Set<String> names, String... more) {
        Set<String> all = new HashSet<>(names);
        all.addAll(List.of(more));
        return all;
    }

    static Set<String> labels() {
        return Arrays.stream(Measure.values()).map(Measure::label).collect(Collectors.toSet());
    }

    private static byte[] document() {
        try (InputStream in = Api.class.getResourceAsStream(DOCUMENT)) {
            if (in == null) {
                throw new IllegalStateException("the OpenAPI document is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.hearsay.web.dashboard;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * The pages: one document for every view, which reads its address, and the few files that it needs. Everything is served
 * from here; nothing is built.
 */
public final class Dashboard {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    /** Views have addresses of their own, which all answer with the same document. */
    private static final List<String> VIEWS = List.of(
            "/",
            "/actors/{id}",
            "/claims/{id}",
            "/stories/{id}",
            "/statements/{id}",
            "/explain",
            "/live",
            "/search",
            "/trends",
            "/entities",
            "/outlets",
            "/changes",
            "/subscriptions",
            "/subscriptions/{id}",
            "/health",
            "/about");

    private static final Map<String, String> TYPES = Map.of(
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "svg", "image/svg+xml",
            "html", "text/html; charset=utf-8");

    private Dashboard() {}

    /** Adds the pages. */
    public static void mount(RoutesConfig routes) {
        Handler document = file("index.html");
        VIEWS.forEach(view -> routes.get(view, document));
        for (String name : List.of(
                "hearsay.css",
                "icon.svg",
                "theme.js",
                "main.js",
                "api.js",
                "charts.js",
                "elements.js",
                "measures.js",
                "quotes.js",
                "views.js",
                "webhooks.js")) {
            routes.get("/assets/" + name, file(name));
        }
        routes.get("/assets/uplot.js", resource(UPLOT + "uPlot.esm.js", "js"));
        routes.get("/assets/uplot.css", resource(UPLOT + "uPlot.min.css", "css"));
    }

    private static Handler file(String name) {
        return resource(name, name.substring(name.lastIndexOf('.') + 1));
    }

    private static Handler resource(String path, String extension) {
        byte[] bytes = read(path);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        String tag = "\"" + Long.toHexString(crc.getValue()) + "\"";
        return context -> answer(context, bytes, tag, String.valueOf(TYPES.get(extension)));
    }

    private static void answer(Context context, byte[] bytes, String tag, String type) {
        context.header("ETag", tag).header("Cache-Control", "no-cache");
        if (tag.equals(context.header("If-None-Match"))) {
            context.status(304);
        } else {
            context.contentType(type).result(bytes);
        }
    }

    private static byte[] read(String path) {
        try (InputStream in = Dashboard.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("the page " + path + " is missing from this build");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

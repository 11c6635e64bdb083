package dev.hearsay.web.http;

import dev.hearsay.store.Queries;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Entity tags from the database's version: an answer is the same as long as the sink commits nothing and the hour does
 * not end. The tag is read before the answer, so that it is never newer than what it stands for.
 */
public final class Caching {
    private final Queries queries;
    private final Supplier<String> hour;

    /** @param hour the present hour, which relative periods depend on */
    public Caching(Queries queries, Supplier<String> hour) {
        this.queries = queries;
        this.hour = hour;
    }

    /** Sets the tag; true if the client has the answer already, which then is 304. */
    public boolean fresh(Context context) {
        String tag = "W/\"" + queries.version() + "-" + hour.get() + "\"";
        context.header("ETag", tag).header("Cache-Control", "no-cache").header("Vary", "Accept, Authorization");
        String known = context.header("If-None-Match");
        boolean same = known != null
                && Arrays.stream(known.split(",")).map(String::strip).anyMatch(value -> value.equals(tag));
        if (same) {
            context.status(304);
        }
        return same;
    }
}

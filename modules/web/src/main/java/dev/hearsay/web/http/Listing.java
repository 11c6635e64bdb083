package dev.hearsay.web.http;

import dev.hearsay.store.Page;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list that can be read page by page, or exported as a whole.
 *
 * @param name what a file of it is called
 * @param columns of the CSV export, in order
 * @param more what a page says beside its items
 */
public record Listing<T>(
        String name, Map<String, Function<T, Object>> columns, Map<String, Object> more, Pages<T> pages) {

    /** Reads a page. */
    public interface Pages<T> {
        /** The page that follows a position. */
        Page<T> page(Optional<String> after, int limit);
    }

    /** A list that is one page. */
    public static <T> Listing<T> of(String name, Columns<T> columns, List<T> rows) {
        return new Listing<>(name, columns.columns, Map.of(), (after, limit) -> new Page<>(rows, Optional.empty()));
    }

    /** A list of pages. */
    public static <T> Listing<T> of(String name, Columns<T> columns, Pages<T> pages) {
        return new Listing<>(name, columns.columns, Map.of(), pages);
    }

    /** The same, saying more. */
    public Listing<T> with(Map<String, Object> said) {
        return new Listing<>(name, columns, said, pages);
    }

    /** Columns in the order in which they are added. */
    public static final class Columns<T> {
        private final Map<String, Function<T, Object>> columns = new LinkedHashMap<>();

        /** One more; its value may be an Optional, a collection's elements are joined by a semicolon. */
        public Columns<T> add(String name, Function<T, Object> value) {
            columns.put(name, value);
            return this;
        }
    }
}

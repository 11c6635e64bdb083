package dev.hearsay.web.http;

import dev.hearsay.store.Page;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers with lists: a page as JSON, or everything as CSV (RFC 4180) or JSON lines, written as it is read. */
public final class Lists {
    /** Parameters of every list. */
    public static final Set<String> PARAMETERS = Set.of("limit", "cursor", "format");

    /** Longest page. */
    public static final int MAX_LIMIT = 200;

    /** Length of a page unless asked otherwise. */
    public static final int DEFAULT_LIMIT = 50;

    private static final int EXPORT_PAGE = 1_000;

    private Lists() {}

    /** Answers in the format asked for. */
    public static <T> void answer(Context context, Parameters parameters, Listing<T> listing) {
        String format = parameters.word("format", Set.of("json", "csv", "jsonl"), "json");
        int limit = parameters.number("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        if (!format.equals("json")) {
            export(context, listing, format.equals("csv"));
            return;
        }
        Page<T> page = page(listing, parameters.cursor(), limit);
        Map<String, Object> body = new LinkedHashMap<>(listing.more());
        body.put("items", page.rows());
        page.next().map(Parameters::cursor).ifPresent(next -> body.put("next", next));
        Json.answer(context, body);
    }

    private static <T> Page<T> page(Listing<T> listing, Optional<String> after, int limit) {
        try {
            return listing.pages().page(after, limit);
        } catch (IllegalArgumentException e) {
            if (after.isPresent()) {
                throw Parameters.badCursor();
            }
            throw e;
        }
    }

    private static <T> void export(Context context, Listing<T> listing, boolean csv) {
        context.contentType(csv ? "text/csv; charset=utf-8; header=present" : "application/jsonl")
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"hearsay-" + listing.name() + (csv ? ".csv\"" : ".jsonl\""));
        // the first page comes before the first byte, so that a failure can still be told
        Page<T> page = listing.pages().page(Optional.empty(), EXPORT_PAGE);
        OutputStream out = context.outputStream();
        try {
            if (csv) {
                out.write(line(listing.columns().keySet().stream()).getBytes(StandardCharsets.UTF_8));
            }
            while (true) {
                for (T row : page.rows()) {
                    out.write(csv ? csv(listing, row) : Json.bytes(row));
                    out.write(csv ? new byte[0] : new byte[] {'\n'});
                }
                if (page.next().isEmpty()) {
                    return;
                }
                page = listing.pages().page(page.next(), EXPORT_PAGE);
            }
        } catch (IOException e) {
            throw Problem.of(499, "Client went away", "The client did not take the whole list.");
        }
    }

    private static <T> byte[] csv(Listing<T> listing, T row) {
        return line(listing.columns().values().stream().map((Function<T, Object> column) -> cell(column.apply(row))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String line(java.util.stream.Stream<String> cells) {
        return cells.collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Lists::cell).orElse("");
        }
        if (value instanceof Collection<?> values) {
            return quoted(values.stream().map(String::valueOf).collect(Collectors.joining(";")));
        }
        return value instanceof Number ? value.toString() : quoted(value.toString());
    }

    /** A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP, CSV injection). */
    static String quoted(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}

package dev.hearsay.app.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Rows of named columns, printed as a table, JSON or CSV. Cells are strings, longs, ints, doubles, booleans, lists of
 * strings, or absent ({@link Optional#empty()}).
 */
public final class Rows {
    /** A column: its key in JSON and CSV, its title in tables, and whether it holds numbers. */
    public record Column(String key, String title, boolean number) {
        /** A column of words. */
        public static Column text(String key) {
            return new Column(key, key, false);
        }

        /** A column of numbers, aligned right. */
        public static Column number(String key) {
            return new Column(key, key, true);
        }
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final String GAP = "  ";

    private final List<Column> columns;
    private final List<List<Object>> rows = new ArrayList<>();

    /** No rows yet. */
    public Rows(Column... columns) {
        this.columns = List.of(columns);
    }

    /**
     * Adds a row.
     *
     * @throws IllegalArgumentException when it has not one cell a column
     */
    public Rows add(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        rows.add(List.of(cells));
        return this;
    }

    /** How many rows there are. */
    public int size() {
        return rows.size();
    }

    /** The rows, printed; ends with a line feed. {@code width} is the terminal's, and cuts tables only; 0 is endless. */
    public String print(Format format, int width) {
        return switch (format) {
            case TABLE -> table(width);
            case JSON -> json();
            case CSV -> csv();
        };
    }

    private String json() {
        StringBuilder out = new StringBuilder("[");
        for (int i = 0; i < rows.size(); i++) {
            out.append(i == 0 ? "\n" : ",\n").append(object(rows.get(i)));
        }
        return out.append(rows.isEmpty() ? "]\n" : "\n]\n").toString();
    }

    /** The rows as JSON objects, one a line, without the array around them: for output that has no end. */
    public String jsonLines() {
        StringBuilder out = new StringBuilder();
        rows.forEach(row -> out.append(object(row)).append('\n'));
        return out.toString();
    }

    private String object(List<Object> row) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(writer)) {
            json.writeStartObject();
            for (int i = 0; i < row.size(); i++) {
                json.writeFieldName(columns.get(i).key());
                write(json, row.get(i));
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Optional<?> optional) {
            if (optional.isEmpty()) {
                json.writeNull();
            } else {
                write(json, optional.get());
            }
        } else if (value instanceof Number number) {
            if (number instanceof Double || number instanceof Float) {
                json.writeNumber(number.doubleValue());
            } else {
                json.writeNumber(number.longValue());
            }
        } else if (value instanceof Boolean bool) {
            json.writeBoolean(bool);
        } else if (value instanceof List<?> list) {
            json.writeStartArray();
            for (Object element : list) {
                write(json, element);
            }
            json.writeEndArray();
        } else {
            json.writeString(value.toString());
        }
    }

    private String csv() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            out.append(i == 0 ? "" : ",").append(quoted(columns.get(i).key()));
        }
        out.append('\n');
        for (List<Object> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                out.append(i == 0 ? "" : ",").append(quoted(plain(row.get(i))));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static String quoted(String cell) {
        boolean needs =
                cell.indexOf(',') >= 0 || cell.indexOf('"') >= 0 || cell.indexOf('\n') >= 0 || cell.indexOf('\r') >= 0;
        return needs ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    private static String plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(Rows::plain).orElse("");
        }
        if (value instanceof List<?> list) {
            return String.join("; ", list.stream().map(Rows::plain).toList());
        }
        return value.toString();
    }

    private String table(int width) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(columns.stream().map(Column::title).toList());
        for (List<Object> row : rows) {
            cells.add(row.stream()
                    .map(cell -> DisplayWidth.printable(plain(cell)))
                    .toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> row : cells) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], DisplayWidth.of(row.get(i)));
            }
        }
        narrow(widths, width);
        StringBuilder out = new StringBuilder();
        for (List<String> row : cells) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(i == 0 ? "" : GAP)
                        .append(DisplayWidth.fit(
                                row.get(i), widths[i], columns.get(i).number()));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }

    /** Takes from the widest column of words until the table fits, but never below 8. */
    private void narrow(int[] widths, int width) {
        if (width <= 0) {
            return;
        }
        int total = GAP.length() * (widths.length - 1);
        for (int w : widths) {
            total += w;
        }
        while (total > width) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!columns.get(i).number() && widths[i] > 8 && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            total--;
        }
    }
}

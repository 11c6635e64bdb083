package dev.hearsay.feeds.columns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.hearsay.feeds.Format;
import dev.hearsay.feeds.Origin;
import dev.hearsay.feeds.Parsed;
import dev.hearsay.feeds.ReadOptions;
import dev.hearsay.feeds.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads tables (RFC 4180, separated by comma, semicolon or tab: whichever the header line has most) row by row. The first
 * line names the columns.
 */
public final class TableReader {
    private static final int MOST_COLUMNS = 1_000;

    private final ReadOptions options;

    /** A reader with these options. */
    public TableReader(ReadOptions options) {
        this.options = options;
    }

    /**
     * Reads all rows.
     *
     * @param head the first bytes of the stream, which tell its encoding and its separator
     * @throws IOException if the stream breaks
     */
    public void rows(InputStream in, byte[] head, Origin origin, Consumer<Parsed> into) throws IOException {
        Charset charset = isUtf8(head) ? StandardCharsets.UTF_8 : Charset.forName("windows-1252");
        CsvSchema schema = CsvSchema.emptySchema()
                .withColumnSeparator(separator(new String(head, charset)))
                .withoutHeader();
        CsvFactory factory = CsvFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(options.limits().documentBytes())
                        .build())
                .build();
        ObjectReader reader = CsvMapper.builder(factory)
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
                .build()
                .readerForListOf(String.class)
                .with(schema);
        Reader text = new BufferedReader(new InputStreamReader(in, charset));
        try (MappingIterator<List<String>> rows = reader.readValues(text)) {
            if (!rows.hasNextValue()) {
                into.accept(new Parsed.Refused(origin, Refusal.INCOMPLETE, "it is empty"));
                return;
            }
            Map<String, Integer> columns = columns(rows.nextValue());
            List<String> missing = options.columns().mappedColumns().stream()
                    .filter(c -> !columns.containsKey(c))
                    .toList();
            if (!missing.isEmpty()) {
                into.accept(new Parsed.Refused(
                        origin.at(1),
                        Refusal.INCOMPLETE,
                        "it has no column '" + missing.get(0) + "'; its columns are "
                                + String.join(", ", columns.keySet())));
                return;
            }
            long at = line(rows);
            while (rows.hasNextValue()) {
                List<String> row = rows.nextValue();
                Map<String, String> values = new HashMap<>();
                columns.forEach((name, index) -> {
                    if (index < row.size()) {
                        values.put(name, row.get(index));
                    }
                });
                into.accept(MappedStory.of(values::get, options, origin.at(at), Format.CSV));
                at = line(rows);
            }
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
            boolean bounds =
                    e instanceof StreamConstraintsException || e.getCause() instanceof StreamConstraintsException;
            into.accept(new Parsed.Refused(
                    origin,
                    bounds ? Refusal.TOO_LARGE : Refusal.MALFORMED,
                    "no table: " + where + e.getOriginalMessage()));
        }
    }

    private static long line(MappingIterator<?> rows) {
        return Math.max(1, rows.getParser().currentLocation().getLineNr());
    }

    private static Map<String, Integer> columns(List<String> header) {
        Map<String, Integer> columns = new java.util.LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), MOST_COLUMNS); i++) {
            String name = header.get(i) == null ? "" : header.get(i);
            columns.putIfAbsent(
                    (i == 0 && name.startsWith("\uFEFF") ? name.substring(1) : name)
                            .strip()
                            .toLowerCase(Locale.ROOT),
                    i);
        }
        return columns;
    }

    /** The commonest candidate in the first line. */
    public static char separator(String text) {
        int end = text.indexOf('\n');
        String header = end < 0 ? text : text.substring(0, end);
        char best = ',';
        long most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            long n = header.chars().filter(c -> c == candidate).count();
            if (n > most) {
                most = n;
                best = candidate;
            }
        }
        return best;
    }

    /** Whether these first bytes are UTF-8; a character cut at the end is no fault. */
    private static boolean isUtf8(byte[] head) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        return !decoder.decode(ByteBuffer.wrap(head), CharBuffer.allocate(head.length + 1), false)
                .isError();
    }
}

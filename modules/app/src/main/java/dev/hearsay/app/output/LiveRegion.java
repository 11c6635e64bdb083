package dev.hearsay.app.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines at the bottom of a terminal that are drawn again and again, with lines of events scrolling above them. Without a
 * terminal only the events are printed. Not thread-safe.
 */
public final class LiveRegion {
    private static final String UP_AND_CLEAR = "\u001b[%dA\r\u001b[J";

    private final Terminal terminal;
    private final List<String> events = new ArrayList<>();
    private int drawn;

    /** Nothing is drawn yet. */
    public LiveRegion(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A line that stays; it shows with the next {@link #draw}, or at once where there is no terminal. */
    public void event(String line) {
        if (terminal.interactive()) {
            events.add(line);
        } else {
            terminal.println(line);
        }
    }

    /** Draws the region anew; as many of its lines as the terminal holds, from the top. */
    public void draw(List<String> lines) {
        if (!terminal.interactive()) {
            return;
        }
        StringBuilder out = new StringBuilder();
        if (drawn > 0) {
            out.append(String.format(UP_AND_CLEAR, drawn));
        }
        events.forEach(event -> out.append(fit(event)).append('\n'));
        events.clear();
        List<String> shown = lines.subList(0, Math.min(lines.size(), Math.max(1, terminal.lines() - 1)));
        shown.forEach(line -> out.append(fit(line)).append('\n'));
        drawn = shown.size();
        terminal.print(out.toString());
    }

    /** Takes the region away and leaves the events. */
    public void clear() {
        draw(List.of());
    }

    private String fit(String line) {
        return DisplayWidth.cut(DisplayWidth.printable(line), terminal.columns());
    }

    /** A bar such as {@code [#####.....]}; {@code columns} counts the brackets. */
    public static String bar(long done, long of, int columns) {
        int inner = Math.max(1, columns - 2);
        int filled = of <= 0 ? 0 : (int) Math.min(inner, inner * done / of);
        return "[" + "#".repeat(filled) + ".".repeat(inner - filled) + "]";
    }
}

package dev.hearsay.app.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command prints: always UTF-8. The launcher says whether standard output is a terminal and how large, because
 * Java 17 cannot tell ({@code -Dhearsay.terminal=80x24}).
 */
public record Terminal(PrintStream out, PrintStream err, boolean interactive, int columns, int lines) {
    /** The process's own standard output and error. */
    public static Terminal standard() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Optional<String> size = Optional.ofNullable(System.getProperty("hearsay.terminal"))
                .filter(value -> value.matches("[1-9][0-9]{0,4}x[1-9][0-9]{0,4}"));
        int columns =
                size.map(s -> Integer.parseInt(s.substring(0, s.indexOf('x')))).orElse(0);
        int lines =
                size.map(s -> Integer.parseInt(s.substring(s.indexOf('x') + 1))).orElse(0);
        return new Terminal(buffered(out), err, size.isPresent(), columns, lines);
    }

    private static PrintStream buffered(PrintStream out) {
        return new PrintStream(new java.io.BufferedOutputStream(out, 1 << 16), false, StandardCharsets.UTF_8);
    }

    /** Prints what a command found, and flushes. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Prints a line of what a command found, and flushes. */
    public void println(String line) {
        out.println(line);
        out.flush();
    }

    /** Prints a line that is not part of the result: on standard error, so that output can be piped. */
    public void note(String line) {
        err.println(line);
    }
}

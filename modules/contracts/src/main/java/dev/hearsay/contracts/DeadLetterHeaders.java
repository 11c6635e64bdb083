package dev.hearsay.contracts;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Why a record became a dead letter and where it stood; the dead letter's key and value are the original bytes.
 *
 * @param cause one sentence
 * @param application who gave it up, such as an application id
 * @param partition partition of the original record, or -1 if it never was on a topic
 * @param offset offset of the original record, or -1
 * @param timestamp timestamp of the original record (milliseconds, UTC), or -1
 * @param stackTrace of the failure, at most {@value #MAX_STACK_TRACE} characters; empty if none
 */
public record DeadLetterHeaders(
        String cause, String application, String topic, int partition, long offset, long timestamp, String stackTrace) {

    /** Longest stack trace in UTF-16 units: a deep one must not outgrow its record. */
    public static final int MAX_STACK_TRACE = 4_000;

    private static final String PREFIX = "hearsay.error.";
    private static final int MAX_CAUSE = 1_000;

    /** Bounds the texts. */
    public DeadLetterHeaders {
        cause = bounded(cause, MAX_CAUSE);
        stackTrace = bounded(stackTrace, MAX_STACK_TRACE);
    }

    /** The bounded stack trace of a failure. */
    public static String stackTraceOf(Throwable failure) {
        StringWriter out = new StringWriter();
        failure.printStackTrace(new PrintWriter(out));
        return bounded(out.toString(), MAX_STACK_TRACE);
    }

    /** Writes all of it, over any that are there. */
    public void writeTo(Headers headers) {
        put(headers, "cause", cause);
        put(headers, "application", application);
        put(headers, "topic", topic);
        put(headers, "partition", Integer.toString(partition));
        put(headers, "offset", Long.toString(offset));
        put(headers, "timestamp", Long.toString(timestamp));
        put(headers, "stacktrace", stackTrace);
    }

    /** Reads them back; empty if the record is no dead letter of ours. */
    public static Optional<DeadLetterHeaders> read(Headers headers) {
        return get(headers, "cause")
                .map(cause -> new DeadLetterHeaders(
                        cause,
                        get(headers, "application").orElse(""),
                        get(headers, "topic").orElse(""),
                        (int) number(get(headers, "partition"), Integer.MAX_VALUE),
                        number(get(headers, "offset"), Long.MAX_VALUE),
                        number(get(headers, "timestamp"), Long.MAX_VALUE),
                        get(headers, "stacktrace").orElse("")));
    }

    /** Takes them away, as a replay does. */
    public static void strip(Headers headers) {
        for (String name :
                new String[] {"cause", "application", "topic", "partition", "offset", "timestamp", "stacktrace"}) {
            headers.remove(PREFIX + name);
        }
    }

    private static void put(Headers headers, String name, String value) {
        headers.remove(PREFIX + name);
        headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> get(Headers headers, String name) {
        Header header = headers.lastHeader(PREFIX + name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
    }

    private static long number(Optional<String> text, long most) {
        try {
            return text.map(Long::parseLong).filter(n -> n <= most).orElse(-1L);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    private static String bounded(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most);
    }
}

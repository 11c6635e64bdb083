package dev.hearsay.feeds.push;

import java.util.Map;

/**
 * What whoever pushed is told.
 *
 * @param headers besides the content type, which is that of JSON
 */
public record PushAnswer(int status, Map<String, String> headers, String json) {
    /** Copies the headers. */
    public PushAnswer {
        headers = Map.copyOf(headers);
    }
}

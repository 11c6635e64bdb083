package dev.hearsay.feeds.push;

import java.io.InputStream;
import java.util.Map;
import java.util.Optional;

/**
 * What was pushed.
 *
 * @param authorization the header of that name
 * @param contentType the header of that name
 * @param origin the header of that name: browsers send it
 * @param parameters of the query: {@code format}, {@code provider}, {@code outlet}, {@code language}
 */
public record PushRequest(
        Optional<String> authorization,
        Optional<String> contentType,
        Optional<String> origin,
        Map<String, String> parameters,
        InputStream body) {}
